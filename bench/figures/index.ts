import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { figure, print, type Figure } from '../figure.ts'
import {
  makeDataDir,
  makeKey,
  memoryOf,
  seedMaster,
  startServer,
  vacuum,
  withDatabase,
  type BenchServer,
} from '../world.ts'

/** 10 million rows; fewer on a machine that is shared: `BENCH_INDEX_SKUS=10000`. */
const SKUS = Number(process.env['BENCH_INDEX_SKUS'] ?? 100_000)
const LOCATIONS = Number(process.env['BENCH_INDEX_LOCATIONS'] ?? 500)
/** A SKU is at one location in so many. */
const ONE_IN = 5
const SKUS_AT_ONCE = 1000
const QUANTITY = 1000

const CHANGES_A_SECOND = 500
const SECONDS = Number(process.env['BENCH_INDEX_SECONDS'] ?? 20)
/** As tills and shops tell them: some in each request. */
const CHANGES_AT_ONCE = 10
/** Of so many requests the other process is asked after one: all would be more than it serves. */
const WATCH_ONE_IN = 2
const LOOK_MS = 5
const SCREENS = 50

const TARGETS = { loadS: 60, memoryMb: 500, visibleMs: 200 }

/**
 * The availability index at the size of a large retailer, in two processes: seconds until one
 * serves, megabytes of its heap and buffers, and how late a change in one is seen in the other.
 */
export async function indexFigures(): Promise<Figure[]> {
  await using opened = new AsyncDisposableStack()
  const { dataDir, remove } = await makeDataDir()
  opened.defer(remove)
  const secret = await fill(dataDir)
  const first = await startAsked(dataDir, secret)
  opened.defer(() => first.server.stop())
  const second = await startAsked(dataDir, secret, first.server.host)
  opened.defer(() => second.server.stop())
  const { heapTotal, heapUsed, external, rss } = await memoryOf(second.server)
  print(
    `  heap ${mb(heapUsed)} MB used of ${mb(heapTotal)}, buffers ${mb(external)}, all ${mb(rss)}`,
  )
  await printHealth(second.server, secret)
  const { p50, p99, text } = await changes(first.server, second.server, secret)
  print(`  seen after the answer: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms; ${text}`)
  return [
    figure('index-load', Math.max(first.seconds, second.seconds), 's', TARGETS.loadS),
    figure('index-memory', mb(heapTotal + external), 'MB', TARGETS.memoryMb),
    figure('index-visible', p99, 'ms p99', TARGETS.visibleMs),
  ]
}

function mb(bytes: number): number {
  return Math.round(bytes / 1024 / 1024)
}

/** Stock by SQL, without the movements, which the index does not load; answers a key. */
async function fill(dataDir: string): Promise<string> {
  const began = performance.now()
  const secret = Promise.withResolvers<string>()
  await withDatabase(dataDir, async (db) => {
    const size = { skus: SKUS, locations: LOCATIONS }
    await db.transaction((tx) => seedMaster(tx, size), { timeoutMs: 0 })
    await fillSupplies(db, { skus: SKUS, oneIn: ONE_IN })
    await vacuum(db, ['inventory.supply'])
    const [row] = await db.query<{ rows: number }>(
      sql`select count(*) as rows from inventory.supply where supply_no = 0`,
    )
    const seconds = (performance.now() - began) / 1000
    print(`index: ${row!.rows} rows, filled in ${seconds.toFixed(0)} s`)
    secret.resolve(await makeKey(db))
  })
  return secret.promise
}

/** Stock of each SKU at one location in so many. */
export async function fillSupplies(
  db: Database,
  { skus, oneIn }: { skus: number; oneIn: number },
): Promise<void> {
  let next = 0
  const work = async () => {
    while (next < skus) {
      const from = next
      next += SKUS_AT_ONCE
      await fillSome(db, from, oneIn)
    }
  }
  await Promise.all([work(), work()])
}

function fillSome(db: Database, from: number, oneIn: number): Promise<void> {
  return db.transaction(
    async (tx) => {
      await tx.query(sql`set local synchronous_commit = off`)
      await tx.query(sql`insert into inventory.supply (sku_id, location_id, supply_no, quantity,
          unavailable, held, allocated, uncovered, version)
        select s.id, l.id, 0, ${QUANTITY}, 0, 0, 0, 0, 1
        from catalog.sku as s, network.location as l
        where s.id > ${from} and s.id <= ${from + SKUS_AT_ONCE} and (s.id + l.id) % ${oneIn} = 0
        order by s.id, l.id`)
    },
    { timeoutMs: 0, planAnew: true },
  )
}

