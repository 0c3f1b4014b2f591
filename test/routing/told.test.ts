import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

const path = '/v1/routing-rules'
const PARIS = { lat: 48.86, lon: 2.35 }
const LYON = { lat: 45.76, lon: 4.84 }

/** What an order says of who buys, by when, and from where; FAR costs more than NEAR. */
describe('what is told with an order', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      onShortage: 'accept',
      locations: { NEAR: PARIS, FAR: LYON, APART: { ...PARIS, outside: true } },
      skus: { X: {}, PART: {} },
      stock: { X: { NEAR: 50, FAR: 50 }, PART: { NEAR: 9, FAR: 1 } },
    })
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  async function publish(when: Json[]): Promise<void> {
    const draft = (await client.get(`${path}/draft`)).body
    const gone = draft.rules.map(({ id }: Json) => ({ action: 'remove', id }))
    const use = [{ places: { locations: ['FAR'] } }]
    const rule = { name: 'Far', when, use, choose: { by: 'least_cost' } }
    const changes = [...gone, { action: 'add', rule }]
    const changed = await client.post(`${path}/draft/changes`, { version: draft.version, changes })
    assert.equal(changed.status, 200, JSON.stringify(changed.body))
    const { version } = changed.body
    const published = await client.post(`${path}/publications`, { version, note: 'x' })
    assert.equal(published.status, 201, JSON.stringify(published.body))
  }
  /** An order with what is told in its delivery group and of its customer. */
  const told = (group: object, more: object = {}, lines = { X: 1 } as Record<string, number>) => {
    const plain = orderOf(lines)
    return { ...plain, groups: [{ ...plain.groups[0], ...group }], ...more }
  }
  async function placed(order: object): Promise<{ id: string; from: string[]; record: Json }> {
    const { status, body } = await client.post('/v1/orders', order)
    assert.equal(status, 201, JSON.stringify(body))
    const { items, places } = (await client.get(`/v1/orders/${body.id}/decisions`)).body
    const codes = new Map<number, string>(places.map(({ id, code }: Json) => [id, code]))
    const { record } = items.at(-1)
    const from = record.chosen.map((one: Json) => codes.get(one.locationId))
    return { id: body.id, from, record }
  }
  const today = () => app.platform.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
  const inDays = (days: number) => today().add({ days }).toString()
  const from = async (group: object, more: object = {}) => (await placed(told(group, more))).from
  const tryIt = async (more: object): Promise<Json> => {
    const lines = [{ sku: 'X', quantity: 1 }]
    const shipTo = { country: 'FR', ...PARIS }
    const invented = { channel: 'WEB', method: 'standard', shipTo, lines, ...more }
    const { status, body } = await client.post('/v1/routing-trials', { invented })
    assert.equal(status, 200, JSON.stringify(body))
    return body.live[0].record
  }

  it('rules go by the kind of customer and its tags; unknown fits neither', async () => {
    await publish([{ of: 'customer', in: ['business'] }])
    assert.deepEqual(await from({}, { customer: { kind: 'business' } }), ['FAR'])
    assert.deepEqual(await from({}, { customer: { kind: 'guest' } }), ['NEAR'])
    assert.deepEqual(await from({}), ['NEAR'])
    await publish([{ of: 'customer_tag', in: ['vip'], not: true }])
    assert.deepEqual(await from({}, { customer: { tags: ['old'] } }), ['FAR'])
    assert.deepEqual(await from({}, { customer: { tags: ['old', 'vip'] } }), ['NEAR'])
    assert.deepEqual(await from({}, { customer: { kind: 'guest' } }), ['NEAR'])
    assert.equal((await tryIt({ customer: { tags: [] } })).rule.name, 'Far')
  })

  it('rules go by the day on which it is wanted, by the clock of the channel', async () => {
    await publish([{ of: 'wanted_in', below: 3 }])
    assert.deepEqual(await from({ wantedBy: inDays(1) }), ['FAR'])
    assert.deepEqual(await from({ wantedBy: inDays(9) }), ['NEAR'])
    assert.deepEqual(await from({}), ['NEAR'])
    await publish([{ of: 'wanted_on', from: inDays(4), until: inDays(6) }])
    assert.deepEqual(await from({ wantedBy: inDays(6) }), ['FAR'])
    assert.deepEqual(await from({ wantedBy: inDays(7) }), ['NEAR'])
    assert.equal((await tryIt({ wantedBy: inDays(5) })).rule.name, 'Far')
  })

  it('what is told stays with the order, and is asked again when it goes elsewhere', async () => {
    await publish([{ of: 'customer_tag', in: ['vip'] }])
    const customer = { kind: 'registered', tags: ['vip'] }
    const { id } = await placed(told({}, { customer }))
    const order = (await client.get(`/v1/orders/${id}`)).body
    assert.deepEqual([order.customer, order.groups[0].nominated], [customer, null])
    const body = { order: order.number }
    const tried = (await client.post('/v1/routing-trials', body)).body
    assert.equal(tried.live[0].record.rule.name, 'Far')
  })

  it('comes from the place that was named, whatever that costs, if it has all', async () => {
    await publish([{ of: 'country', in: ['DE'] }])
    const far = { nominated: { location: 'FAR', firm: false } }
    const one = await placed(told(far))
    assert.deepEqual([one.from, one.record.nominated[1]], [['FAR'], false])
    assert.equal(one.record.excluded.not_nominated.length, 1)
    const order = (await client.get(`/v1/orders/${one.id}`)).body
    assert.deepEqual(order.groups[0].nominated, far.nominated)
    const two = await placed(told(far, {}, { PART: 2 }))
    assert.deepEqual(two.from, ['NEAR'])
    const record = await tryIt({ nominated: { location: 'FAR', firm: true } })
    assert.deepEqual([record.rule, record.chosen.length], [undefined, 1])
  })

  it('comes from there only: what it has not waits, and no rule is asked', async () => {
    const firm = { nominated: { location: 'FAR', firm: true } }
    const { from: places, record } = await placed(told(firm, {}, { PART: 2 }))
    assert.deepEqual([places, record.short.length, record.rule], [['FAR'], 1, undefined])
    const refused = await client.post(
      '/v1/orders',
      told({ nominated: { location: 'NOPE', firm: true } }),
    )
    const { code, field } = refused.body
    assert.deepEqual([code, field], ['location_unknown', '/groups/0/nominated/location'])
  })

  it('never comes from a place that does not send for the channel, and is refused', async () => {
    const apart = (firm: boolean) => told({ nominated: { location: 'APART', firm } })
    const { status, body } = await client.post('/v1/orders', apart(true))
    const { code, field } = body
    assert.deepEqual(
      [status, code, field],
      [422, 'location_not_in_pool', '/groups/0/nominated/location'],
    )
    // Else it may come from elsewhere.
    assert.equal((await placed(apart(false))).from.length, 1)
  })
})
