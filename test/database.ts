import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { Queryable } from '../src/platform/db/index.ts'
import { sql } from '../src/platform/db/sql.ts'
import { startEmbedded, type Connection } from '../src/platform/embedded/index.ts'
import { createLog } from '../src/platform/log.ts'
import { migrate } from '../src/platform/migrate.ts'

/** A database of its own for one test file: a copy of the migrated template. */
export type TestDatabase = {
  connection: Connection
  /** The same as DATABASE_URL takes it. */
  url: string
  drop(): Promise<void>
}

export type TestCluster = { host: string; port: number; stop(): Promise<void> }

const BUSY = '55006'
const BUSY_MS = 60_000

let shared: Promise<Pick<TestCluster, 'host' | 'port'>> | undefined

/** In the cluster of `npm test`, or in one of this process where a file is run by hand. */
export async function createTestDatabase(): Promise<TestDatabase> {
  shared ??= findCluster()
  const { host, port } = await shared
  const superuser: Connection = { host, port, user: 'postgres', database: 'postgres', ssl: false }
  const name = `tutti_test_${randomBytes(6).toString('hex')}`
  await withClient(superuser, (client) => copyTemplate(client, name))
  const connection = { ...superuser, user: 'tutti', database: name }
  return {
    connection,
    url: `postgres://tutti@/${name}?host=${encodeURIComponent(host)}&port=${port}`,
    drop: () =>
      withClient(superuser, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`)
      }),
  }
}

/**
 * PostgreSQL waits up to 5 s by itself while another copies the template. Its files are copied as
 * they are: where nothing is synced that takes a tenth of a second, and to log each page takes one.
 */
async function copyTemplate(client: pg.Client, name: string): Promise<void> {
  const until = performance.now() + BUSY_MS
  for (;;) {
    try {
      await client.query(`create database ${name} template tutti owner tutti strategy file_copy`)
      return
    } catch (error) {
      const isBusy = error instanceof pg.DatabaseError && error.code === BUSY
      if (!isBusy || performance.now() > until) throw error
    }
  }
}

async function findCluster(): Promise<Pick<TestCluster, 'host' | 'port'>> {
  const host = process.env['TUTTI_TEST_SOCKET']
  if (host !== undefined) return { host, port: Number(process.env['TUTTI_TEST_PORT']) }
  const cluster = await startTestCluster()
  process.once('beforeExit', () => void cluster.stop())
  // The test runner ends what takes too long by a signal; the database would outlive that.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  return cluster
}

/**
 * A cluster that nothing outlives, so it never syncs; its database `tutti` has all migrations and
 * is the template of the others. The tests of crashes start one that does sync.
 */
export async function startTestCluster(): Promise<TestCluster> {
  const folder = await mkdtemp('/tmp/tutti-test-')
  const forget = () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  process.once('exit', forget)
  // As root the database runs as a user of its own, who must be able to enter.
  await chmod(folder, 0o755)
  const embedded = await startEmbedded({
    dataDir: path.join(folder, 'data'),
    log: createLog('error'),
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
  })
  const stop = async (): Promise<void> => {
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
    process.off('exit', forget)
  }
  try {
    await withClient(embedded.connection, async (client) => {
      await migrate(client, Date.now())
    })
  } catch (error) {
    await stop()
    throw error
  }
  return { host: embedded.connection.host, port: embedded.connection.port, stop }
}

async function withClient(
  connection: Connection,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Resolves when every event of this database may be read. The fence is the cluster's: a transaction
 * of another test that runs beside this one holds it for a moment.
 */
export async function untilSettled(db: Queryable): Promise<void> {
  for (;;) {
    const open = await db.query(sql`
      select from platform.event where tx >= pg_snapshot_xmin(pg_current_snapshot()) limit 1`)
    if (open.length === 0) return
  }
}
