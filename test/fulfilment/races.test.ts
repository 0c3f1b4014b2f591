import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { packWork, pickWork, releaseOrders } from '../../src/fulfilment/index.ts'
import { NOBODY } from '../holder.ts'
import { holdStock } from '../../src/inventory/actions/holds.ts'
import { offersAll } from '../../src/inventory/index.ts'
import { Refusal } from '../../src/lib/refusal.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { randomOf } from '../random.ts'
import { openShop, orderOf } from '../shop.ts'
import { byOf, contextOf, deadlocks, inLanes, lostUnits, steps, type Victim } from './race-steps.ts'

const TIMES = 200
const AT_ONCE = 250
/** Few enough that neighbours meet on their stock. */
const SKUS = Array.from({ length: 16 }, (_, i) => `S${i}`)

const names = Object.keys(steps)

describe('things that happen at once to an order in work', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { A: { lat: 48.86, lon: 2.35 }, B: { lat: 43.3, lon: 5.37 } },
      skus: Object.fromEntries(SKUS.map((sku) => [sku, {}])),
      stock: Object.fromEntries(SKUS.map((sku) => [sku, { A: 50_000, B: 50_000 }])),
    })
  })
  after(() => app.stop())

  it(`come one after the other, whatever two meet: each pair ${TIMES} times`, async () => {
    const races = racesOf(names)
    for (let from = 0; from < races.length; from += AT_ONCE) {
      const some = races.slice(from, from + AT_ONCE)
      const victims = await prepare(app, client, some)
      await inLanes(some.map((race, i) => () => raceFor(app, race, victims[i]!)))
    }
    assert.deepEqual(await app.broken(), [])
    assert.deepEqual(await lostUnits(app), [])
    assert.equal(await deadlocks(app), 0, 'locks are always taken in the same order')
  })
})

/**
 * Steps that happen to one order at once. Five on five connections are ten pairs that meet, so that
 * it takes few orders until all pairs, also of two of a kind, have met often enough.
 */
function racesOf(all: readonly string[]): string[][] {
  const random = randomOf(5)
  const shuffled = (some: readonly string[]) =>
    some
      .map((name) => ({ name, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ name }) => name)
  const met = new Map(
    all.flatMap((a, i) => all.slice(i).map((b): [string, number] => [keyOf(a, b), 0])),
  )
  const races: string[][] = []
  while (Math.min(...met.values()) < TIMES) {
    const [a, b, c] = shuffled(all) as [string, string, string]
    const race = shuffled([a, a, b, b, c])
    races.push(race)
    race.forEach((one, i) => {
      for (const other of race.slice(i + 1)) {
        met.set(keyOf(one, other), met.get(keyOf(one, other))! + 1)
      }
    })
  }
  return races
}

function keyOf(a: string, b: string): string {
  return [a, b].toSorted().join(' and ')
}

async function raceFor(app: App, race: readonly string[], victim: Victim): Promise<void> {
  const done = await Promise.allSettled(race.map((name) => steps[name]!(app, victim)))
  done.forEach((one, i) => {
    if (one.status === 'rejected' && !(one.reason instanceof Refusal)) {
      throw new Error(`${race[i]} among ${race.join(', ')}`, { cause: one.reason })
    }
  })
}

/** Orders of two lines, half of them at each location, most of them some way through the work. */
async function prepare(app: App, client: Client, races: string[][]): Promise<Victim[]> {
  const groupOf = (i: number) => {
    const at = i % 2 === 0 ? { lat: 48.86, lon: 2.34 } : { lat: 43.3, lon: 5.36 }
    const shipTo = { line1: '1 rue', city: 'Somewhere', country: 'FR', ...at }
    return { groups: [{ no: 1, method: 'standard', shipTo }] }
  }
  const skuOf = (i: number) => SKUS[i % SKUS.length]!
  const orders = races.map((_, i) => orderOf({ [skuOf(i)]: 9, [skuOf(i + 5)]: 7 }, groupOf(i)))
  const { body } = await client.post('/v1/order-batches', { orders })
  const ids: string[] = body.outcomes.map(({ order }: Json) => order.id)
  const { db } = app.platform
  await db.transaction((tx) => releaseOrders(tx, app.orders, ids, byOf(app)))
  const works = await db.query<Omit<Victim, 'holdEndsAt'>>(sql`
    select w.id as "workId", w.order_id as "orderId", w.location_id as "locationId",
      l.sku_id as "skuId"
    from fulfilment.fulfilment_order as w
    join fulfilment.fulfilment_line as l on l.fulfilment_order_id = w.id and l.line_no = 1
    where w.order_id = any (${ids}::uuid[]) order by w.id`)
  assert.equal(works.length, races.length)
  const begun = works.filter((_, i) => i % 4 !== 0).map(({ workId: id }) => id)
  const ofBoth = (quantity: number) => [1, 2].map((lineNo) => ({ lineNo, quantity }))
  const items = (quantity: number) => begun.map((id) => ({ id, lines: ofBoth(quantity) }))
  const done = [
    ...(await db.transaction((tx) => pickWork(tx, items(5), byOf(app)))),
    ...(await db.transaction((tx) => packWork(tx, items(3), byOf(app)))),
  ]
  assert.ok(done.every((refusal) => refusal === undefined))
  const endsAt = (i: number) => byOf(app).now.add({ seconds: 3600 + i })
  const victims = works.map((one, i) => ({ ...one, holdEndsAt: endsAt(i) }))
  await db.transaction(async (tx) => {
    for (const [i, victim] of victims.entries()) {
      if (!races[i]!.includes('expire')) continue
      const { skuId, locationId: at, holdEndsAt: expiresAt } = victim
      const lines = [{ skuId, quantity: 1 }]
      const rest = { isSkuPaused: () => false, offer: offersAll, of: NOBODY }
      const wanted = { lines, pool: [at], expiresAt, ...rest }
      assert.ok(!((await holdStock(tx, wanted, contextOf(app))) instanceof Refusal))
    }
  })
  return victims
}
