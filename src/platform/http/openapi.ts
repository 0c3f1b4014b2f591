import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { problemAnswer } from './problem.ts'

/** Where the OpenAPI document and the page to browse it stand. */
export const referencePath = '/reference'

/**
 * The OpenAPI 3.1 document, made from the routes' own schemas (so it cannot disagree with them), at
 * /reference/json, and a page to browse and try it at /reference.
 */
export async function addReference(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tutti',
        version: '1',
        description:
          'Every POST needs an Idempotency-Key header. Errors are RFC 9457 problem documents ' +
          'with a stable `code`, the `field` at fault and what to `do`.',
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer' },
          session: { type: 'apiKey', in: 'cookie', name: '__Host-tutti' },
        },
      },
      security: [{ apiKey: [] }, { session: [] }],
    },
    transform: ({ schema, url, route }) => ({ schema: documented(schema, route.method), url }),
    transformObject: (made) =>
      withNamed(withProblems('openapiObject' in made ? made.openapiObject : {})),
  })
  await app.register(swaggerUi, {
    routePrefix: referencePath,
    uiConfig: { docExpansion: 'list', persistAuthorization: false },
    staticCSP: true,
  })
}

type Documented = { [key: string]: unknown; 'x-access'?: string; headers?: unknown }

/** Adds what every route of a kind has: the access it needs and the header of commands. */
function documented(schema: unknown, method: string | string[]): Documented {
  const { 'x-access': access, ...rest } = { ...(schema as Documented) }
  if (access === undefined) return rest
  const needs = access === 'public' ? 'Open to everyone.' : `Needs ${access}.`
  return {
    ...rest,
    description: [rest['description'], needs].filter(Boolean).join('\n\n'),
    ...(access === 'public' ? { security: [] } : {}),
    ...(method === 'POST' && access !== 'public' ? { headers: idempotencyHeader } : {}),
  }
}

const idempotencyHeader = {
  type: 'object',
  required: ['idempotency-key'],
  properties: { 'idempotency-key': { type: 'string', minLength: 1, maxLength: 200 } },
}

type Document = {
  components?: object
  paths?: Record<string, Record<string, { responses?: object }>>
}

/** Every operation may answer a problem: said once, and named by each. */
function withProblems<Made extends object>(made: Made): Made {
  const { components, paths = {} } = made as Document
  const named = Object.entries(paths).map(([path, operations]) => {
    const told = Object.entries(operations).map(([method, { responses, ...operation }]) => {
      return [method, { ...operation, responses: { ...responses, default: problemReference } }]
    })
    return [path, Object.fromEntries(told)]
  })
  return {
    ...made,
    components: { ...components, responses: { Problem: problemResponse } },
    paths: Object.fromEntries(named),
  }
}

/** What has a name is said once, and named wherever else it stands: it is long. */
function withNamed<Made extends object>(made: Made): Made {
  const schemas: Record<string, object> = {}
  // From the inside out, so that what is named may name others.
  const document = JSON.parse(JSON.stringify(made), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('x-name' in value)) return value
    const { 'x-name': name, ...schema } = value
    schemas[String(name)] = schema
    return { $ref: `#/components/schemas/${String(name)}` }
  }) as Made & Document
  return { ...document, components: { ...document.components, schemas } }
}

const problemReference = { $ref: '#/components/responses/Problem' }

const problemResponse = {
  description: 'What was refused, why, and what can be done about it.',
  headers: {
    'Retry-After': { description: 'Seconds; with 429 and 503.', schema: { type: 'integer' } },
  },
  content: { 'application/problem+json': { schema: problemAnswer } },
}
