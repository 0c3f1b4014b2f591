import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, untilSeen } from '../shop.ts'
import {
  decided,
  done,
  idsOf,
  LYON,
  openPriced,
  PARIS,
  PLAN,
  price,
  proven,
  untilPriced,
} from './priced-world.ts'

describe('the margin of a SKU', () => {
  it('is what its last units are worth, whatever the plan says of all', async () => {
    await withApp(async (app, client) => {
      await openPriced(app, client)
      await proven(app)
      await done(client, '/v1/routing-plans', { ...PLAN, prices: 'on' })
      const ids = await idsOf(app)
      const pricesBy = async (marginPercent: number | null) => {
        await setMargin(client, 'X', marginPercent)
        await price(app)
        await untilPriced(app)
        const prices = (await app.orders.plans.of(ids.channel, null)).prices!
        return prices.price(ids.sku('X'), ids.place('PARIS'))?.amount ?? 0
      }
      const usual = await pricesBy(null)
      assert.ok(usual > 0)
      // 40 % is what the plan says: the same, said by the SKU itself.
      assert.equal(await pricesBy(40), usual)
      const more = await pricesBy(90)
      assert.ok(more > usual && more <= 90_000, `${more}`)
      const less = await pricesBy(5)
      assert.ok(less > 0 && less < usual && less <= 5000, `${less}`)
      // Nothing is lost with it, so it is sent from where that costs least, without a price.
      assert.equal(await pricesBy(0), 0)
      const { chosen, prices } = await decided(client, { X: 1 })
      assert.equal(chosen[0].locationId, ids.place('PARIS'))
      assert.equal(prices, undefined)
    })
  })

  it('is kept with the SKU, a whole number of percent or none', async () => {
    await withApp(async (_, client) => {
      const skus = [
        { code: 'A', name: 'A', marginPercent: 35 },
        { code: 'B', name: 'B' },
      ]
      const outcomeOf = async (given: Json[]) => {
        const { outcomes } = (await client.post('/v1/skus', { skus: given })).body
        return outcomes.map(({ outcome, problem }: Json) => problem?.code ?? outcome)
      }
      assert.deepEqual(await outcomeOf(skus), ['created', 'created'])
      assert.deepEqual(await outcomeOf(skus), ['exists', 'exists'])
      assert.deepEqual(await outcomeOf([{ ...skus[0]!, marginPercent: 36 }]), ['code_taken'])
      const marginOf = async (code: string) => {
        return (await client.get(`/v1/skus/${code}`)).body.marginPercent
      }
      assert.deepEqual([await marginOf('A'), await marginOf('B')], [35, null])
      for (const wrong of [-1, 101, 12.5, '40']) {
        const changes = [{ action: 'set', fields: { marginPercent: wrong } }]
        const { status, body } = await client.post('/v1/skus/A/changes', { version: 1, changes })
        assert.deepEqual([status, body.code], [400, 'field_invalid'], String(wrong))
        assert.match(body.field, /marginPercent$/)
      }
      for (const good of [0, 100, null]) {
        await setMargin(client, 'A', good)
        assert.equal(await marginOf('A'), good)
      }
    })
  })

  it('is what a simulation counts as lost, whatever is asked of all', async () => {
    await withApp(async (app, client) => {
      await openShop(client, {
        onShortage: 'accept',
        locations: { PARIS, LYON },
        skus: { A: { weightG: 500, marginPercent: 20 }, B: { weightG: 500 } },
        stock: { A: { PARIS: 1, LYON: 9 }, B: { PARIS: 1, LYON: 9 } },
      })
      const objective = { unfilledPerUnit: 1_000_000 }
      await done(client, '/v1/routing-plans', { ...PLAN, objective })
      const from = app.platform.clock.now().toString()
      await done(client, '/v1/orders', orderOf({ A: 1, B: 1 }))
      // What the till has sold was promised: the order went elsewhere, which is not known before.
      for (const sku of ['A', 'B']) {
        const adjustments = [{ sku, location: 'PARIS', change: -1, reason: 'sale' }]
        await done(client, '/v1/stock/adjustments', { adjustments }, 200)
      }
      const costs = async (over: object) => {
        const cheap = { unfilledPerUnit: 1 }
        const others = [cheap, { ...cheap, unfilledPercent: 100 }].map((changed) => {
          return { of: 'live', plans: [{ objective: changed }] }
        })
        const policies = [{ of: 'live' }, ...others]
        const until = app.platform.clock.now().toString()
        const { id } = await done(
          client,
          '/v1/simulations',
          { from, until, policies, ...over },
          202,
        )
        const { result } = await untilSeen(app, async () => {
          const { body } = await client.get(`/v1/simulations/${id}`)
          return body.state === 'done' ? body : undefined
        })
        const termOf = (policy: number, name: string) =>
          result.policies[policy].cost.terms.find(({ term }: Json) => term === name)?.amount ?? 0
        // Where a unit counts as much as it was sold for it is served.
        assert.equal(termOf(2, 'unfilled'), 0)
        return [termOf(0, 'lostSales'), termOf(1, 'unfilled')]
      }
      // Each was sold for 10.00: of A 20 % of that are lost, of B what is asked.
      assert.deepEqual(await costs({}), [20_000 + 40_000, 20_000 + 45_000])
      const free = { unfilledPercent: 0, lostSalePercent: 0 }
      assert.deepEqual(await costs(free), [20_000, 20_000])
      await setMargin(client, 'A', null)
      assert.deepEqual(await costs({}), [80_000, 90_000])
    })
  })
})

async function withApp(work: (app: App, client: Client) => Promise<void>): Promise<void> {
  const app = await startApp()
  try {
    await work(app, await app.client())
    assert.deepEqual(await app.broken(), [])
  } finally {
    await app.stop()
  }
}

async function setMargin(client: Client, code: string, marginPercent: number | null) {
  const { version } = (await client.get(`/v1/skus/${code}`)).body
  const changes = [{ action: 'set', fields: { marginPercent } }]
  await done(client, `/v1/skus/${code}/changes`, { version, changes }, 200)
}
