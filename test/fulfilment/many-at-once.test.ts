import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { escalateOverdue } from '../../src/fulfilment/actions/escalate.ts'
import {
  answerCancels,
  declineWork,
  packWork,
  pickWork,
  recordFacts,
  releaseOrders,
  shipWork,
} from '../../src/fulfilment/index.ts'
import type { Tx } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { randomOf } from '../random.ts'
import { openShop, orderOf } from '../shop.ts'
import { closeUp, TWO_PLACES } from './floor.ts'
import { byOf } from './race-steps.ts'

const ROUNDS = 2
const MANY = 30
const SKUS = ['P', 'Q', 'R']

type Many = { ids: string[]; works: string[]; externalIds: string[] }

/** What is done with many orders in one transaction. */
const bulk: Record<string, (tx: Tx, app: App, many: Many) => Promise<unknown>> = {
  release: (tx, app, { ids }) => releaseOrders(tx, app.orders, ids, byOf(app)),
  pick: (tx, app, { works }) => pickWork(tx, works.map(idOf), byOf(app)),
  pack: (tx, app, { works }) => packWork(tx, works.map(idOf), byOf(app)),
  ship: (tx, app, { works }) => shipWork(tx, app.orders, works.map(leaving), byOf(app)),
  decline: (tx, app, { works }) => {
    const items = works.map((id) => ({ id, reason: 'too_busy' as const }))
    return declineWork(tx, app.orders, items, byOf(app))
  },
  cancel: (tx, app) => answerCancels(tx, app.orders, byOf(app), MANY),
  facts: async (tx, app, { externalIds }) => {
    const { channelByCode } = await app.orders.network.current()
    const channelId = channelByCode.get('WEB')!.id
    const { now } = byOf(app)
    const facts = externalIds.map((externalId, i) => ({
      ...how,
      channelId,
      externalId,
      kind: (['shipment', 'cancellation', 'delivery'] as const)[i % 3]!,
      reference: 'told',
      reason: null,
      occurredAt: now,
    }))
    return recordFacts(tx, app.orders, facts, byOf(app))
  },
  escalate: async (tx, app) => {
    const by = byOf(app)
    // A task first, then elsewhere.
    for (const hours of [5, 10]) {
      await escalateOverdue(tx, app.orders, { ...by, now: by.now.add({ hours }) }, MANY)
    }
  },
}

const how = { carrier: null, trackingNumber: null }
const idOf = (id: string) => ({ id })
const leaving = (id: string) => ({ id, kind: 'shipment' as const, ...how, occurredAt: null })

describe('what is done with many orders at once', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: TWO_PLACES,
      skus: Object.fromEntries(SKUS.map((sku) => [sku, {}])),
      stock: Object.fromEntries(SKUS.map((sku) => [sku, { A: 9000, B: 9000 }])),
    })
  })
  after(() => closeUp(app))

  it('never waits for another that does the same to them in another order', async () => {
    const names = Object.keys(bulk)
    const pairs = names.flatMap((a, i) => names.slice(i).map((b) => [a, b] as const))
    const again: string[] = []
    for (const pair of pairs) {
      for (let round = 0; round < ROUNDS; round += 1) {
        const many = await prepare(app, client, round)
        let tries = 0
        const run = (name: string, mine: Many) =>
          app.platform.db.transaction((tx) => {
            tries += 1
            return bulk[name]!(tx, app, mine)
          })
        await Promise.all([run(pair[0], many), run(pair[1], reversed(many))])
        if (tries > 2) again.push(pair.join(' and '))
      }
    }
    assert.deepEqual(again, [], 'these had to be tried again')
  })
})

function reversed({ ids, works, externalIds }: Many): Many {
  return {
    ids: ids.toReversed(),
    works: works.toReversed(),
    externalIds: externalIds.toReversed(),
  }
}

/** Orders near A or B: allocated, released, picked and packed in part; some asked back. */
async function prepare(app: App, client: Client, seed: number): Promise<Many> {
  const random = randomOf(seed)
  const orders = Array.from({ length: MANY }, () => {
    const at = random() < 0.5 ? { lat: 48.86, lon: 2.34 } : { lat: 43.3, lon: 5.36 }
    const shipTo = { line1: '1 rue', city: 'Somewhere', country: 'FR', ...at }
    const skus = SKUS.filter(() => random() < 0.6)
    const lines = (skus.length > 0 ? skus : ['P']).map((sku) => [sku, 3])
    return orderOf(Object.fromEntries(lines), { groups: [{ no: 1, method: 'standard', shipTo }] })
  })
  const { body } = await client.post('/v1/order-batches', { orders })
  const ids: string[] = body.outcomes.map(({ order }: Json) => order.id)
  const { db } = app.platform
  await db.transaction((tx) => releaseOrders(tx, app.orders, ids.slice(0, -5), byOf(app)))
  const works = await db.query<{ id: string }>(sql`
    select id from fulfilment.fulfilment_order where order_id = any (${ids}::uuid[]) order by id`)
  const some = (from: number) => works.filter((_, i) => i % 4 >= from)
  const one = [{ lineNo: 1, quantity: 1 }]
  const items = (from: number) => some(from).map(({ id }) => ({ id, lines: one }))
  await db.transaction((tx) => pickWork(tx, items(1), byOf(app)))
  await db.transaction((tx) => packWork(tx, items(2), byOf(app)))
  for (const id of ids.slice(0, 3)) {
    const lines = [{ no: 1, quantity: 1 }]
    await client.post(`/v1/orders/${id}/cancellations`, { reason: 'less', lines })
  }
  return { ids, works: works.map(({ id }) => id), externalIds: orders.map((o) => o.externalId) }
}
