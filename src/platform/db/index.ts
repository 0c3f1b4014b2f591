import type { Socket } from 'node:net'
import pg from 'pg'
import { Refusal } from '../../lib/refusal.ts'
import { type Sql, statementOf } from './sql.ts'
import { parameterOf, types } from './types.ts'

/** Anything that runs statements: the database (each by itself) or a transaction. */
export type Queryable = { query<Row>(query: Sql): Promise<Row[]> }

/** An open transaction. What it wrote counts only when `transaction` has returned. */
export type Tx = Queryable & {
  readonly epoch: number
  /**
   * Leaves statements that have been sent for COMMIT to wait for, so that it travels right behind
   * them. If one fails, nothing is committed and the transaction fails with its error.
   */
  leave(sent: Promise<unknown>): void
  /** Runs after COMMIT has been confirmed, never before, and not at all after a rollback. */
  onCommit(callback: () => void): void
}

export type ConnectionConfig = pg.ClientConfig

export type Database = Queryable & {
  /** Rises when the data are loaded into another server (see platform/events). */
  readonly epoch: number
  /** Runs `work` in one transaction (READ COMMITTED) and returns when COMMIT has been confirmed. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>, options?: TxOptions): Promise<Result>
  /** A connection of its own outside the pool, for what keeps one for long. */
  connect(settings?: Settings): Promise<pg.Client>
  setEpoch(epoch: number): void
  /** Open and waiting connections, for health. */
  counts(): { total: number; idle: number; waiting: number }
  close(): Promise<void>
}

export type TxOptions = {
  readOnlySnapshot?: boolean
  timeoutMs?: number
  /** Plans each statement for its own values: for lists whose filters may be rare or common. */
  planAnew?: boolean
}
type Settings = Record<string, string>

/** Why these numbers: RELIABILITY.md section 3. No write may hold the event fence for long. */
const SETTINGS: Settings = {
  TimeZone: 'UTC',
  lock_timeout: '2s',
  idle_in_transaction_session_timeout: '5s',
  transaction_timeout: '5s',
  // Statements with arrays as parameters look cheaper planned anew each time than they are:
  // planning cost a fifth of a lone order's time.
  plan_cache_mode: 'force_generic_plan',
}
/**
 * Compiling and helpers pay for reports, not for a page of a list; nor does reading a whole table,
 * which looks cheap where much is expected to match soon, and is not where all of it comes late.
 */
const PLAN_ANEW = `select set_config('plan_cache_mode', 'force_custom_plan', true),
  set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
  set_config('enable_seqscan', 'off', true)`
const RETRIES = 3
const TRY_AGAIN = new Set(['40001', '40P01'])

/** Opens a pool of connections. `onError` hears of connections that broke while idle. */
export function openDatabase(options: {
  connection: ConnectionConfig
  poolSize: number
  onError: (error: Error) => void
}): Database {
  const clientConfig = (settings: Settings): pg.ClientConfig => ({
    ...options.connection,
    types,
    application_name: 'tutti',
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  })
  const pool = new pg.Pool({
    ...clientConfig(SETTINGS),
    pipeline: true,
    max: options.poolSize,
    connectionTimeoutMillis: 5000,
  } as pg.PoolConfig)
  const broke = (error: Error) => options.onError(alone(error))
  pool.on('error', broke)
  pool.on('connect', (client) => client.on('error', broke))
  let epoch = 0

  async function attempt<Result>(work: (tx: Tx) => Promise<Result>, txOptions: TxOptions) {
    const client = await pool.connect().catch(unavailable)
    let failure: Error | undefined
    try {
      return await inTransaction(client, epoch, work, txOptions)
    } catch (error) {
      failure = asError(error)
      throw isConnectionError(failure) ? databaseUnavailable(failure) : failure
    } finally {
      client.release(failure !== undefined && !isMeant(failure) && mayBeBroken(failure))
    }
  }

  return {
    get epoch() {
      return epoch
    },
    setEpoch(value) {
      epoch = value
    },
    async query<Row>(query: Sql) {
      const client = await pool.connect().catch(unavailable)
      let failure: Error | undefined
      try {
        return await run<Row>(client, query)
      } catch (error) {
        failure = asError(error)
        throw isConnectionError(failure) ? databaseUnavailable(failure) : failure
      } finally {
        client.release(failure !== undefined && mayBeBroken(failure))
      }
    },
    async transaction(work, txOptions = {}) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await attempt(work, txOptions)
        } catch (error) {
          if (tries > RETRIES || !TRY_AGAIN.has(codeOf(error))) throw error
          await pause(tries)
        }
      }
    },
    async connect(settings = {}) {
      const client = new pg.Client(clientConfig({ ...SETTINGS, ...settings }))
      client.on('error', broke)
      await client.connect()
      return client
    },
    counts: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  }
}

