import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { EVERY_DAY, openAlways, openShop, orderOf, untilReleased } from '../shop.ts'

/** From the zones NEAR (1 working day, dear) and FAR (5, cheap) to Paris. */
const RATES = ['service,zone,weight_kg,rate_eur', 'PARCEL,NEAR,30,6.00', 'PARCEL,FAR,30,5.00'].join(
  '\n',
)
const ZONES = 'zone,max_km,transit_days\nNEAR,100,1\nFAR,,5\n'
const PARIS = { lat: 48.86, lon: 2.34 }
const NICE = { lat: 43.7, lon: 7.27 }
const cards = { cards: {} }
const PLAN = { channel: 'WEB', strategy: 'least_cost' }

async function done(client: Client, path: string, body: object, status: number): Promise<Json> {
  const reply = await client.post(path, body)
  assert.equal(reply.status, status, JSON.stringify(reply.body))
  return reply.body
}

/** Two stores with stock that are open day and night, and a carrier that collects at both. */
async function open(client: Client): Promise<void> {
  await openShop(client, {
    releaseMinutes: 0,
    locations: { NEAR: PARIS, FAR: NICE },
    skus: { X: { weightG: 2000 } },
    stock: { X: { NEAR: 20, FAR: 20 } },
  })
  for (const place of ['NEAR', 'FAR']) await openAlways(client, place, 30)
  await done(client, '/v1/carriers', { code: 'POST', name: 'The post' }, 201)
  const service = { carrier: 'POST', code: 'PARCEL', name: 'Parcel', methods: ['standard'] }
  await done(client, '/v1/carrier-services', { ...service, maxG: 31_500 }, 201)
  const times = EVERY_DAY.flatMap((day) => ['00:00', '12:00', '23:59'].map((at) => ({ day, at })))
  const collect = { version: 1, changes: [{ action: 'collect', location: null, times }] }
  await done(client, '/v1/carrier-services/PARCEL/changes', collect, 200)
  const valid = { validFrom: '2020-01-01T00:00:00Z' }
  const files = { carrier: 'POST', currency: 'EUR', rates: RATES, zones: ZONES }
  await done(client, '/v1/rate-cards/import', { ...files, ...valid }, 200)
}

async function decided(client: Client, over: object = {}): Promise<Json> {
  const order = orderOf({ X: 1 })
  const groups = order.groups.map((group: Json) => ({ ...group, ...over }))
  const { id } = await done(client, '/v1/orders', { ...order, groups }, 201)
  const { items } = (await client.get(`/v1/orders/${id}/decisions`)).body
  return { id, ...items.at(-1).record }
}

