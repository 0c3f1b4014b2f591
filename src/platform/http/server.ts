import fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { TSchema } from 'typebox'
import { problemOf, Refusal } from '../../lib/refusal.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/index.ts'
import { hashOf, isIdempotencyKey, type Answer, type RequestKey } from '../idempotency.ts'
import type { Log } from '../log.ts'
import { parseBody } from './body.ts'
import { anyone, refuseWithout, type Caller } from './caller.ts'
import { runOnce } from './command.ts'
import { isForPeople, sendErrorPage } from './error-page.ts'
import { addFileParsers, bodyOf, isOfFile, limitTime, uploadOf } from './file.ts'
import { addFormParser } from './form.ts'
import { addReference } from './openapi.ts'
import { BUG } from './problem.ts'
import { queryOf, type BatchedRoute, type CommandRoute, type Context, type Route } from './route.ts'
import { refuseOtherSites, securityHeaders } from './security.ts'
import { lastEventIdOf, openStream, STREAM_TYPE } from './stream.ts'
import { createTwins } from './twins.ts'
import { validatorOf } from './validate.ts'

export type ServerOptions = {
  db: Database
  clock: Clock
  log: Log
  routes: readonly Route[]
  /**
   * Finds out who asks; `anyone` without credentials, a refusal for bad ones. Who is only watching
   * does not use the session by that.
   */
  authenticate: (request: FastifyRequest, is?: 'watching') => Promise<Caller>
  /** Bodies larger than this are refused (bytes). */
  bodyLimit: number
  /** Is kept as commands come and go. */
  commands: { running: number }
  /** True while the server is willing to take requests. */
  ready: () => boolean
}

const SLOW_MS = 1000
const LIVE = '/health/live'
const LOCK_NOT_AVAILABLE = '55P03'

/** The HTTP face of a process: every route with its check, its access and its one `now`. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: options.bodyLimit,
    // Bodies have their time limit in `limitTime`, since files have none.
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: false,
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseBody(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
  app.setValidatorCompiler((of) =>
    isOfFile(of as { schema: TSchema })
      ? (value) => ({ value })
      : validatorOf(of.schema as TSchema, of.httpPart as 'body'),
  )
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.setErrorHandler((error, request, reply) => sendError(options.log, error, request, reply))
  app.setNotFoundHandler(async (request) => {
    if (isForPeople(request)) callers.set(request, await options.authenticate(request))
    throw new Refusal('route_unknown', { detail: `${request.method} ${pathOf(request)}` })
  })
  app.addHook('onRequest', async (request) => limitTime(request))
  app.addHook('onSend', securityHeaders)
  app.addHook('onResponse', async (request, reply) => logSlow(options.log, request, reply))
  await addReference(app)
  const twins = createTwins<Answer & { headers?: Record<string, string> }>(options.commands)
  await app.register(async (scope) => {
    for (const route of options.routes.filter((r) => !isPage(r) && r.kind !== 'file')) {
      addRoute(scope, route, options, twins)
    }
  })
  await app.register(async (scope) => {
    addFileParsers(scope)
    const routes = options.routes.filter(({ kind }) => kind === 'file')
    for (const route of routes) addRoute(scope, route, options, twins)
  })
  await app.register(async (scope) => {
    addFormParser(scope)
    for (const route of options.routes.filter(isPage)) addRoute(scope, route, options, twins)
  })
  return app
}

function isPage({ kind }: Route): boolean {
  return kind === 'page'
}

type Join = ReturnType<typeof createTwins<Answer & { headers?: Record<string, string> }>>

function addRoute(app: FastifyInstance, route: Route, options: ServerOptions, join: Join): void {
  app.route({
    method: route.method,
    url: route.path,
    schema: {
      summary: route.summary,
      description: route.description ?? '',
      tags: [route.tag],
      ...(route.kind === 'page' ? { hide: true } : {}),
      ...(route.params ? { params: route.params } : {}),
      ...queryOf(route),
      ...('body' in route ? { body: route.kind === 'file' ? bodyOf(route) : route.body } : {}),
      ...('answers' in route ? { response: responsesOf(route) } : {}),
      'x-access': route.access,
    } as object,
    config: { isFile: route.kind === 'file' },
    // Before the body is even read: who may not, learns nothing of what would be right.
    onRequest: async (request, reply) => {
      const caller = await admit(route, request, options)
      if (caller) return undefined
      return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
    },
    handler: async (request, reply) => {
      const { params, query, body } = request
      const caller = callers.get(request)!
      const context = { params, query, body, caller, now: options.clock.now() }
      if (route.kind === 'page') return route.handle(request, reply, context as never)
      if (route.kind === 'read') return route.handle(options.db, context as never)
      if (route.kind === 'stream') {
        const open = () => openStream(request, reply)
        const again = async () => admitted(route, await identify(route, request, options))
        const lastEventId = lastEventIdOf(request)
        return route.handle({ lastEventId, open, again }, context as never)
      }
      if (route.kind === 'file') {
        const upload = uploadOf(request, keyNameOf(request, caller))
        const { status, body: answer } = await route.handle(upload, context as never)
        reply.code(status)
        return answer
      }
      return answerCommand(route, request, reply, context, options, join)
    },
  })
}

/** Streams say what one message is; all else is JSON. */
function responsesOf(route: Exclude<Route, { kind: 'page' }>): object {
  if (route.kind !== 'stream') return route.answers
  const described = Object.entries(route.answers).map(([status, schema]) => {
    const content = { [STREAM_TYPE]: { schema } }
    return [status, { description: 'One message, as `event`, `id` and `data`.', content }]
  })
  return Object.fromEntries(described) as object
}