/** SQLSTATE of a statement that comes after one that failed. */
const ABORTED = '25P02'
/** What goes on after its transaction would write outside of it, or into that of somebody else. */
const TOO_LATE = 'this transaction has ended'

async function inTransaction<Result>(
  client: pg.ClientBase,
  epoch: number,
  work: (tx: Tx) => Promise<Result>,
  options: TxOptions,
): Promise<Result> {
  const mode = options.readOnlySnapshot ? ' isolation level repeatable read, read only' : ''
  // Not awaited by itself: it travels with the first statement (pipelining). Its failure shows
  // there.
  holdBack(client)
  const begun = client.query(`begin${mode}`)
  begun.catch(() => {})
  if (options.timeoutMs !== undefined) {
    // The clock of the limit before runs on unless that is taken away first.
    const limits = [...new Set([0, Math.trunc(options.timeoutMs)])]
    for (const limit of limits) {
      client.query(`set local transaction_timeout = ${limit}`).catch(() => {})
    }
  }
  if (options.planAnew) client.query(PLAN_ANEW).catch(() => {})
  const afterCommit: (() => void)[] = []
  const left: Promise<unknown>[] = []
  let isOver = false
  const tx: Tx = {
    epoch,
    query: (query) => (isOver ? Promise.reject(new Error(TOO_LATE)) : run(client, query)),
    leave(sent) {
      // Its failure is told at COMMIT; until then nobody listens.
      sent.catch(() => {})
      left.push(sent)
    },
    onCommit: (callback) => afterCommit.push(callback),
  }
  let result: Result
  try {
    result = await work(tx)
    isOver = true
  } catch (error) {
    isOver = true
    await client.query('rollback').catch(() => {})
    throw codeOf(error) === ABORTED ? await firstFailure(left, error) : error
  }
  const committed = client.query('commit')
  committed.catch(() => {})
  await Promise.all(left)
  const { command } = await committed
  // After a failed statement that nobody awaited, COMMIT resolves, but with ROLLBACK.
  if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`)
  for (const callback of afterCommit) callback()
  return result
}

/** Of what was refused since a statement before it had failed, why that one had. */
async function firstFailure(left: readonly Promise<unknown>[], otherwise: unknown) {
  const ended = await Promise.allSettled(left)
  const failed = ended.find(({ status }) => status === 'rejected')
  return failed ? (failed as PromiseRejectedResult).reason : otherwise
}

/** What is said to the database until this turn of the event loop ends is sent in one piece. */
function holdBack(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

async function run<Row>(client: pg.ClientBase, query: Sql): Promise<Row[]> {
  try {
    return (await ask(client, query)) as Row[]
  } catch (error) {
    // As it comes, it says where it was read, not who asked.
    if (error instanceof Error) Error.captureStackTrace(error)
    throw error
  }
}

/** As `client.query` with an object, which it copies property by property before it looks at it. */
function ask(client: pg.ClientBase, query: Sql): Promise<unknown[]> {
  const { name, text } = statementOf(query)
  const values = query.values.map(parameterOf)
  return new Promise((resolve, reject) => {
    const asked = new pg.Query(text, values, (error, result) => {
      if (error) reject(error)
      else resolve(result.rows)
    })
    client.query(Object.assign(asked, { name }))
  })
}

/** The SQLSTATE of an error of PostgreSQL, or the code of an error of the system; else ''. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/** The name of the violated constraint, or ''. */
export function constraintOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('constraint' in error)) return ''
  return typeof error.constraint === 'string' ? error.constraint : ''
}

const SQLSTATE = /^[0-9A-Z]{5}$/

function isConnectionError(error: Error): boolean {
  const code = codeOf(error)
  if (/^(08|57P|53|25P0[34])/.test(code)) return true
  if (['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'].includes(code)) return true
  return /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(
    error.message,
  )
}

/** Thrown by work that wants nothing of itself kept, to do it otherwise: nothing is wrong. */
export class TakenBack extends Error {}

/** What work throws to have itself rolled back says nothing against its connection. */
function isMeant(failure: Error): boolean {
  return failure instanceof Refusal || failure instanceof TakenBack
}

/**
 * After a plain SQL error and a rollback the connection is as good as new; after others it is not.
 */
function mayBeBroken(error: Error): boolean {
  return !SQLSTATE.test(codeOf(error)) || isConnectionError(error)
}

function databaseUnavailable(cause: Error): Refusal {
  const refusal = new Refusal('database_unavailable', { retryAfter: 1 })
  refusal.cause = cause
  return refusal
}

function unavailable(error: unknown): never {
  throw databaseUnavailable(asError(error))
}

/** Without the whole connection, which `pg` hangs on it: a log wants the error alone. */
function alone(error: Error & { client?: unknown }): Error {
  delete error.client
  return error
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

/** Waits a little, longer after each try, never two callers equally long. */
function pause(tries: number): Promise<void> {
  const ms = Math.random() * 20 * 2 ** tries
  return new Promise((resolve) => setTimeout(resolve, ms))
}
