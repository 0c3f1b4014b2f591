import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { recordFacts, type NewFact } from '../../src/fulfilment/index.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'
import { closeUp } from './floor.ts'
import { byOf } from './race-steps.ts'

const ROUNDS = 10

describe('two who tell of many orders at once', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { A: {} },
      skus: { P: {}, Q: {} },
      stock: { P: { A: 5000 }, Q: { A: 5000 } },
    })
  })
  after(() => closeUp(app))

  const occurredAt = Temporal.Instant.from('2026-01-05T10:00:00Z')
  const fact = async (kind: NewFact['kind'], externalId: string): Promise<NewFact> => {
    const network = await app.orders.network.current()
    const channelId = network.channelByCode.get('WEB')!.id
    const nothing = { carrier: null, trackingNumber: null, reason: null }
    return { channelId, externalId, kind, occurredAt, reference: kind, ...nothing }
  }

  /** External ids of so many new orders. */
  const place = async (sku: string, count: number): Promise<string[]> => {
    const orders = Array.from({ length: count }, () => orderOf({ [sku]: 1 }))
    const { body } = await client.post('/v1/order-batches', { orders })
    assert.ok(body.outcomes.every(({ status }: Json) => status === 201))
    return orders.map(({ externalId }) => externalId)
  }

  /** Records both at once; answers the outcomes, and how often it had to be tried. */
  const recordBoth = async (...both: (readonly NewFact[])[]) => {
    let tries = 0
    const outcomes = await Promise.all(
      both.map((facts) =>
        app.platform.db.transaction((tx) => {
          tries += 1
          return recordFacts(tx, app.orders, facts, byOf(app))
        }),
      ),
    )
    return { outcomes, tries }
  }

  it('the same in opposite order: each is known once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const ids = Array.from({ length: 300 }, () => randomUUID())
      const facts = await Promise.all(ids.map((id) => fact('delivery', id)))
      const { outcomes, tries } = await recordBoth(facts, facts.toReversed())
      const known = outcomes.flat().filter((outcome) => outcome === 'known')
      assert.deepEqual([known.length, tries], [facts.length, 2])
    }
  })

  it('one ships what the other cancels, of the same SKUs: neither waits for ever', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const some = async (shipped: string, cancelled: string) =>
        Promise.all([
          ...(await place(shipped, 10)).map((id) => fact('shipment', id)),
          ...(await place(cancelled, 10)).map((id) => fact('cancellation', id)),
        ])
      const { outcomes, tries } = await recordBoth(await some('P', 'Q'), await some('Q', 'P'))
      assert.ok(outcomes.flat().every((outcome) => outcome === 'applied'))
      assert.equal(tries, 2)
    }
  })
})
