import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Permission } from '../../lib/permissions.ts'
import type { Database, Tx } from '../db/index.ts'
import type { Answer, RequestKey } from '../idempotency.ts'
import type { Caller } from './caller.ts'
import type { Upload } from './file.ts'
import { object } from './schemas.ts'

/** Who may call a route: holders of a permission, everyone signed in, or everyone. */
export type Access = Permission | 'signed-in' | 'public'

/** What every handler gets: the checked request, who asks, and the one `now` of this action. */
export type Context<Params, Query, Body> = {
  params: Params
  query: Query
  body: Body
  caller: Caller
  now: Temporal.Instant
}

type Shape = {
  path: `/${string}`
  access: Access
  /** One line for the reference page. */
  summary: string
  description?: string
  tag: string
  params?: TSchema
  query?: TSchema
}

/** A route of the API: JSON in, JSON out. Errors are problem documents everywhere. */
type ApiShape = Shape & {
  /** The good answers by status: closed schemas, which the tests compare with what is sent. */
  answers: Record<number, TSchema>
}

/** Reads only. */
export type ReadRoute = ApiShape & {
  kind: 'read'
  method: 'GET'
  handle: (db: Database, context: Context<never, never, never>) => Promise<unknown>
}

/** A command answered in one transaction, with its idempotency key. */
export type CommandRoute = ApiShape & {
  kind: 'command'
  method: 'POST'
  body: TSchema
  handle: (tx: Tx, context: Context<never, never, never>) => Promise<CommandAnswer>
}

/** A command that is gathered with others and deals with its idempotency key itself. */
export type BatchedRoute = ApiShape & {
  kind: 'batched'
  method: 'POST'
  body: TSchema
  handle: (
    request: RequestKey,
    context: Context<never, never, never>,
  ) => Promise<Answer & { headers?: Record<string, string> }>
}

/**
 * A command of many transactions whose body may be a file, read as it comes: JSON as any other, or
 * NDJSON or CSV of any size with its head in the query. It answers its key itself, by `runFile`.
 */
export type FileRoute = ApiShape & {
  kind: 'file'
  method: 'POST'
  body: TSchema
  handle: (upload: Upload, context: Context<never, never, never>) => Promise<Answer>
}

/**
 * A page or anything else that speaks to the browser itself; still with access and same-site check.
 */
export type PageRoute = Shape & {
  kind: 'page'
  method: 'GET' | 'POST'
  handle: (
    request: FastifyRequest,
    reply: FastifyReply,
    context: Context<Record<string, string>, Record<string, string>, unknown>,
  ) => Promise<unknown>
}

/**
 * An answer that does not end: text/event-stream. The schemas of its answers are those of one
 * message each. Being connected is no use of a session, so that an idle one still ends.
 */
export type StreamRoute = ApiShape & {
  kind: 'stream'
  method: 'GET'
  handle: (connection: StreamConnection, context: Context<never, never, never>) => Promise<void>
}

export type StreamConnection = {
  /** The header of a client that connects again. */
  lastEventId: string | undefined
  /** Sends the head of the answer; until then a refusal is answered as anywhere. */
  open(): ServerResponse
  /** Who it is now; refuses one who may no longer connect. */
  again(): Promise<Caller>
}

export type Route = ReadRoute | CommandRoute | BatchedRoute | FileRoute | PageRoute | StreamRoute

/** `once` is sent with the first answer and never stored: the secret of a new API key. */
export type CommandAnswer = Answer & { once?: Record<string, unknown> }

type Of<Schema, Else> = Schema extends TSchema ? Static<Schema> : Else
type ContextOf<S> = Context<
  Of<S extends { params: infer P } ? P : undefined, Record<string, never>>,
  Of<S extends { query: infer Q } ? Q : undefined, Record<string, never>>,
  Of<S extends { body: infer B } ? B : undefined, undefined>
>

/** Declares a route that only reads: `GET`. */
export function read<const S extends ApiShape>(
  shape: S,
  handle: (db: Database, context: ContextOf<S>) => Promise<unknown>,
): Route {
  return { ...shape, kind: 'read', method: 'GET', handle: handle as ReadRoute['handle'] }
}

/** Declares a command: `POST`, one transaction, idempotent by its key. */
export function command<const S extends ApiShape & { body: TSchema }>(
  shape: S,
  handle: (tx: Tx, context: ContextOf<S>) => Promise<CommandAnswer>,
): Route {
  return { ...shape, kind: 'command', method: 'POST', handle: handle as CommandRoute['handle'] }
}

/** Declares a command that is written in batches with others of its kind. */
export function batched<const S extends ApiShape & { body: TSchema }>(
  shape: S,
  handle: (
    request: RequestKey,
    context: ContextOf<S>,
  ) => Promise<Answer & { headers?: Record<string, string> }>,
): Route {
  return { ...shape, kind: 'batched', method: 'POST', handle: handle as BatchedRoute['handle'] }
}

/** Declares a command that may be sent as a file. */
export function file<const S extends ApiShape & { body: TSchema }>(
  shape: S,
  handle: (upload: Upload, context: ContextOf<S>) => Promise<Answer>,
): Route {
  return { ...shape, kind: 'file', method: 'POST', handle: handle as FileRoute['handle'] }
}

/** Declares an answer that goes on as things happen. */
export function stream<const S extends ApiShape>(
  shape: S,
  handle: (connection: StreamConnection, context: ContextOf<S>) => Promise<void>,
): Route {
  return { ...shape, kind: 'stream', method: 'GET', handle: handle as StreamRoute['handle'] }
}

/** Declares a page. */
export function page(
  shape: Shape & { method?: 'GET' | 'POST' },
  handle: PageRoute['handle'],
): Route {
  return { method: 'GET', ...shape, kind: 'page', handle }
}

const noQuery = object({})

/**
 * What may stand in the query: nothing where a route names nothing. Passed over in silence it would
 * be the answer to another question. Pages are linked to with whatever others append.
 */
export function queryOf({ kind, path, query }: Route): { querystring?: TSchema } {
  if (query) return { querystring: query }
  return kind === 'page' && !path.startsWith('/v1/') ? {} : { querystring: noQuery }
}
