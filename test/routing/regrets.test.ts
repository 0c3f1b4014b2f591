import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createAsking } from '../../src/asking-thread.ts'
import { everything } from '../../src/lib/scope.ts'
import { askRegrets, type Asking } from '../../src/orders/index.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf, setLocation } from '../shop.ts'

const PARIS = { lat: 48.86, lon: 2.35 }

describe('what other places would have cost', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { NEAR: PARIS, FAR: { lat: 45.76, lon: 4.84 }, LACK: PARIS },
      skus: { X: { weightG: 500 } },
      stock: { X: { NEAR: 50, FAR: 50, LACK: 1 } },
    })
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  async function place(lines: Record<string, number>): Promise<Json> {
    const { status, body } = await client.post('/v1/orders', orderOf(lines))
    assert.equal(status, 201, JSON.stringify(body))
    return (await client.get(`/v1/orders/${body.id}/decisions`)).body.items[0]
  }
  async function regretsOf(id: string): Promise<Json> {
    const { status, body } = await client.get(`/v1/decisions/${id}/regrets`)
    assert.equal(status, 200, JSON.stringify(body))
    const codes = new Map<number, string>(body.places.map((one: Json) => [one.id, one.code]))
    const regrets = body.regrets.map(({ locationId, plan }: Json) => [codes.get(locationId), plan])
    return { ...body, of: Object.fromEntries(regrets) }
  }

  it('is told by term, also of a place that had only a part', async () => {
    await setLocation(client, 'LACK', { parcelCost: '2', handlingCost: '0.65' })
    const { id, record } = await place({ X: 2 })
    const told = await regretsOf(id)
    assert.deepEqual([told.isExact, told.left, told.outOfTime], [true, 0, false])
    const near = record.chosen[0].locationId
    // One unit from there, and one from where all would have come from: a parcel more.
    const { cost, more, gap, terms, besides, fewer } = told.of.LACK
    assert.deepEqual([besides, fewer, gap, cost], [[near], [], 0, record.cost + more])
    const by = new Map<string, Json>(terms.map((one: Json) => [one.term, one]))
    assert.deepEqual([by.get('parcel').more, by.get('handling').more], [20_000, 2500])
    assert.equal(
      terms.reduce((sum: number, one: Json) => sum + one.more, 0),
      more,
    )
    const alone = record.candidates.find(([, , all]: Json) => all !== null && all !== record.cost)
    assert.deepEqual([told.of.FAR.cost, told.of.FAR.besides], [alone[2], []])
    // The network is another since, and its past is not kept: the record alone tells.
    await setLocation(client, 'FAR', { parcelCost: '1' })
    const later = await regretsOf(id)
    assert.deepEqual([later.isExact, later.left, Object.keys(later.of)], [false, 1, ['FAR']])
    const { terms: unknown, ...rest } = later.of.FAR
    assert.deepEqual([unknown, rest.cost, rest.gap], [null, alone[2], null])
  })

  it('keeps the limits of the rule that decided', async () => {
    const rule = {
      name: 'In one parcel',
      use: [{ places: {} }],
      choose: { by: 'least_cost' },
      never: { maxParcels: 1 },
    }
    const draft = '/v1/routing-rules/draft'
    const { version } = (await client.get(draft)).body
    const changes = [{ action: 'add', rule }]
    const added = (await client.post(`${draft}/changes`, { version, changes })).body
    const publication = { version: added.version, note: 'x' }
    await client.post('/v1/routing-rules/publications', publication)
    const { id, record } = await place({ X: 3 })
    const { of } = await regretsOf(id)
    // In one parcel from there it would have been less.
    const [{ skuId }] = record.wanted
    assert.deepEqual([of.LACK.besides, of.LACK.fewer], [[], [{ skuId, units: 2 }]])
    assert.deepEqual([of.FAR.fewer, of.FAR.more >= 0], [[], true])
  })

  it('is thought about in a thread where that takes long', async () => {
    const { id } = await place({ X: 2 })
    const { body: whole } = await client.get(`/v1/decisions/${id}/regrets`)
    assert.equal(whole.outOfTime, false)
    // A busy machine may need longer to make it than anybody would wait.
    const asking = createAsking(app.platform, { answerMs: 60_000, startMs: 60_000 })
    try {
      const asked = { scope: everything, id }
      const ask = (of: Pick<Asking, 'regrets'>) =>
        askRegrets(app.platform.db, app.orders, of, asked, 0)
      assert.deepEqual(await ask(asking), whole)
      const here = await ask({ regrets: async () => undefined })
      assert.deepEqual([here.outOfTime, here.regrets, here.left], [true, [], 2])
    } finally {
      await asking.stop()
    }
  })
})
