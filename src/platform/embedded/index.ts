import type { ChildProcess } from 'node:child_process'
import { rmdir } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { Log } from '../log.ts'
import { binariesFor, findBinaries } from './binaries.ts'
import { EmbeddedError } from './error.ts'
import { makeSocketDir, prepareDataDir } from './folders.ts'
import { prepareCluster } from './initialise.ts'
import { hasEnded, launch, type Connection } from './launch.ts'
import { databaseUser } from './user.ts'

export { EmbeddedError, type Connection }

export type Embedded = {
  /** As the role of the server: owner of its database, never a superuser. */
  connection: Connection
  /** As the superuser: for tests and backup, never for the server. */
  superuser: Connection
  pid: number
  /** Stops it the fast way (SIGINT): running transactions are rolled back, nothing is lost. */
  stop(): Promise<void>
  /** Resolves with its exit code (null after a signal) when it has ended, for whatever reason. */
  exited: Promise<number | null>
}

const PORT = 5432
const STOP_MS = 30_000

const SETTINGS: Record<string, string> = {
  port: String(PORT),
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  deadlock_timeout: '200ms',
  // A batch locks two advisory keys an order; see platform/batch.
  max_locks_per_transaction: '256',
  random_page_cost: '1.1',
  jit: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

/**
 * Runs PostgreSQL 18 in `dataDir`: on a Unix socket in a folder that only its user may enter (that
 * folder is the lock, so there are no passwords), without TCP. Only one Tutti at a time may do so;
 * a postmaster that a killed one left behind is stopped first. It ends with this process, whose
 * life it does not prolong. `settings` go before those here. Throws EmbeddedError, which says what
 * to do.
 */
export async function startEmbedded(options: {
  dataDir: string
  log: Log
  settings?: Record<string, string>
}): Promise<Embedded> {
  const { log } = options
  const found = await findBinaries()
  const user = await databaseUser()
  const dataDir = await prepareDataDir(options.dataDir, user)
  const binaries = await binariesFor(user, found, dataDir)
  const cluster = path.join(dataDir, 'pg18')
  const durable = options.settings?.['fsync'] !== 'off'
  await prepareCluster(binaries, cluster, user, { durable, log })
  const host = await makeSocketDir(cluster, user)
  const settings: Record<string, string> = {
    ...SETTINGS,
    ...options.settings,
    unix_socket_directories: host,
  }
  const superuser: Connection = {
    host,
    port: Number(settings['port']),
    user: 'postgres',
    database: 'postgres',
    ssl: false,
  }
  const child = await launch({ binaries, cluster, user, settings, superuser, log })
  const exited = tie(child)
  const stop = () => stopInOrder(child, exited, host, log)
  try {
    await ensureDatabase(superuser)
  } catch (error) {
    await stop()
    throw error
  }
  const connection = { ...superuser, user: 'tutti', database: 'tutti' }
  return { connection, superuser, pid: child.pid!, exited, stop }
}

/** It ends with this process, by process.exit() too, but does not keep it running. */
function tie(child: ChildProcess): Promise<number | null> {
  const end = () => child.kill('SIGINT')
  process.on('exit', end)
  child.unref()
  return new Promise((resolve) => {
    const ended = (): void => {
      process.off('exit', end)
      resolve(child.exitCode)
    }
    if (hasEnded(child)) ended()
    else child.once('exit', ended)
  })
}

/** After 30 s SIGQUIT: its processes end at once, and the next start recovers from the log. */
async function stopInOrder(
  child: ChildProcess,
  exited: Promise<number | null>,
  socketDir: string,
  log: Log,
): Promise<void> {
  child.ref()
  if (!hasEnded(child)) child.kill('SIGINT')
  const timer = setTimeout(() => {
    log.warn('the database takes long to stop: it is ended now and recovers at the next start')
    child.kill('SIGQUIT')
  }, STOP_MS)
  await exited
  clearTimeout(timer)
  await rmdir(socketDir).catch(() => undefined)
}

/** Role and database of the server. Never a superuser: that could undo history. */
async function ensureDatabase(superuser: Connection): Promise<void> {
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    const roles = await client.query(`select 1 from pg_roles where rolname = 'tutti'`)
    if (roles.rowCount === 0) await client.query('create role tutti login nosuperuser')
    const found = await client.query(`select 1 from pg_database where datname = 'tutti'`)
    if (found.rowCount === 0) await client.query('create database tutti owner tutti')
  } finally {
    await client.end()
  }
}
