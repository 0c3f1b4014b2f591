import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import pg from 'pg'
import { sql } from '../../src/platform/db/sql.ts'
import { clientOf, startApp, type Client, type Json, type Reply } from '../app.ts'
import { startServing } from '../serving.ts'
import { holdOf } from './holds.ts'
import { LOCATIONS, pick, SKUS, type Command, type Run } from './run.ts'

/** A request that is on its way when the server is killed. */
type Flight = {
  path: string
  body: Json
  key: string
  reply?: Reply | undefined
  /** Whether there is enough for it. */
  isPossible(): boolean
  /** Whether the books have it. */
  isThere(): Promise<boolean>
  /** The model does the same. */
  enter(): Promise<void>
}

export const endCommands: Record<string, Command> = {
  /** The server stops, and another takes over: all it knows, it must have read. */
  async restart(run) {
    await run.app.stop()
    await takeOver(run)
  },

  /**
   * A process of the same server is killed (SIGKILL) while a count, a feed and a hold are on their
   * way, each of another SKU; some of them wait within their transactions, for rows that the test
   * has locked. What was answered must be in the books of the one that takes over; of the rest the
   * model follows what is found there. Then all three are sent once more, each with its key.
   */
  async crash(run) {
    await run.app.stop()
    const flights = flightsOf(run)
    await kill(run, flights)
    await takeOver(run)
    for (const flight of flights) {
      const isThere = await flight.isThere()
      if (flight.reply && flight.reply.status < 300) assert.ok(isThere, `lost: ${flight.path}`)
      if (isThere) await flight.enter()
    }
    for (const flight of flights) await sendAgain(run, flight)
  },
}

async function takeOver(run: Run): Promise<void> {
  run.app = await startApp(run.database.connection)
  run.client = clientOf(run.app.address, run.secret)
}

/** Sends all, and kills the server when some are answered or stuck. */
async function kill(run: Run, flights: readonly Flight[]): Promise<void> {
  const { random, database } = run
  const beside = new pg.Client(database.connection)
  await beside.connect()
  try {
    const mine = await listConnections(beside)
    const { child, address } = await startServing(database.url)
    const client = clientOf(address, run.secret)
    await beside.query('begin')
    await beside.query(
      `select from inventory.supply as s join catalog.sku as k on k.id = s.sku_id
       where k.code = any($1) for update of s`,
      [SKUS.filter(() => random() < 0.5)],
    )
    let answered = 0
    const sent = flights.map(async (flight) => {
      flight.reply = await replyOf(client, flight)
      answered += 1
    })
    const enough = 1 + Math.floor(random() * flights.length)
    while (answered + (await countStuck(beside)) < enough);
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await Promise.all([ended, ...sent])
    await beside.query('rollback')
    // What the dead process had sent may still be carried out, its COMMIT among it.
    const isLeft = (pid: number) => !mine.includes(pid)
    while ((await listConnections(beside)).some(isLeft));
  } finally {
    await beside.end()
  }
}

/** The answer; undefined where the server ended before it. */
async function replyOf(client: Client, { path, body, key }: Flight): Promise<Reply | undefined> {
  try {
    return await client.post(path, body, key)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

async function countStuck(beside: pg.Client): Promise<number> {
  const { rows } = await beside.query(`select count(*)::int as stuck from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`)
  return rows[0].stuck
}

async function listConnections(beside: pg.Client): Promise<number[]> {
  const { rows } = await beside.query(`select pid from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend'`)
  return rows.map(({ pid }) => pid)
}

/** A request is answered as it was, if the books have it; else what it asks for is done now. */
async function sendAgain(run: Run, flight: Flight): Promise<void> {
  const isThere = await flight.isThere()
  const isWanted = isThere || flight.isPossible()
  const { status, body } = await run.client.post(flight.path, flight.body, flight.key)
  assert.equal(status < 300, isWanted, `${flight.path}: ${JSON.stringify(body)}`)
  if (flight.reply && flight.reply.status < 300) assert.deepEqual(body, flight.reply.body)
  if (!isThere && isWanted) await flight.enter()
  assert.equal(await flight.isThere(), isWanted)
}

function flightsOf(run: Run): Flight[] {
  const first = Math.floor(run.random() * SKUS.length)
  const [counted, fed, held] = SKUS.map((_, i) => SKUS[(first + i) % SKUS.length]!)
  return [countOf(run, counted!), feedOf(run, fed!), keepOf(run, held!)]
}

function countOf(run: Run, sku: string): Flight {
  const { location, units } = numberOf(run, sku)
  return {
    path: '/v1/stock/levels',
    body: { levels: [{ sku, location, onHand: units }] },
    key: randomUUID(),
    isPossible: () => true,
    isThere: async () => (await onHandOf(run, sku, location)) === units,
    async enter() {
      run.model.fact(sku, location, { to: units })
      run.model.tell(sku, location, { kind: 'count' })
    },
  }
}

function feedOf(run: Run, sku: string): Flight {
  const { location, units } = numberOf(run, sku)
  const asOf = run.model.began.at(-1)!.at
  const rows = [{ sku, location, quantity: units }]
  return {
    path: '/v1/stock-feeds',
    body: { source: 'WMS', kind: 'delta', asOf, number: 'on_hand', rows },
    key: randomUUID(),
    isPossible: () => true,
    isThere: async () => (await onHandOf(run, sku, location)) === units,
    async enter() {
      run.model.fact(sku, location, { to: units })
      run.model.tell(sku, location, { kind: 'feed', asOf: run.model.n })
    },
  }
}

function keepOf(run: Run, sku: string): Flight {
  const { model, random } = run
  const wanted = new Map([[sku, 1 + Math.floor(random() * 3)]])
  const before = new Set(model.holds.map(({ id }) => id))
  const find = async () => (await listHolds(run)).find(({ id }) => !before.has(id))
  return {
    path: '/v1/stock-holds',
    body: holdOf(wanted, 30),
    key: randomUUID(),
    isPossible: () => model.holdParts(wanted) !== undefined,
    isThere: async () => (await find()) !== undefined,
    async enter() {
      const { id, expiresAt } = (await find())!
      const parts = model.holdParts(wanted)
      assert.ok(parts, 'a hold of more than there is')
      const ms = expiresAt.epochMilliseconds
      model.holds.push({ id, parts, isExtended: false, expiresAt: ms })
    },
  }
}

/** A number of a SKU somewhere that is another than it was. */
function numberOf(run: Run, sku: string): { location: string; units: number } {
  const location = pick(run, LOCATIONS)!
  const units = Math.floor(run.random() * 20)
  return { location, units: units === run.model.row(sku, location).quantity ? units + 1 : units }
}

async function onHandOf({ client }: Run, sku: string, at: string): Promise<number | undefined> {
  const { items } = (await client.get(`/v1/stock/${sku}`)).body
  return items.find(({ location }: Json) => location === at)?.onHand
}

async function listHolds({ app }: Run) {
  return app.platform.db.query<{ id: string; expiresAt: Temporal.Instant }>(sql`
    select id, expires_at as "expiresAt" from inventory.hold as h where exists (
      select from inventory.claim where reference = h.id::text and closed_at is null)`)
}
