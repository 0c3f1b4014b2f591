import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { after, before, describe, it } from 'node:test'
import { createKey } from '../../src/identity/index.ts'
import { permissions } from '../../src/lib/permissions.ts'
import { checks } from '../../src/modules.ts'
import { openDatabase, type Database } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { clientOf, type Client, type Reply } from '../app.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { strayEvents } from '../events.ts'
import { startServing, type Serving } from '../serving.ts'
import { openShop, orderOf } from '../shop.ts'

const CALLERS = 128
const STEPS = 6
/** So many of the SKU that is only ordered, by all callers, of whom far fewer can have one. */
const LAST = 100
const SKUS = ['A', 'B', 'C']
const PLACES = ['P', 'Q']
/** Answers to which a client sends the same again, with the same key. */
const AGAIN = new Set(['locked', 'idempotency_key_in_use', 'database_unavailable'])
/** What a step may be told: there is no more, or a hold has lost its units to a sale. */
const NO = new Set(['shortage', 'stock_insufficient', 'hold_closed'])

/** What was answered, to be found in the books again. */
const told = { orders: 0, ordered: 0, last: 0, held: 0, sales: 0, counts: 0, refused: 0 }

describe('two processes with 128 callers each', () => {
  let database: TestDatabase
  let db: Database
  let servers: Serving[] = []
  let clients: Client[]

  before(async () => {
    database = await createTestDatabase()
    servers = await Promise.all([startServing(database.url), startServing(database.url)])
    const { connection } = database
    db = openDatabase({ connection, poolSize: 3, onError: () => undefined })
    const at = { now: Temporal.Now.instant(), nowMs: Date.now() }
    const wanted = { name: 'test', permissions, expiresAt: null, createdBy: 'test' }
    const { secret } = await createKey(db, wanted, at)
    clients = servers.map(({ address }) => clientOf(address, secret))
    await openShop(clients[0]!, {
      onShortage: 'refuse',
      locations: { P: { lat: 48.85, lon: 2.35 }, Q: { lat: 45.76, lon: 4.84 } },
      skus: { A: {}, B: {}, C: {}, LAST: {} },
      stock: { A: { P: 60, Q: 60 }, B: { P: 40, Q: 80 }, C: { P: 120 }, LAST: { P: LAST } },
    })
  })
  after(async () => {
    await db?.close()
    for (const { child } of servers) {
      child.kill('SIGINT')
      if (child.exitCode === null) await once(child, 'exit')
    }
    await database?.drop()
  })

  it('sell, hold, order and count the same stock, and nothing is promised twice', async () => {
    const callers = clients.flatMap((client, process) =>
      Array.from({ length: CALLERS }, (_, i) => call(client, process * CALLERS + i)),
    )
    await Promise.all(callers)
    const { orders, held, sales, counts, refused } = told
    for (const count of [orders, held, sales, counts, refused]) assert.ok(count > 0)
    // Each claim in the books, of either process, found free what it took.
    const overdrawn = await db.query(sql`
      select * from inventory.movement
      where reason in ('hold', 'allocation') and quantity - unavailable - held - allocated < 0`)
    assert.deepEqual(overdrawn, [])
    for (const { id, query } of checks) assert.deepEqual(await db.query(query), [], id)
    assert.deepEqual(await strayEvents(db), [])
  })

  it('have in their books what they answered, each once', async () => {
    const [book] = await db.query<Record<string, number>>(sql`
      select
        (select count(*) from orders.order) as orders,
        (select sum(ordered) from orders.order_line)::bigint as ordered,
        (select allocated from inventory.supply as s join catalog.sku as k on k.id = s.sku_id
          where k.code = 'LAST') as last,
        (select count(distinct reference) from inventory.claim where kind = 'hold') as held,
        (select -sum(quantity_change) from inventory.movement where reason = 'sale')::bigint
          as sales`)
    const { counts: _, refused: __, ...answered } = told
    assert.deepEqual(book, answered)
    assert.equal(told.last, LAST)
  })
})

/** One caller, who does the next thing when the last is answered; neighbours do others. */
async function call(client: Client, caller: number): Promise<void> {
  const holds: string[] = []
  for (let step = 0; step < STEPS; step += 1) {
    const sku = SKUS[(caller + step) % SKUS.length]!
    const location = PLACES[caller % 2]!
    const turn = (caller + step * 7) % 20
    if (turn === 0) {
      const levels = [{ sku, location, onHand: 30 + (caller % 40) }]
      if (await said(client, '/v1/stock/levels', { levels })) told.counts += 1
    } else if (turn < 4) {
      const adjustments = [{ sku, location, change: -1, reason: 'sale' }]
      if (await said(client, '/v1/stock/adjustments', { adjustments })) told.sales += 1
    } else if (turn < 9) {
      const lines = [{ sku, quantity: 1 + (caller % 2) }]
      const hold = await said(client, '/v1/stock-holds', { channel: 'WEB', lines, minutes: 5 })
      if (!hold) continue
      holds.push(hold.body.id)
      told.held += 1
    } else if (turn < 12 && holds.length > 0) {
      await said(client, `/v1/stock-holds/${holds.pop()}/releases`, {})
    } else await order(client, { [sku]: 1, [SKUS[caller % SKUS.length]!]: 2 })
  }
  if (await said(client, '/v1/orders', orderOf({ LAST: 1 }))) {
    told.last += 1
    told.orders += 1
    told.ordered += 1
  }
}

async function order(client: Client, lines: Record<string, number>): Promise<void> {
  const placed = await said(client, '/v1/orders', orderOf(lines))
  if (!placed) return
  told.orders += 1
  told.ordered += Object.values(lines).reduce((sum, quantity) => sum + quantity, 0)
}

/** Sends until there is an answer that stays; undefined where that is a refusal. */
async function said(client: Client, path: string, body: unknown): Promise<Reply | undefined> {
  const key = randomUUID()
  for (;;) {
    const reply = await client.post(path, body, key)
    if (reply.status < 300) {
      const { outcomes = [] } = reply.body
      for (const { outcome } of outcomes) assert.equal(outcome, 'recorded')
      return reply
    }
    const { code } = reply.body
    if (AGAIN.has(code)) continue
    assert.ok(NO.has(code), JSON.stringify(reply.body))
    told.refused += 1
    return undefined
  }
}
