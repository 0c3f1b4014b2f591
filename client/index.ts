import createFetchClient, { type Client as FetchClient } from 'openapi-fetch'
import type { components, paths } from './schema.js'

export type { paths } from './schema.js'

/** What was refused, why, and what can be done about it (RFC 9457). */
export type ProblemDocument =
  components['responses']['Problem']['content']['application/problem+json']

/** An answer that was not good; `problem` is undefined where the server could not be reached. */
export class Problem extends Error {
  override name = 'Problem'
  readonly status: number
  readonly problem: ProblemDocument | undefined
  constructor(status: number, problem?: ProblemDocument) {
    super(problem?.detail ?? problem?.title ?? 'The server cannot be reached')
    this.status = status
    this.problem = problem
  }
  get code(): string {
    return this.problem?.code ?? 'unreachable'
  }
}

export type Client = FetchClient<paths>

/** The good answer of a route: `Answer<'/v1/orders/{id}', 'get'>`. */
export type Answer<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends { responses: infer Responses } ? GoodOf<Responses> : never

type GoodOf<Responses> = {
  [Status in keyof Responses]: Status extends 200 | 201
    ? Responses[Status] extends { content: { 'application/json': infer Body } }
      ? Body
      : never
    : never
}[keyof Responses]

/** One of the items of a page. */
export type Item<Path extends keyof paths> =
  Answer<Path, 'get' & keyof paths[Path]> extends { items: (infer One)[] } ? One : never

/**
 * A client of the API with every route's types. In a browser it goes with the session's cookie;
 * elsewhere give it an API key.
 */
export function createClient(options: { baseUrl?: string; apiKey?: string } = {}): Client {
  return createFetchClient<paths>({
    baseUrl: options.baseUrl ?? '',
    headers: options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` },
  })
}

/**
 * The header that makes a command happen once: make it when the person decides, and send the same
 * again if the answer did not arrive. (`randomUUID` is not there on pages without TLS.)
 */
export function newKey(): { 'idempotency-key': string } {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return { 'idempotency-key': Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('') }
}

type Told<Data> = { data?: Data; error?: unknown; response: Response }

/** The answer of a call, or a Problem thrown. */
export async function answerOf<Data>(call: Promise<Told<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Problem(0)
  })
  if (data !== undefined && data !== null) return data
  const isProblem = typeof error === 'object' && error !== null && 'code' in error
  throw new Problem(response.status, isProblem ? (error as ProblemDocument) : undefined)
}
