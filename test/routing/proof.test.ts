import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { playingWorldOf } from '../../src/modules.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { listPlans, playAsked, readAsked } from '../../src/routing/index.ts'
import { keepProof } from '../../src/routing/actions/simulations/proof.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { orderOf } from '../shop.ts'
import { done, OTHER, openPriced, PLAN, proven } from './priced-world.ts'

let app: App
let client: Client
let from: string

before(async () => {
  app = await startApp()
  client = await app.client()
  await openPriced(app, client)
  await done(client, '/v1/channels', OTHER)
  from = app.platform.clock.now().toString()
  await done(client, '/v1/orders', orderOf({ X: 1 }))
  await done(client, '/v1/orders', orderOf({ Y: 1 }, { channel: 'OTHER' }))
})
after(() => app.stop())

describe('the proof of prices', () => {
  it('is of the plan that was played, and of none that came meanwhile', async () => {
    const other = { ...PLAN, objective: { unfilledPerUnit: 10_000 } }
    assert.deepEqual(await keptOf({}), [
      { channel: 'OTHER', version: 0, days: 14 },
      { channel: 'WEB', version: 1, days: 14 },
    ])
    // It says the same, so it is proven; by the version that was played.
    const same = await keptOf({}, () => done(client, '/v1/routing-plans', PLAN))
    assert.deepEqual(same[1], { channel: 'WEB', version: 1, days: 14 })
    const gone = await keptOf({}, () => done(client, '/v1/routing-plans', other))
    assert.deepEqual(gone, [{ channel: 'OTHER', version: 0, days: 14 }])
    await done(client, '/v1/routing-plans', PLAN)
  })

  it('is not mixed of channels that look ahead differently, unless that was chosen', async () => {
    const later = { days: 30, marginPercent: 40 }
    await proven(app)
    const own = { ...PLAN, channel: 'OTHER' }
    await done(client, '/v1/routing-plans', own)
    await proven(app, { channelId: await idOf('OTHER'), planVersion: 1, lookAhead: later })
    await done(client, '/v1/routing-plans', { ...PLAN, prices: 'on' })
    await done(client, '/v1/routing-plans', { ...own, prices: 'on', lookAhead: later })
    assert.deepEqual(
      (await keptOf({})).map(({ channel, days }) => [channel, days]),
      [['WEB', 14]],
    )
    assert.deepEqual(
      (await keptOf({ lookAhead: { days: 7 } })).map(({ channel, days }) => [channel, days]),
      [
        ['OTHER', 7],
        ['WEB', 7],
      ],
    )
  })
})

describe('what counts of several simulations', () => {
  const standing = async (): Promise<[boolean, number | null]> => {
    const { channels } = (await client.get('/v1/stock-prices')).body
    const web = channels.find(({ channel }: Json) => channel === 'WEB')
    return [web.proven, web.gate.days]
  }
  const few = { off: 1, on: 2, verdict: 'too_few_days' as const }
  const dear = { ...few, verdict: 'dearer' as const }
  const failed = { passed: false, base: dear, low: dear, high: dear }

  it('a what-if of few days neither takes a proof away nor gives one', async () => {
    await done(client, '/v1/routing-plans', PLAN)
    await proven(app, { days: 14 })
    assert.deepEqual(await standing(), [true, 14])
    await keptOf({})
    assert.deepEqual(await standing(), [true, 14], 'played over a moment, in earnest')
    await proven(app, { ...failed, days: 13 })
    assert.deepEqual(await standing(), [true, 14])
    await proven(app, { ...failed, days: 28 })
    assert.deepEqual(await standing(), [false, 28])
    await proven(app, { days: 7 })
    assert.deepEqual(await standing(), [false, 28], 'nor is a failure taken back by a week')
    await proven(app, { days: 21 })
    await proven(app, { ...failed, base: few, days: 21 })
    assert.deepEqual(await standing(), [true, 21])
  })

  it('of a plan that has come back it is that of before, and of a new one the first', async () => {
    const other = { ...PLAN, objective: { unfilledPerUnit: 20_000 } }
    await done(client, '/v1/routing-plans', other)
    assert.deepEqual(await standing(), [false, 21])
    await proven(app, { days: 7 })
    assert.deepEqual(await standing(), [true, 7], 'none of it was longer')
    await done(client, '/v1/routing-plans', PLAN)
    assert.deepEqual(await standing(), [true, 21])
  })

  it('is kept of the days that were played, and not where a case is missing', async () => {
    const { platform, orders } = app
    const until = platform.clock.now()
    const cost = { total: 0, mean: 0, low: null, high: null, batches: 1 }
    const channelIds = [await idOf('WEB')]
    const keep = async (cases: ('base' | 'low' | 'high')[]): Promise<unknown[]> => {
      const body = { from: until.subtract({ hours: 24 * 20 }).toString(), until: until.toString() }
      const policies = [{ of: 'live' as const, prices: true }]
      const asked = await readAsked(platform.db, orders, { ...body, policies }, until)
      const gate = {
        passed: false,
        channelIds,
        cases: cases.map((forecast) => ({ forecast, passed: false, cost })),
      }
      const result = { gate, policies: [{ cost: { total: 1 } }] }
      const played = { progress: { result } as never, planVersions: await planVersions() }
      const now = platform.clock.now()
      await platform.db.transaction((tx) =>
        keepProof(tx, orders.network, { asked, ...played }, now),
      )
      return platform.db.query(sql`
        select days from routing.price_gate where decided_at = ${now}::timestamptz`)
    }
    assert.deepEqual(await keep(['base', 'low', 'high']), [{ days: 20 }])
    assert.deepEqual(await keep(['base']), [])
  })

  async function planVersions(): Promise<ReadonlyMap<number, number>> {
    const plans = await listPlans(app.platform.db)
    return new Map(plans.map(({ channelId, version }) => [channelId, version]))
  }
})

