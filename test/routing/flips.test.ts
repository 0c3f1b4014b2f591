import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createAsking } from '../../src/asking-thread.ts'
import { everything } from '../../src/lib/scope.ts'
import { askFlips, type Asking } from '../../src/orders/index.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { readScoped } from '../scoped.ts'
import { openShop, orderOf, versionAt } from '../shop.ts'
import { costByHighs, loadHighs } from './highs.ts'

const PARIS = { lat: 48.86, lon: 2.35 }

/** Three places with X; LACK has one unit, which is too few for two. */
describe('a decision that was made', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { NEAR: PARIS, FAR: { lat: 45.76, lon: 4.84 }, LACK: PARIS },
      skus: { X: { weightG: 500 }, Y: {} },
      stock: { X: { NEAR: 50, FAR: 50, LACK: 1 }, Y: { FAR: 50 } },
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
  async function flipsOf(id: string): Promise<Json> {
    const { status, body } = await client.get(`/v1/decisions/${id}/flips`)
    assert.equal(status, 200, JSON.stringify(body))
    const codes = new Map<number, string>(body.places.map((one: Json) => [one.id, one.code]))
    const flips = body.flips.map(({ locationId, to, ...rest }: Json) => {
      const codesOf = (ids: number[]) => ids.map((one) => codes.get(one))
      return { ...rest, location: codes.get(locationId), to: codesOf(to) }
    })
    return { ...body, flips }
  }
  const flipOf = ({ flips }: Json, location: string): Json => {
    return flips.find((one: Json) => one.location === location)
  }
  async function setPlace(location: string, fields: object): Promise<void> {
    const version = await versionAt(client, location)
    const changes = [{ action: 'set', fields }]
    const { status } = await client.post(`/v1/locations/${location}/changes`, { version, changes })
    assert.equal(status, 200)
  }

  it('is thought about in a thread where that takes long, as here', async () => {
    const { id } = await place({ X: 2 })
    const { body: whole } = await client.get(`/v1/decisions/${id}/flips`)
    assert.deepEqual([whole.outOfTime, whole.left, whole.flips.length > 0], [false, 0, true])
    // A busy machine may need longer to make it than anybody would wait.
    const asking = createAsking(app.platform, { answerMs: 60_000, startMs: 60_000 })
    try {
      const asked = { scope: everything, id }
      const ask = (of: Pick<Asking, 'flips'>) => askFlips(app.platform.db, app.orders, of, asked, 0)
      assert.deepEqual(await ask(asking), whole)
      const missing = { scope: everything, id: '00000000-0000-7000-8000-000000000000' }
      const several = [asked, missing, asked, asked].map((one) => asking.flips(one))
      // The fourth is not kept waiting.
      assert.deepEqual(await Promise.all(several), [whole, undefined, whole, undefined])
      const here = await ask({ flips: async () => undefined })
      assert.deepEqual([here.outOfTime, here.flips, here.left > 0], [true, [], true])
    } finally {
      await asking.stop()
    }
  })

  it('says by how little it would have been another, and so it is', async () => {
    await setPlace('NEAR', { parcelCost: '0.5' })
    const { id, record } = await place({ X: 2 })
    // Stock goes on, and what the decision saw is still known.
    await place({ X: 3 })
    const told = await flipsOf(id)
    assert.equal(told.isExact, true)
    const near = flipOf(told, 'NEAR')
    assert.equal(near.change.of, 'parcel_more')
    const dearer = near.change.amount
    assert.ok(dearer >= 1 && near.cost >= record.cost)
    const lack = flipOf(told, 'LACK')
    assert.deepEqual([lack.change.of, lack.change.units, lack.to], ['stock_more', 1, ['LACK']])
    await setPlace('NEAR', { parcelCost: String(0.5 + (dearer - 1) / 10_000) })
    const [still] = (await place({ X: 2 })).record.chosen
    assert.equal(still.locationId, record.chosen[0].locationId)
    await setPlace('NEAR', { parcelCost: String(0.5 + dearer / 10_000) })
    const [other] = (await place({ X: 2 })).record.chosen
    assert.notEqual(other.locationId, record.chosen[0].locationId)
    // The network is another since, and its past is not kept: the record alone tells.
    const later = await flipsOf(id)
    assert.equal(later.isExact, false)
    const refused = await client.get(`/v1/decisions/${id}/exchange`)
    assert.deepEqual([refused.status, refused.body.code], [409, 'decision_not_repeatable'])
    await setPlace('NEAR', { parcelCost: '0' })
  })

  it('is solved by another solver as it was, with the rule that decided', async () => {
    const solver = await loadHighs()
    const check = async ({ id, record }: Json) => {
      const { status, body } = await client.get(`/v1/decisions/${id}/exchange`)
      assert.equal(status, 200, JSON.stringify(body))
      const cost = costByHighs(solver, body.instance)
      assert.equal(cost, body.expected.cost)
      const { scale } = body.instance.meta
      assert.equal(Math.round((cost! * 10_000) / scale), record.cost)
      return body.instance
    }
    await check(await place({ X: 2, Y: 1 }))
    const rule = {
      name: 'Far ones in one parcel',
      use: [{ places: { locations: ['FAR'] } }, { places: {} }],
      choose: { by: 'least_cost' },
      never: { maxParcels: 1 },
    }
    const draft = '/v1/routing-rules/draft'
    const { version } = (await client.get(draft)).body
    const changes = [{ action: 'add', rule }]
    const added = (await client.post(`${draft}/changes`, { version, changes })).body
    const publication = { version: added.version, note: 'x' }
    const done = await client.post('/v1/routing-rules/publications', publication)
    assert.equal(done.status, 201, JSON.stringify(done.body))
    const ruled = await place({ X: 2 })
    assert.equal(ruled.record.rule.name, rule.name)
    const instance = await check(ruled)
    assert.equal(instance.options.maxPackages, 1)
    // Only the tier that was looked at has anything to give.
    assert.equal(instance.offers.length, 1)
  })

  it('is not there for who does not see its order, or where nobody made it', async () => {
    const { id } = await place({ X: 1 })
    const of = { params: { id } }
    const seen = await readScoped(app, '/v1/decisions/:id/flips', { channels: ['WEB'] }, of)
    assert.equal(seen.decision, id)
    for (const path of ['flips', 'regrets', 'exchange'].map(
      (what) => `/v1/decisions/:id/${what}`,
    )) {
      await assert.rejects(readScoped(app, path, {}, of), { code: 'not_found' })
    }
    const missing = await client.get(`/v1/decisions/${crypto.randomUUID()}/flips`)
    assert.equal(missing.status, 404)
  })
})
