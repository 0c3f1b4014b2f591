import { spawn, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chown, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { Log } from '../log.ts'
import {
  binariesFor,
  EmbeddedError,
  exists,
  findBinaries,
  findClosedFolder,
  type Binaries,
} from './binaries.ts'
import { stopLeftover } from './leftover.ts'
import { databaseUser, type SystemUser } from './user.ts'

export { EmbeddedError }

export type Connection = { host: string; port: number; user: string; database: string }

export type Embedded = {
  /** As the role of the server: owner of its database, never a superuser. */
  connection: Connection
  /** As the superuser: for tests and backup, never for the server. */
  superuser: Connection
  pid: number
  /** Stops it the fast way (SIGINT): running transactions are rolled back, nothing is lost. */
  stop(): Promise<void>
  /** Resolves when the process has ended, for whatever reason. */
  exited: Promise<void>
}

const PORT = 5432

const SETTINGS: Record<string, string> = {
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
 * folder is the lock, so there are no passwords), without TCP, in a process group of its own, so
 * that Ctrl-C reaches Tutti first and Tutti stops it in order. A postmaster that an earlier Tutti
 * left behind is stopped first.
 */
export async function startEmbedded(options: {
  dataDir: string
  log: Log
  settings?: Record<string, string>
}): Promise<Embedded> {
  const user = await databaseUser()
  await mkdir(options.dataDir, { recursive: true })
  if (user) await openTo(user, options.dataDir)
  const binaries = await binariesFor(user, await findBinaries(), options.dataDir)
  const cluster = path.join(options.dataDir, 'pg18')
  if (!(await exists(cluster))) await initialise(binaries, cluster, user, options.log)
  await stopLeftover(cluster, options.log)
  const socketDir = await makeSocketDir(cluster, user)
  const settings = { ...SETTINGS, ...options.settings, unix_socket_directories: socketDir }
  const child = await launch(binaries, cluster, settings, user, options.dataDir)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const superuser = { host: socketDir, port: PORT, user: 'postgres', database: 'postgres' }
  await waitUntilReady(superuser, child, options.dataDir)
  await ensureDatabase(superuser)
  return {
    connection: { host: socketDir, port: PORT, user: 'tutti', database: 'tutti' },
    superuser,
    pid: child.pid!,
    exited,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
      await exited
    },
  }
}

/** Lets the database's user own the folder, and says where it could not even get to it. */
async function openTo(user: SystemUser, dataDir: string): Promise<void> {
  const closed = await findClosedFolder(path.dirname(dataDir), user)
  if (closed) {
    throw new EmbeddedError(
      `PostgreSQL does not run as root, and its user ${user.name} may not enter ${closed}. ` +
        `Set TUTTI_DATA_DIR=/var/lib/tutti, allow entering (chmod o+x ${closed}), ` +
        'or set DATABASE_URL.',
    )
  }
  await chown(dataDir, user.uid, user.gid)
}

/** initdb into a folder beside, then a rename: a folder with the final name is always whole. */
async function initialise(
  binaries: Binaries,
  cluster: string,
  user: SystemUser | undefined,
  log: Log,
): Promise<void> {
  log.info({ cluster }, 'making the database')
  const unfinished = `${cluster}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  const args = ['-D', unfinished, '-U', 'postgres', '--auth=trust', '--encoding=UTF8']
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8')
  args.push('--data-checksums', '--no-sync', '--no-instructions')
  const child = spawn(binaries.initdb, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(binaries),
    ...identity(user),
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new EmbeddedError(`initdb failed: ${said.trim()}`)
  await rename(unfinished, cluster)
}

/**
 * A short path (a socket's may have 107 bytes at most) that nobody else can have prepared: it must
 * be a real folder of the database's user with mode 0700.
 */
async function makeSocketDir(cluster: string, user: SystemUser | undefined): Promise<string> {
  const digest = createHash('sha256').update(cluster).digest('hex').slice(0, 12)
  const folder = path.join(os.platform() === 'darwin' ? '/tmp' : os.tmpdir(), `tutti-${digest}`)
  const uid = user?.uid ?? process.getuid?.() ?? 0
  await mkdir(folder, { mode: 0o700 }).catch(() => undefined)
  if (user) await chown(folder, user.uid, user.gid)
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new EmbeddedError(`${folder} belongs to somebody else. Remove it, or set TMPDIR.`)
  }
  return folder
}

async function launch(
  binaries: Binaries,
  cluster: string,
  settings: Record<string, string>,
  user: SystemUser | undefined,
  dataDir: string,
): Promise<ChildProcess> {
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const output = await open(path.join(dataDir, 'postgresql.log'), 'a')
  const child = spawn(binaries.postgres, ['-D', cluster, '-p', String(PORT), ...args], {
    stdio: ['ignore', output.fd, output.fd],
    detached: true,
    env: environment(binaries),
    ...identity(user),
  })
  await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', resolve)
  })
  await output.close()
  return child
}

async function waitUntilReady(
  connection: Connection,
  child: ChildProcess,
  dataDir: string,
): Promise<void> {
  const until = performance.now() + 60_000
  for (;;) {
    const client = new pg.Client(connection)
    client.on('error', () => undefined)
    const ready = await client.connect().then(
      () => true,
      () => false,
    )
    await client.end().catch(() => undefined)
    if (ready) return
    if (child.exitCode !== null || performance.now() > until) {
      const said = await readFile(path.join(dataDir, 'postgresql.log'), 'utf8').catch(() => '')
      throw new EmbeddedError(`PostgreSQL did not start:\n${said.slice(-2000)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/**
 * The role and database of the server. The role is never a superuser: it could then undo history.
 */
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

function identity(user: SystemUser | undefined): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {}
}

function environment({ folder }: Binaries): NodeJS.ProcessEnv {
  const lib = path.join(folder, 'lib')
  return { PATH: process.env['PATH'], LD_LIBRARY_PATH: lib, LC_ALL: 'C', TZ: 'UTC' }
}