const callers = new WeakMap<FastifyRequest, Caller>()

/** Who calls, where that is allowed; undefined where a page leads to the sign-in instead. */
async function admit(
  route: Route,
  request: FastifyRequest,
  options: ServerOptions,
): Promise<Caller | undefined> {
  // A process that is still reading what it keeps in memory is alive: it must not be ended for it.
  if (!options.ready() && route.path !== LIVE) throw new Refusal('not_ready', { retryAfter: 2 })
  const caller = await identify(route, request, options)
  callers.set(request, caller)
  if (request.method !== 'GET' && caller.via !== 'key') refuseOtherSites(request)
  if (isForSignIn(route) && caller.via === 'nothing') return undefined
  return admitted(route, caller)
}

/** A page leads to the sign-in; what else browsers get of the API is refused as data is. */
function isForSignIn(route: Route): boolean {
  return isPage(route) && route.access !== 'public' && !route.path.startsWith('/v1/')
}

async function identify(
  { access, kind }: Route,
  request: FastifyRequest,
  { authenticate }: ServerOptions,
): Promise<Caller> {
  if (access === 'public') return anyone
  return kind === 'stream' ? authenticate(request, 'watching') : authenticate(request)
}

/** The caller, where that one may call the route. */
function admitted({ access }: Route, caller: Caller): Caller {
  if (access === 'public') return caller
  if (caller.via === 'nothing') throw new Refusal('sign_in_required')
  if (access !== 'signed-in') refuseWithout(caller, access)
  return caller
}

async function answerCommand(
  route: CommandRoute | BatchedRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context<unknown, unknown, unknown>,
  options: ServerOptions,
  join: Join,
): Promise<unknown> {
  const key = keyOf(request, context.caller)
  const done = await join(key, () =>
    route.kind === 'batched'
      ? route.handle(key, context as never)
      : runOnce(options.db, key, context.now, (tx) => route.handle(tx, context as never)),
  )
  const once = 'once' in done ? (done.once as object) : {}
  if (done.headers) reply.headers(done.headers)
  reply.code(done.status)
  return { ...(done.body as object), ...once }
}

function keyOf(request: FastifyRequest, caller: Caller): RequestKey {
  const hash = hashOf(request.method, pathOf(request), request.body)
  return { ...keyNameOf(request, caller), hash }
}

function keyNameOf(request: FastifyRequest, caller: Caller): Omit<RequestKey, 'hash'> {
  const key = request.headers['idempotency-key']
  if (key === undefined) throw new Refusal('idempotency_key_missing')
  if (typeof key !== 'string' || !isIdempotencyKey(key))
    throw new Refusal('idempotency_key_invalid')
  return { client: caller.id, key }
}

/**
 * Refusals become problem documents here and nowhere else; all other errors are bugs, logged whole.
 */
function sendError(log: Log, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalOf(error)
  if (!refusal) {
    log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'bug')
  }
  if (refusal?.code === 'database_unavailable') log.warn({ err: refusal.cause }, refusal.code)
  if (refusal?.retryAfter !== undefined) reply.header('retry-after', String(refusal.retryAfter))
  if (isForPeople(request)) {
    sendErrorPage(reply, { refusal, caller: callers.get(request), requestId: request.id })
    return
  }
  if (!refusal) {
    reply
      .code(500)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: `/problems/${BUG}`,
          title: 'The server has a fault',
          status: 500,
          code: BUG,
          detail: `Nothing was written. The log has the details under ${request.id}.`,
          do: 'Try again with the same Idempotency-Key; tell your administrator if it stays.',
        }),
      )
    return
  }
  const problem = problemOf(refusal)
  reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal('body_too_large')
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('media_type_unsupported')
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return new Refusal('body_not_json')
  if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return new Refusal('body_not_json')
  if (code === 'FST_ERR_BAD_URL') return new Refusal('route_unknown')
  // The lock timeout of PostgreSQL: whoever holds the row will be done in a moment.
  if (code === LOCK_NOT_AVAILABLE) return new Refusal('locked', { retryAfter: 1 })
  return undefined
}

function logSlow(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  if (reply.getHeader('content-type') === STREAM_TYPE) return
  const ms = Math.round(reply.elapsedTime)
  if (ms < SLOW_MS) return
  log.warn({ requestId: request.id, route: request.routeOptions.url, ms }, 'slow request')
}

function pathOf(request: FastifyRequest): string {
  const mark = request.url.indexOf('?')
  return mark < 0 ? request.url : request.url.slice(0, mark)
}