describe('an objective in money', () => {
  it('is published with a plan and shown; what would do nothing is refused', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await open(client)
      const objective = {
        latePerParcel: 80_000,
        onTimePercent: 97.5,
        reroutePerParcel: 30_000,
        carbonPerTonne: 900_000,
        carbonGramsPerTonneKm: 80,
        carbonGramsPerParcel: 300,
        unfilledPerUnit: 500_000,
        unfilledPercent: 25,
      }
      const plan = { ...PLAN, tariff: cards, objective }
      assert.deepEqual((await done(client, '/v1/routing-plans', plan, 201)).objective, objective)
      const { items } = (await client.get('/v1/routing-plans')).body
      assert.deepEqual(items[0].objective, objective)
      const refused = async (of: object, over: object = {}) => {
        const body = { ...PLAN, tariff: cards, objective: of, ...over }
        const { status, body: said } = await client.post('/v1/routing-plans', body)
        assert.equal(status, 400)
        return [said.code, said.field]
      }
      const field = (name: string) => ['field_invalid', `/objective/${name}`]
      assert.deepEqual(await refused({ onTimePercent: 90 }), field('onTimePercent'))
      assert.deepEqual(await refused({ unfilledPercent: 50 }), field('unfilledPercent'))
      const linear = { otherwise: { base: 50_000, perKg: 0 } }
      const late = { latePerParcel: 80_000 }
      assert.deepEqual(await refused(late, { tariff: linear }), field('latePerParcel'))
      assert.equal((await refused({ latePerParcel: -1 }))[0], 'field_invalid')
      assert.equal((await refused({ latePerParcel: 0.5 }))[1], '/objective/latePerParcel')
      assert.equal((await refused({ lateness: 1 }))[0], 'field_unknown')
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })

  it('follows the version that its author saw: of several at once one is published', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await open(client)
      const before = (await client.get('/v1/routing-plans')).body
      const had = before.items[0]?.version ?? 0
      assert.equal(before.usual.strategy, 'least_cost')
      assert.ok(before.usual.tariff.distance.perKm > 0)
      const body = { ...PLAN, tariff: cards, version: had }
      const replies = await Promise.all(
        Array.from({ length: 6 }, () => client.post('/v1/routing-plans', body)),
      )
      const told = replies.map(({ status, body: said }) => [status, said.code ?? said.version])
      const one = told.filter(([status]) => status === 201)
      assert.deepEqual(one, [[201, had + 1]])
      const others = told.filter(([status]) => status !== 201)
      assert.deepEqual(
        others,
        Array.from({ length: 5 }, () => [409, 'version_conflict']),
      )
      const free = { ...PLAN, tariff: cards }
      const all = await Promise.all(
        Array.from({ length: 4 }, () => done(client, '/v1/routing-plans', free, 201)),
      )
      const versions = all.map(({ version }) => version).toSorted((a, b) => a - b)
      assert.deepEqual(
        versions,
        [2, 3, 4, 5].map((n) => had + n),
      )
    } finally {
      await app.stop()
    }
  })

  it('sends from nearer what would come too late, and says when and how surely', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await open(client)
      const codes = await placesOf(client)
      await done(client, '/v1/routing-plans', { ...PLAN, tariff: cards }, 201)
      const soon = inDays(3)
      const cheap = await decided(client, { wantedBy: soon })
      assert.equal(codes.get(cheap.chosen[0].locationId), 'FAR')
      const { time, co2eG, cost } = cheap.chosen[0]
      // Ready after half an hour, then collected, then five working days on the way.
      assert.ok(time.readyAt < time.leavesAt && time.leavesAt.slice(0, 10) < time.arrivesOn)
      assert.equal(time.late, 1_000_000)
      assert.equal(cost.late, undefined)
      assert.ok(co2eG > 250)
      assert.equal(cheap.wantedBy, soon)

      const objective = { latePerParcel: 100_000, onTimePercent: 90 }
      await done(client, '/v1/routing-plans', { ...PLAN, tariff: cards, objective }, 201)
      const near = await decided(client, { wantedBy: inDays(4) })
      const [one] = near.chosen
      assert.equal(codes.get(one.locationId), 'NEAR')
      assert.equal(one.cost.late, Math.round((100_000 * one.time.late) / 1_000_000))
      assert.equal(one.cost.total, one.cost.freight + one.cost.handling + one.cost.late)
      assert.ok(near.alternative.dearerBy > 0)
      // Who wants it on no day is not sent what is dearer.
      const whenever = await decided(client)
      assert.equal(codes.get(whenever.chosen[0].locationId), 'FAR')
      const { groups } = (await client.get(`/v1/orders/${near.id}`)).body
      assert.equal(groups[0].wantedBy, inDays(4))
      // A person who looks at other places is told the same terms.
      const { current } = (await client.get(`/v1/orders/${near.id}/groups/1/candidates`)).body
      const told = current[0].cost.terms.find(({ term }: Json) => term === 'late')
      assert.equal(told?.amount, one.cost.late)
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })

  it('avoids who declines often, as last counted, where finding another place costs', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await open(client)
      const codes = await placesOf(client)
      const objective = { reroutePerParcel: 60_000 }
      await done(client, '/v1/routing-plans', { ...PLAN, tariff: cards, objective }, 201)
      for (let n = 0; n < 8; n += 1) await declined(app, client)
      const { items, from } = (await client.get('/v1/decline-rates')).body
      assert.deepEqual(items, [
        { location: 'FAR', given: 8, declined: 8 },
        { location: 'NEAR', given: 9, declined: 0 },
      ])
      assert.ok(Date.parse(from) <= Date.now())
      await app.orders.plans.countDeclines()
      const { chosen, declinesAt } = await decided(client)
      const [one] = chosen
      assert.equal(codes.get(one.locationId), 'NEAR')
      // What it was given: the eight that went on to it, and one before there was a plan.
      assert.deepEqual(one.declines.slice(0, 2), [9, 0])
      assert.equal(one.cost.reroute, Math.round((60_000 * one.declines[2]) / 1_000_000))
      assert.ok(!Number.isNaN(Date.parse(declinesAt)))
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })

  it('leaves unserved what is dearer than that, and serves it when it costs less', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      await open(client)
      const objective = { unfilledPerUnit: 20_000 }
      await done(client, '/v1/routing-plans', { ...PLAN, tariff: cards, objective }, 201)
      const { status, body } = await client.post('/v1/orders', orderOf({ X: 1 }))
      assert.deepEqual([status, body.code], [409, 'shortage'])
      // Five of them in one parcel are worth it.
      const { status: placed } = await client.post('/v1/orders', orderOf({ X: 5 }))
      assert.equal(placed, 201)
      // It is served where what it was sold for, 10.00, counts as well: 2.00 and 40 % of that.
      const more = { ...objective, unfilledPercent: 40 }
      await done(client, '/v1/routing-plans', { ...PLAN, tariff: cards, objective: more }, 201)
      const { chosen, unfilled } = await decided(client)
      assert.deepEqual([chosen.length, unfilled], [1, undefined])
      const least = { ...objective, unfilledPercent: 29 }
      await done(client, '/v1/routing-plans', { ...PLAN, tariff: cards, objective: least }, 201)
      const again = await client.post('/v1/orders', orderOf({ X: 1 }))
      assert.equal(again.body.code, 'shortage')
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })
})

async function placesOf(client: Client): Promise<Map<number, string>> {
  const { places } = (await client.get(`/v1/orders/${(await decided(client)).id}/decisions`)).body
  return new Map(places.map(({ id, code }: Json) => [id, code]))
}

/** A day so many from now, in Paris. */
function inDays(days: number): string {
  return Temporal.Now.plainDateISO('Europe/Paris').add({ days }).toString()
}

/** An order that goes to FAR, which declines it. */
async function declined(app: App, client: Client): Promise<void> {
  const { id } = await decided(client)
  const [work] = await untilReleased(app, client, id)
  assert.equal(work!.location, 'FAR')
  await done(client, `/v1/fulfilment-orders/${work!.id}/rejections`, { reason: 'too_busy' }, 200)
}
