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

type Kept = { channel: string; version: number; days: number }

/** What is kept of a simulation, when something happens while it is played. */
async function keptOf(over: object, meanwhile?: () => Promise<unknown>): Promise<Kept[]> {
  const { platform, orders } = app
  const { db, clock } = platform
  const priced = { of: 'live' as const, prices: true, ...over }
  const body = { from, until: clock.now().toString(), policies: [{ of: 'live' as const }, priced] }
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
  return db.query<Kept>(sql`
    select c.code as channel, g.plan_version as version, (g.look_ahead->>'days')::int as days
    from routing.price_gate as g join network.channel as c on c.id = g.channel_id
    where g.decided_at = ${at}::timestamptz order by c.code`)
}

async function idOf(code: string): Promise<number> {
  return (await app.orders.network.current()).channelByCode.get(code)!.id
}
