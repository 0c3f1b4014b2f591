import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { playingWorldOf } from '../../src/modules.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { playAsked, readAsked } from '../../src/routing/index.ts'
import { keepProof } from '../../src/routing/actions/simulations/proof.ts'
import { startApp, type App, type Client } from '../app.ts'
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
