import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { createOffering } from '../../src/inventory/domain/rules/offering.ts'
import { startApp, type App, type Client } from '../app.ts'
import { openShop } from '../shop.ts'
import { RULES, ruleDesk } from './rule-desk.ts'

const GUIDE = new URL('../../docs/guide/availability-rules.md', import.meta.url)

/** The rules of the guide's example, as they stand there. */
function exampleOfGuide(): { version: number; changes: object[] } {
  const [, body] = /draft\/changes '(\{ "version": 0, [^']*)'/.exec(readFileSync(GUIDE, 'utf8'))!
  return JSON.parse(body!)
}

describe('the example of the guide to availability rules', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    const locations = { PARIS: {}, LYON: {}, MUNICH: {} }
    await openShop(client, { locations, skus: { 'TEE-M': {} }, stock: {} })
  })
  after(() => app.stop())

  /** What WEB has to sell of what is free where, at a moment. */
  async function sellable(at: string): Promise<number[]> {
    await app.orders.skus.load(['TEE-M'])
    const { skus, network, rules } = app.orders
    const { locationByCode, channelByCode } = await network.current()
    const skuId = skus.byCode('TEE-M')!.id
    const caution = { heldBack: () => 0 }
    const now = Temporal.Instant.from(at)
    const offering = createOffering(caution, await rules.current(), now)
    const offer = offering.to(channelByCode.get('WEB')!.id, 'standard')
    const stock = { PARIS: [10, 7], LYON: [3, 3], DEPOT: [30, 26], MUNICH: [4, 4] }
    const units = Object.entries(stock).map(([code, [onHand, free]]) => {
      const { id } = locationByCode.get(code)!
      return offer.barred(skuId, id) ? 0 : free! - offer.keep(skuId, id, onHand!, free!)
    })
    return [...units, units.reduce((sum, one) => sum + one, 0) - offer.threshold(skuId)]
  }

  it('has the numbers that stand there', async () => {
    const depot = {
      code: 'DEPOT',
      name: 'Depot',
      kind: 'warehouse',
      legalEntity: 'LE',
      country: 'FR',
      timeZone: 'Europe/Paris',
    }
    const made = await client.post('/v1/locations', { locations: [depot] })
    assert.equal(made.body.outcomes[0].outcome, 'created')
    const { body } = await client.post(`${RULES}/draft/changes`, exampleOfGuide())
    assert.deepEqual(
      body.outcomes.map((one: { outcome: string }) => one.outcome),
      ['added', 'added', 'added', 'added', 'added'],
    )
    await ruleDesk(client).publish('As in the guide')
    assert.deepEqual(await sellable('2026-11-30T12:00:00Z'), [5, 2, 24, 2, 30])
    assert.deepEqual(await sellable('2026-11-29T12:00:00Z'), [5, 2, 24, 0, 28])
  })
})
