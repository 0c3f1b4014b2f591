import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { EVERY_DAY, openAlways, openShop, orderOf } from '../shop.ts'

const PARIS = { lat: 48.86, lon: 2.34 }
const NICE = { lat: 43.7, lon: 7.27 }
/** A day on the way from near, five from far, which is cheaper by 1.00. */
const RATES = ['service,zone,weight_kg,rate_eur', 'PARCEL,NEAR,30,6.00', 'PARCEL,FAR,30,5.00'].join(
  '\n',
)
const ZONES = 'zone,max_km,transit_days\nNEAR,100,1\nFAR,,5\n'
const PLAN = { channel: 'WEB', strategy: 'least_cost', tariff: { cards: {} } }
const RULES = '/v1/routing-rules'
const ANYWHERE = { name: 'Anywhere', use: [{ places: {} }], choose: { by: 'least_cost' } }

describe('orders that are to be there soon, by plan and by rule', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      releaseMinutes: 0,
      onShortage: 'accept',
      locations: { NEAR: PARIS, FAR: NICE },
      skus: { X: { weightG: 2000 } },
      stock: { X: { NEAR: 90, FAR: 90 } },
    })
    for (const place of ['NEAR', 'FAR']) await openAlways(client, place, 30)
    await done('/v1/carriers', { code: 'POST', name: 'The post' })
    const service = { carrier: 'POST', code: 'PARCEL', name: 'Parcel', methods: ['standard'] }
    await done('/v1/carrier-services', { ...service, maxG: 31_500 })
    const times = EVERY_DAY.flatMap((day) => ['00:00', '12:00', '23:59'].map((at) => ({ day, at })))
    const collect = { version: 1, changes: [{ action: 'collect', location: null, times }] }
    await done('/v1/carrier-services/PARCEL/changes', collect, 200)
    const files = { carrier: 'POST', currency: 'EUR', rates: RATES, zones: ZONES }
    await done('/v1/rate-cards/import', { ...files, validFrom: '2020-01-01T00:00:00Z' }, 200)
    await done('/v1/routing-plans', PLAN)
  })
  after(async () => {
    const broken = await app.broken()
    await app.stop()
    assert.deepEqual(broken, [])
  })

  async function done(path: string, body: object, status = 201): Promise<Json> {
    const reply = await client.post(path, body)
    assert.equal(reply.status, status, JSON.stringify(reply.body))
    return reply.body
  }

  /** What is decided on an order: its record, and from where. */
  async function decided(over: object = {}): Promise<Json> {
    const order = orderOf({ X: 1 })
    const groups = order.groups.map((group: Json) => ({ ...group, ...over }))
    const { id } = await done('/v1/orders', { ...order, groups })
    const { items, places } = (await client.get(`/v1/orders/${id}/decisions`)).body
    const codes = new Map(places.map(({ id: at, code }: Json) => [at, code]))
    const { record } = items.at(-1)
    return { ...record, from: record.chosen.map((one: Json) => codes.get(one.locationId)), codes }
  }

  /** Publishes one rule in place of what is there; answers what the draft says of it. */
  async function publish(rule: object): Promise<Json[]> {
    const draft = (await client.get(`${RULES}/draft`)).body
    const gone = draft.rules.map(({ id }: Json) => ({ action: 'remove', id }))
    const changes = [...gone, { action: 'add', rule: { ...ANYWHERE, ...rule } }]
    const changed = await done(`${RULES}/draft/changes`, { version: draft.version, changes }, 200)
    const outcomes = changed.outcomes.map(({ outcome }: Json) => outcome)
    assert.deepEqual(new Set(outcomes), new Set(['done']), JSON.stringify(changed))
    const { problems } = (await client.get(`${RULES}/draft`)).body
    await done(`${RULES}/publications`, { version: changed.version, note: 'x' })
    return problems.map(({ kind, value }: Json) => [kind, value])
  }

  it('come from nearer where days cost more than that, and say how many they are', async () => {
    assert.deepEqual((await decided()).from, ['FAR'])
    await done('/v1/routing-plans', { ...PLAN, objective: { dayPerParcel: 20_000 } })
    const { from, chosen, alternative } = await decided()
    assert.deepEqual(from, ['NEAR'])
    const [{ cost, time }] = chosen
    assert.ok(time.days >= 1 && time.arrivesOn !== undefined)
    assert.equal(cost.speed, 20_000 * time.days)
    assert.equal(cost.total, cost.freight + cost.handling + cost.speed)
    // Four working days later at least, and 1.00 cheaper.
    assert.ok(alternative.dearerBy >= 4 * 20_000 - 10_000)
    const inWeeks = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const wanted = await decided({ wantedBy: inWeeks })
    assert.deepEqual([wanted.from, wanted.chosen[0].cost.speed], [['FAR'], undefined])
    await done('/v1/routing-plans', PLAN)
    const linear = { otherwise: { base: 50_000, perKg: 0 } }
    const body = { ...PLAN, tariff: linear, objective: { dayPerParcel: 1 } }
    const { status, body: said } = await client.post('/v1/routing-plans', body)
    assert.deepEqual([status, said.field], [400, '/objective/dayPerParcel'])
  })

  it('come from who is there soonest, where a rule says so', async () => {
    const soonest = { by: 'ranking', ranking: ['soonest'], completeFirst: true }
    assert.deepEqual(await publish({ choose: soonest }), [])
    const near = await decided()
    assert.deepEqual([near.from, near.rule.choose], [['NEAR'], 'ranking'])
    const there = await decided({ shipTo: { country: 'FR', city: 'Nice', ...NICE } })
    assert.deepEqual(there.from, ['FAR'])
  })

  it('come from no place that a rule closes on the day, which the record tells', async () => {
    await publish({})
    assert.deepEqual((await decided()).from, ['FAR'])
    const closed = [{ places: { locations: ['FAR'] }, weekdays: [1, 2, 3, 4, 5, 6, 7] }]
    assert.deepEqual(await publish({ never: { closed } }), [])
    const { from, excluded, failed, codes } = await decided()
    assert.deepEqual(from, ['NEAR'])
    assert.deepEqual(
      excluded.closed_by_rule.map((id: number) => codes.get(id)),
      ['FAR'],
    )
    const [[, day]] = failed.closed_by_rule
    assert.ok(Math.abs(Date.parse(day) - Date.now()) < 2 * 86_400_000)
    const always = { ...closed[0], from: '2000-01-01', until: '2000-12-31', yearly: true }
    assert.deepEqual(await publish({ never: { closed: [always] } }), [])
    assert.deepEqual((await decided()).from, ['NEAR'])
    const over = [{ ...closed[0], until: '2020-12-31' }]
    assert.deepEqual(await publish({ never: { closed: over } }), [['closing_idle', '1']])
    assert.deepEqual((await decided()).from, ['FAR'])
  })

  it('come from who stands first, where that is worth more than it costs', async () => {
    await publish({ wishes: [{ places: {}, perRank: 9999 }] })
    const far = await decided()
    assert.deepEqual([far.from, far.chosen[0].cost.wish], [['FAR'], 9999])
    assert.deepEqual(far.chosen[0].wishes, [[1, 9999]])
    await publish({ wishes: [{ places: {}, perRank: 10_001 }] })
    assert.deepEqual((await decided()).from, ['NEAR'])
  })

  it('are refused a rule that says it wrongly, at its field', async () => {
    const { version } = (await client.get(`${RULES}/draft`)).body
    const refused = async (rule: object) => {
      const changes = [{ action: 'add', rule: { ...ANYWHERE, ...rule } }]
      const { status, body } = await client.post(`${RULES}/draft/changes`, { version, changes })
      const { code, field } = status === 200 ? body.outcomes[0].problem : body
      return [code, field]
    }
    const closed = (one: object) => refused({ never: { closed: [{ places: {}, ...one }] } })
    const at = '/changes/0/rule/never/closed/0'
    assert.deepEqual(await closed({}), ['field_invalid', at])
    const turned = { from: '2026-12-31', until: '2026-12-24' }
    assert.deepEqual(await closed(turned), ['field_invalid', `${at}/until`])
    const long = { from: '2026-12-24', until: '2027-12-24', yearly: true }
    assert.deepEqual(await closed(long), ['field_invalid', `${at}/until`])
    for (const one of [{ weekdays: [8] }, { from: 'soon' }, { yearly: 1 }]) {
      const [code] = await closed(one)
      assert.equal(code, 'field_invalid')
    }
    const [code] = await refused({ wishes: [{ places: {}, perRank: 0 }] })
    assert.equal(code, 'field_invalid')
    assert.equal((await client.get(`${RULES}/draft`)).body.version, version)
  })

  it('go by how far it is, also where carriage does not', async () => {
    await publish({})
    const tariff = { otherwise: { base: 50_000, perKg: 0 } }
    await done('/v1/routing-plans', { channel: 'WEB', strategy: 'nearest', tariff })
    await publish({ when: [{ of: 'units', from: 99 }] })
    const there = await decided({ shipTo: { country: 'FR', city: 'Nice', ...NICE } })
    assert.deepEqual([there.from, there.chosen[0].km], [['FAR'], 0])
    await publish({ choose: { by: 'ranking', ranking: ['nearest'], completeFirst: true } })
    const again = await decided({ shipTo: { country: 'FR', city: 'Nice', ...NICE } })
    assert.deepEqual([again.from, (await decided()).from], [['FAR'], ['NEAR']])
  })
})
