import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { createKey } from '../src/identity/index.ts'
import { permissions } from '../src/lib/permissions.ts'
import { readConfig } from '../src/platform/config.ts'
import { openDatabase, type Database, type Tx } from '../src/platform/db/index.ts'
import { sql } from '../src/platform/db/sql.ts'
import { startEmbedded } from '../src/platform/embedded/index.ts'
import { createLog } from '../src/platform/log.ts'
import { openWorld } from '../src/platform/process.ts'

const run = promisify(execFile)
const PROBE = new URL('probe.ts', import.meta.url).href
const { scripts } = JSON.parse(
  await readFile(new URL('../package.json', import.meta.url), 'utf8'),
) as { scripts: { tutti: string } }
/** Node starts as `npm run tutti` starts it. */
const ARGS = scripts.tutti.split(' ').slice(1)

export const SKUS = 10_000
export const LOCATIONS = 50

/** `tutti start` in a folder of its own, fsync on, with 10,000 SKUs at 50 locations. */
export type BenchServer = {
  child: ChildProcess
  address: string
  /** The folder of the database's socket; empty where the server was given a database. */
  host: string
  /** From the command to the first answered request, ms. */
  startedMs: number
  stop(): Promise<void>
}

export async function makeDataDir(): Promise<{ dataDir: string; remove(): Promise<void> }> {
  const dataDir = await mkdtemp('/tmp/tutti-bench-')
  await chmod(dataDir, 0o755)
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) }
}

