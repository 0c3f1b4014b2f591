import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { sql } from '../../src/platform/db/sql.ts'
import type { Json } from '../app.ts'
import { LOCATIONS, SET, SKUS, sumOf, type Run } from './run.ts'

/** So long may it take till a server has heard of what another process did. */
const HEARD_MS = 20_000

/** Stock and holds, as the books have them, are what the model says. */
export async function compareBooks(run: Run): Promise<void> {
  const { app, client, model } = run
  const replies = [...SKUS, 'SET'].map((sku) => client.get(`/v1/stock/${sku}`))
  const stocks = (await Promise.all(replies)).map(({ body }) => body)
  for (const [i, sku] of SKUS.entries()) {
    for (const { location: at, ...stock } of stocks[i].items) {
      const { quantity, conditions } = model.row(sku, at)
      assert.deepEqual(stock.conditions, conditions, `${sku} at ${at}`)
      const expected = [
        quantity,
        model.unavailable(sku, at),
        model.held(sku, at),
        model.allocated(sku, at),
        Math.max(0, -model.free(sku, at)),
        Math.max(0, model.free(sku, at)),
      ]
      const { onHand, held, allocated, uncovered, available } = stock
      const told = [onHand, stock.unavailable, held, allocated, uncovered, available]
      assert.deepEqual(told, expected, `${sku} at ${at}`)
    }
  }
  const { bundle } = stocks.at(-1)
  assert.equal(bundle.available, makes(model.available.bind(model)), 'bundles')
  const held = await app.platform.db.query<{ id: string; units: number }>(sql`
    select reference as id, sum(quantity)::bigint as units from inventory.claim
    where kind = 'hold' and closed_at is null group by 1`)
  const told = Object.fromEntries(held.map(({ id, units }) => [id, units]))
  const expected = Object.fromEntries(model.holds.map(({ id, parts }) => [id, sumOf(parts)]))
  assert.deepEqual(told, expected, 'holds')
}

/**
 * What is published (I12) is what the model says: in all, which the server remembers of the last
 * time where nothing changed, and place by place, which it adds up anew. What another process did
 * is there a moment later, all else at once.
 */
export async function comparePublished(run: Run, isByOther: boolean): Promise<void> {
  const expected = expectedOf(run)
  const until = performance.now() + (isByOther ? HEARD_MS : 0)
  let told = await publishedOf(run)
  while (!isDeepStrictEqual(told, expected) && performance.now() < until) {
    told = await publishedOf(run)
  }
  assert.deepEqual(told, expected, 'published')
}

async function publishedOf({ client }: Run) {
  const all = [...SKUS, 'SET']
  const asked = `/v1/availability/skus?channel=WEB&skus=${all.join(',')}`
  const { items } = (await client.get(asked)).body
  const places = all.map(async (sku) => {
    const { body } = await client.get(`/v1/availability?channel=WEB&sku=${sku}&by=location`)
    const there = Object.fromEntries(body.locations.map((l: Json) => [l.location, l.available]))
    // A place that never had any of it is not named.
    return [sku, [body.available, ...LOCATIONS.map((at) => there[at] ?? 0)]]
  })
  return {
    inAll: Object.fromEntries(items.map((one: Json) => [one.sku, one.available])),
    byPlace: Object.fromEntries(await Promise.all(places)),
  }
}

function expectedOf({ model }: Run) {
  const inAll: Record<string, number> = { SET: makes(model.sellable.bind(model)) }
  for (const sku of SKUS) inAll[sku] = model.sellable(sku)
  // No place gives more than the channel can sell in all.
  const byPlace = Object.entries(inAll).map(([sku, most]) => {
    const places = LOCATIONS.map((at) => {
      const there = (one: string) => model.sellableAt(one, at)
      return Math.min(most, sku === 'SET' ? makes(there) : there(sku))
    })
    return [sku, [most, ...places]]
  })
  return { inAll, byPlace: Object.fromEntries(byPlace) }
}

/** How many bundles so many of each component make. */
function makes(unitsOf: (sku: string) => number): number {
  return Math.min(...Object.entries(SET).map(([sku, units]) => Math.floor(unitsOf(sku) / units)))
}