describe('where channels sell in several currencies', () => {
  it('prices are proven for those of the currency that is asked for', async () => {
    const abroad = { code: 'ABROAD', currency: 'USD', orderPrefix: 'A' }
    await done(client, '/v1/channels', { ...OTHER, ...abroad })
    const { lines, ...order } = orderOf({ Y: 1 })
    const total = { amount: 1000, currency: 'USD' }
    const paid = { channel: 'ABROAD', currency: 'USD', total }
    const inDollars = lines.map((line) => ({ ...line, total }))
    await done(client, '/v1/orders', { ...order, ...paid, lines: inDollars })
    const most = await provenOf({})
    assert.equal(most.progress.currency, 'EUR')
    assert.ok(most.kept.every(({ channel }) => channel !== 'ABROAD'))
    const { kept, progress } = await provenOf({ currency: 'USD' })
    assert.deepEqual(kept, [{ channel: 'ABROAD', version: 0, days: 14 }])
    assert.deepEqual([progress.currency, progress.orders], ['USD', 3])
    const [plain, priced] = progress.result!.policies
    assert.equal(progress.result!.orders, 1)
    assert.deepEqual([plain!.wantedUnits, priced!.parcels], [1, 1])
  })
})

type Kept = { channel: string; version: number; days: number }

/** What is kept of a simulation, when something happens while it is played. */
async function keptOf(over: object, meanwhile?: () => Promise<unknown>): Promise<Kept[]> {
  return (await provenOf({ over, meanwhile })).kept
}

async function provenOf({
  over = {},
  meanwhile,
  currency,
}: {
  over?: object
  meanwhile?: (() => Promise<unknown>) | undefined
  currency?: string
}) {
  const { platform, orders } = app
  const { db, clock } = platform
  const priced = { of: 'live' as const, prices: true, ...over }
  const policies = [{ of: 'live' as const }, priced]
  const of = { policies, ...(currency !== undefined && { currency }) }
  const body = { from, until: clock.now().toString(), ...of }
  const asked = await readAsked(db, orders, body, clock.now())
  let happened = meanwhile
  const played = await playAsked(db, playingWorldOf(orders), asked, {
    now: clock.now(),
    async tell() {
      await happened?.()
      happened = undefined
      return true
    },
  })
  const at = clock.now()
  await db.transaction((tx) => keepProof(tx, orders.network, { asked, ...played! }, at))
  const kept = await db.query<Kept>(sql`
    select c.code as channel, g.plan_version as version, (g.look_ahead->>'days')::int as days
    from routing.price_gate as g join network.channel as c on c.id = g.channel_id
    where g.decided_at = ${at}::timestamptz order by c.code`)
  return { kept, progress: played!.progress }
}

async function idOf(code: string): Promise<number> {
  return (await app.orders.network.current()).channelByCode.get(code)!.id
}