/** Starts a server: with its own database, or on that of another server (`databaseHost`). */
export async function startServer(
  dataDir: string,
  of: { port?: number; databaseHost?: string } = {},
): Promise<BenchServer> {
  const began = performance.now()
  const { port = 0, databaseHost } = of
  const url = databaseHost && `postgres://tutti@/tutti?host=${encodeURIComponent(databaseHost)}`
  const child = spawn(process.execPath, [...ARGS, url ? 'serve' : 'start'], {
    env: {
      PATH: process.env['PATH'],
      NODE_OPTIONS: `--import=${PROBE} ${process.env['NODE_OPTIONS'] ?? ''}`,
      ...(url ? { DATABASE_URL: url } : { TUTTI_DATA_DIR: dataDir }),
      TUTTI_PORT: String(port),
      TUTTI_LOG_LEVEL: 'error',
      TUTTI_DEMO: 'off',
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const text = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Ctrl-C')) resolve(said)
    })
    child.once('exit', () => reject(new Error(`the server ended: ${said}`)))
  })
  const address = /Console\s+(\S+)\//.exec(text)![1]!
  await fetch(`${address}/health/ready`)
  const startedMs = performance.now() - began
  const host = decodeURIComponent(/host=([^']+)/.exec(text)?.[1] ?? '')
  const ended = new Promise((resolve) => child.once('exit', resolve))
  return {
    child,
    address,
    host,
    startedMs,
    async stop() {
      child.kill('SIGINT')
      await ended
    },
  }
}

/** What has been filled is as settled as it is on a server that has run for a while. */
export async function vacuum(db: Database, tables: readonly string[]): Promise<void> {
  const client = await db.connect({ transaction_timeout: '0', lock_timeout: '0' })
  for (const table of tables) await client.query(`vacuum (analyze) ${table}`)
  await client.query('checkpoint').catch(() => undefined)
  await client.end()
}

/** The database alone, without a server that reads what is filled in. */
export async function withDatabase(
  dataDir: string,
  work: (db: Database, host: string) => Promise<void>,
): Promise<void> {
  const log = createLog('error')
  const { connection, stop } = await startEmbedded({ dataDir, log })
  const world = await openWorld(readConfig({}), connection, log)
  try {
    await work(world.platform.db, connection.host)
  } finally {
    await world.close()
    await stop()
  }
}

export function openBenchDatabase(host: string): Database {
  const connection = { host, port: 5432, user: 'tutti', database: 'tutti' }
  const db = openDatabase({ connection, poolSize: 4, onError: () => undefined })
  db.setEpoch(1)
  return db
}

export async function makeKey(db: Database): Promise<string> {
  const at = { now: Temporal.Now.instant(), nowMs: Date.now() }
  const wanted = { name: 'bench', permissions, expiresAt: null, createdBy: 'bench' }
  return (await createKey(db, wanted, at)).secret
}

/** Master data and stock, with the movements that the books need; by SQL, since it is no order. */
export async function seed(db: Database): Promise<void> {
  await db.transaction(
    async (tx) => {
      await seedMaster(tx, { skus: SKUS, locations: LOCATIONS })
      await tx.query(sql`insert into inventory.supply (sku_id, location_id, supply_no, quantity,
          unavailable, held, allocated, uncovered, version)
        select s.id, l.id, 0, 1000, 0, 0, 0, 0, 1
        from catalog.sku as s, network.location as l order by s.id, l.id`)
      await seedMovements(tx)
    },
    { timeoutMs: 0 },
  )
}

/** One channel that sells from every location. */
export async function seedMaster(
  tx: Tx,
  { skus, locations }: { skus: number; locations: number },
): Promise<void> {
  await tx.query(sql`insert into network.legal_entity (code, name, country, created_at)
        values ('LE', 'Example', 'FR', now())`)
  await tx.query(sql`insert into network.brand (code, name, legal_entity_id, created_at)
        select 'B', 'Example', id, now() from network.legal_entity`)
  await tx.query(sql`insert into network.location (code, name, kind, legal_entity_id, country,
          lat, lon, time_zone, ships, pickup, handling_cost, parcel_cost, created_at)
        select 'L' || n, 'Store ' || n, 'store', e.id, 'FR', 42 + random() * 8, -1 + random() * 7,
          'Europe/Paris', true, true, 4000, 9000, now()
        from generate_series(1, ${locations}::int) as n, network.legal_entity as e`)
  await tx.query(sql`insert into network.channel (code, name, brand_id, kind, currency,
          tax_mode, time_zone, on_shortage, order_prefix, release_minutes, created_at)
        select 'WEB', 'Web', id, 'site', 'EUR', 'inclusive', 'Europe/Paris', 'refuse', 'W', 44640,
          now()
        from network.brand`)
  await tx.query(sql`insert into network.pool (channel_id, location_id, priority)
        select c.id, l.id, l.id from network.channel as c, network.location as l`)
  await tx.query(sql`insert into catalog.sku (code, name, unit, decimals, weight_g, created_at)
        select 'S' || n, 'Item ' || n, 'piece', 0, 200 + n % 900, now()
        from generate_series(1, ${skus}::int) as n`)
}

/** The first movement of every row of stock, long ago. */
async function seedMovements(tx: Tx): Promise<void> {
  await tx.query(sql`insert into inventory.movement (epoch, id, sku_id, location_id, supply_no,
          version, reason, quantity_change, unavailable_change, held_change, allocated_change,
          quantity, unavailable, held, allocated, uncovered, actor, occurred_at)
        select 1, uuidv7(), sku_id, location_id, 0, 1, 'receipt', 1000, 0, 0, 0, 1000, 0, 0, 0, 0,
          'bench', now() - interval '100 days' from inventory.supply`)
}

/** What a server holds in memory (bytes), after its garbage has been collected. */
export async function memoryOf({ child }: BenchServer): Promise<NodeJS.MemoryUsage> {
  const answered = once(child, 'message')
  child.send('memory')
  const [usage] = (await answered) as [NodeJS.MemoryUsage]
  return usage
}

/** Processor time that a server and its database have used, in ms; 0 where no /proc tells it. */
export async function cpuMsOf({ child }: BenchServer): Promise<{ server: number; below: number }> {
  const all = new Map<number, { parent: number; ms: number }>()
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
    if (stat === undefined) continue
    // The name in brackets may hold anything: what follows it is counted from the parent on.
    const [, parent, ...rest] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    // Of itself, and of children that have ended; in hundredths of a second.
    const ticks = rest.slice(9, 13).reduce((sum, of) => sum + of, 0)
    all.set(Number(pid), { parent: parent!, ms: ticks * 10 })
  }
  const isBelow = (pid: number): boolean =>
    all.has(pid) && (all.get(pid)!.parent === child.pid || isBelow(all.get(pid)!.parent))
  const below = [...all].reduce((sum, [pid, { ms }]) => (isBelow(pid) ? sum + ms : sum), 0)
  return { server: all.get(child.pid!)?.ms ?? 0, below }
}

export type Load = { perSecond: number; p50: number; p99: number; statuses: Record<string, number> }

export async function load(
  server: Pick<BenchServer, 'address'>,
  secret: string,
  of: {
    connections: number
    seconds: number
    most?: number
    perSecond?: number
    sku?: string
    lines?: number
    pickups?: number
    wantedBy?: string
    paths?: string[]
  },
): Promise<Load> {
  const job = { address: server.address, secret, skus: SKUS, most: 1e9, ...of }
  const script = path.join(import.meta.dirname, 'load.ts')
  const { stdout } = await run(process.execPath, [script, JSON.stringify(job)])
  return JSON.parse(stdout) as Load
}
