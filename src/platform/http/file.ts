import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { Refusal } from '../../lib/refusal.ts'
import { LINE_MOST } from '../../lib/text.ts'
import type { Database, Tx } from '../db/index.ts'
import { hashOf, lockKeys, saveAnswers, type Answer, type RequestKey } from '../idempotency.ts'
import type { FileRoute } from './route.ts'

/** Kinds of files that are read as they come, whatever their size, by their content type. */
export const fileTypes = { 'application/x-ndjson': 'ndjson', 'text/csv': 'csv' } as const

/** What was sent to a route that takes files: a JSON body, or a file and its head in the query. */
export type Upload = {
  /** The checked body; undefined where it is a file. */
  body: unknown
  file: { format: 'csv' | 'ndjson'; lines: AsyncIterable<string[]> } | undefined
  /** Whose key, known at once. */
  sent: Omit<RequestKey, 'hash'>
  /** The key with the hash of what was read: ask when all has been. */
  key(): RequestKey
}

/** So long a sender may say nothing. */
const SILENT_MS = 300_000
/** So long any other body may take to arrive. */
const BODY_MS = 30_000

/** Lets the routes of a scope be sent files: the stream itself is their body. */
export function addFileParsers(scope: FastifyInstance): void {
  for (const type of Object.keys(fileTypes)) {
    scope.addContentTypeParser(type, (request, payload, done) => {
      request.raw.setTimeout(SILENT_MS, () => request.raw.destroy())
      done(null, payload)
    })
  }
}

/** The body of such a route as the OpenAPI document has it; only JSON is checked by its schema. */
export function bodyOf({ body }: FileRoute): object {
  const files = Object.keys(fileTypes).map((type) => [type, { schema: { type: 'string' } }])
  return { content: { 'application/json': { schema: body }, ...Object.fromEntries(files) } }
}

/** Whether the schema is that of a file, which is read line by line instead of checked at once. */
export function isOfFile({ contentType }: { contentType?: string; schema: TSchema }): boolean {
  return contentType !== undefined && contentType in fileTypes
}

/** Cuts off who takes too long to send a body; files may take as long as they do. */
export function limitTime(request: FastifyRequest): void {
  const { isFile } = request.routeOptions.config as { isFile?: boolean }
  const { raw } = request
  if (raw.method === 'GET' || isFile) return
  const timer = setTimeout(() => raw.destroy(), BODY_MS)
  timer.unref()
  const clear = () => clearTimeout(timer)
  raw.once('end', clear)
  raw.once('close', clear)
}

/** What was sent, with a key whose hash grows as the file is read. */
export function uploadOf(request: FastifyRequest, sent: Upload['sent']): Upload {
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  const format = (fileTypes as Record<string, 'csv' | 'ndjson'>)[type]
  const [path = ''] = request.url.split('?')
  if (format === undefined) {
    const hash = hashOf(request.method, path, request.body)
    return { body: request.body, file: undefined, sent, key: () => ({ ...sent, hash }) }
  }
  const hash = createHash('sha256').update(`${request.method} ${request.url} `)
  let digest: Buffer | undefined
  return {
    body: undefined,
    sent,
    file: { format, lines: linesOf(request.body as Readable, (bytes) => hash.update(bytes)) },
    key: () => ({ ...sent, hash: (digest ??= hash.digest()) }),
  }
}

/**
 * The lines of a file, as many at a time as have come. What is not UTF-8 comes as U+FFFD, and of a
 * line that is too long just enough to see that: one such line must not cost the others.
 */
export async function* linesOf(
  stream: AsyncIterable<Buffer>,
  onBytes: (bytes: Buffer) => void,
): AsyncGenerator<string[]> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const bytes of stream) {
    onBytes(bytes)
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    // One more for what is too long, one for a return at its end.
    rest = lines.pop()!.slice(0, LINE_MOST + 2)
    if (lines.length > 0) yield lines.map(lineOf)
  }
  rest += decoder.decode()
  if (rest !== '') yield [lineOf(rest)]
}

function lineOf(text: string): string {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text
  return line.length > LINE_MOST ? line.slice(0, LINE_MOST + 1) : line
}

/**
 * Runs a command of many transactions once per idempotency key. Its answer is stored in its last
 * transaction; what was answered before is answered again, once all of the file has been compared.
 * Twins at the same moment both run: such a command does nothing twice.
 */
export async function runFile(
  db: Database,
  upload: Upload,
  now: Temporal.Instant,
  work: (save: (tx: Tx, answer: Answer) => Promise<void>) => Promise<Answer>,
): Promise<Answer> {
  const known = await db.transaction((tx) => lockKeys(tx, [{ ...upload.sent, hash: NONE }]))
  if (known[0]!.is === 'reused') {
    if (upload.file) for await (const _ of upload.file.lines);
    return stored(db, upload.key())
  }
  return work(async (tx, { status, body }) => {
    const request = upload.key()
    const [state] = await lockKeys(tx, [request])
    if (state!.is === 'ours') await saveAnswers(tx, [{ request, answer: { status, body } }], now)
  })
}

const NONE = Buffer.alloc(0)

async function stored(db: Database, request: RequestKey): Promise<Answer> {
  const [state] = await db.transaction((tx) => lockKeys(tx, [request]))
  if (state!.is === 'answered') return state!.answer
  if (state!.is === 'reused') throw state!.refusal
  throw new Refusal('idempotency_key_in_use', { retryAfter: 1 })
}