/** Starts a server and asks it all the while; answers after how many seconds it served. */
async function startAsked(
  dataDir: string,
  secret: string,
  databaseHost?: string,
): Promise<{ server: BenchServer; seconds: number }> {
  const port = await freePort()
  const statuses: Record<string, number> = {}
  const began = performance.now()
  const starting = startServer(dataDir, { port, ...(databaseHost ? { databaseHost } : {}) })
  let seconds = 0
  while (seconds === 0) {
    const status = await statusOf(`http://127.0.0.1:${port}`, secret)
    statuses[status] = (statuses[status] ?? 0) + 1
    if (status === '200') seconds = (performance.now() - began) / 1000
    else await wait(50)
  }
  const server = await starting
  print(`  served after ${seconds.toFixed(1)} s; asked meanwhile: ${JSON.stringify(statuses)}`)
  return { server, seconds }
}

async function statusOf(address: string, secret: string): Promise<string> {
  try {
    const reply = await fetch(`${address}/v1/availability?channel=WEB&sku=S1`, {
      headers: { authorization: `Bearer ${secret}` },
    })
    await reply.text()
    return String(reply.status)
  } catch {
    return 'no answer'
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Changes stock through one server and looks for some of it in the other. */
async function changes(one: BenchServer, other: BenchServer, secret: string) {
  const late: number[] = []
  const answered: number[] = []
  const running: Promise<void>[] = []
  const most = (CHANGES_A_SECOND * SECONDS) / CHANGES_AT_ONCE
  // The SKUs that are looked at change once, the others at random.
  const first = Math.ceil(most / WATCH_ONE_IN)
  const anySku = () => first + Math.ceil(Math.random() * (SKUS - first))

  async function change(watched: number | undefined): Promise<void> {
    const before = watched ? await availableIn(other, secret, watched) : 0
    const skus = Array.from({ length: CHANGES_AT_ONCE }, anySku)
    const sent = performance.now()
    await adjust(one, secret, watched ? [...skus.slice(1), watched] : skus)
    const told = performance.now()
    answered.push(told - sent)
    if (!watched) return
    while ((await availableIn(other, secret, watched)) !== before + 1) await wait(LOOK_MS)
    late.push(performance.now() - told)
  }

  const began = performance.now()
  for (let n = 0; n < most; n += 1) {
    const due = began + (n * CHANGES_AT_ONCE * 1000) / CHANGES_A_SECOND - performance.now()
    if (due > 0) await wait(due)
    running.push(change(n % WATCH_ONE_IN === 0 ? 1 + n / WATCH_ONE_IN : undefined))
  }
  await Promise.all(running)
  const perSecond = (most * CHANGES_AT_ONCE) / ((performance.now() - began) / 1000)
  late.sort((a, b) => a - b)
  answered.sort((a, b) => a - b)
  const at = (of: number[], share: number) => of[Math.floor(share * (of.length - 1))]!
  const text =
    `${perSecond.toFixed(0)} changes/s, answered in p50 ${at(answered, 0.5).toFixed(0)}, ` +
    `p99 ${at(answered, 0.99).toFixed(0)} ms; ${late.length} looked for`
  return { p50: at(late, 0.5), p99: at(late, 0.99), text }
}

/** Sums over all stock, and as many who want them at once as a wall of screens. */
async function printHealth({ address }: BenchServer, secret: string): Promise<void> {
  const headers = { authorization: `Bearer ${secret}` }
  const ask = async () => {
    const began = performance.now()
    await (await fetch(`${address}/v1/stock-health`, { headers })).text()
    return performance.now() - began
  }
  const alone = await ask()
  const together = await Promise.all(Array.from({ length: SCREENS }, ask))
  const last = Math.max(...together).toFixed(0)
  print(`  stock-health: ${alone.toFixed(0)} ms, then the last of ${SCREENS} at once ${last} ms`)
}

async function availableIn({ address }: BenchServer, secret: string, sku: number) {
  const reply = await fetch(`${address}/v1/availability?channel=WEB&sku=S${sku}`, {
    headers: { authorization: `Bearer ${secret}` },
  })
  return ((await reply.json()) as { available: number }).available
}

/** One found unit of each, at a location where the SKU is (`fillSome`). */
async function adjust(
  { address }: BenchServer,
  secret: string,
  skus: readonly number[],
): Promise<void> {
  const reply = await fetch(`${address}/v1/stock/adjustments`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({
      adjustments: skus.map((sku) => {
        return {
          sku: `S${sku}`,
          location: `L${ONE_IN - (sku % ONE_IN)}`,
          change: 1,
          reason: 'found',
        }
      }),
    }),
  })
  const said = (await reply.json()) as { outcomes?: { outcome: string }[] }
  if (!said.outcomes?.every(({ outcome }) => outcome === 'recorded')) {
    throw new Error(JSON.stringify(said))
  }
}
