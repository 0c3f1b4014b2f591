import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import type { App, Client, Json } from '../app.ts'
import { versionAt } from '../shop.ts'
import { availableTo, inShop, order, untilAside } from './fence-shop.ts'
import { ruleDesk } from './rule-desk.ts'

describe('what a channel could sell at a past moment', () => {
  it('goes by the rules that were in force', async () => {
    await inThen(async ({ client, mark, past }) => {
      const desk = ruleDesk(client)
      const safety = { kind: 'safety_stock', quantity: 2 }
      await mark('before')
      const kept = await desk.add({ location: 'A', name: 'Shelf', terms: safety })
      await desk.add({ channel: 'WEB', name: 'Last', terms: { kind: 'threshold', quantity: 1 } })
      await desk.add({ channel: 'APP', location: 'B', terms: { kind: 'pool', sells: false } })
      await desk.publish()
      await mark('ruled')
      await desk.change({ action: 'remove', id: kept })
      const pickup = { kind: 'eligibility', eligible: false }
      await desk.add({ location: 'B', method: 'click_and_collect', terms: pickup })
      await desk.publish()
      await mark('after')
      const sold = async (...of: Parameters<typeof past>) => {
        const { available, rulesVersion } = (await past(...of)).offer
        return [rulesVersion, available]
      }
      assert.deepEqual(await sold('before', 'WEB'), [0, 10])
      assert.deepEqual(await sold('ruled', 'WEB'), [1, 7])
      assert.deepEqual(await sold('ruled', 'APP'), [1, 4])
      assert.deepEqual(await sold('after', 'WEB'), [2, 9])
      assert.deepEqual(await sold('after', 'APP'), [2, 6])
      assert.deepEqual(await sold('after', 'WEB', '&method=click_and_collect'), [2, 5])
      const { offer, pool } = await past('ruled', 'WEB', '&location=A')
      assert.deepEqual([pool.onHand, pool.free, offer.missing], [6, 6, []])
      assert.deepEqual(offer.locations, [
        {
          location: 'A',
          available: 4,
          terms: [
            { term: 'on_hand', quantity: 6 },
            { term: 'safety_stock', quantity: -2, rule: { id: kept, name: 'Shelf' } },
          ],
        },
      ])
    })
  })

  it('leaves out what ring-fences had set aside', async () => {
    await inThen(async ({ app, client, mark, past }) => {
      const desk = ruleDesk(client)
      const terms = { kind: 'ring_fence', quantity: 8 }
      const id = await desk.add({ sku: 'X', channel: 'APP', name: 'Fence', terms })
      await desk.publish()
      await untilAside(app, 8)
      await mark('fenced')
      assert.equal((await order(client, 'APP', 3)).status, 201)
      await untilAside(app, 5)
      await mark('used')
      const live = await availableTo(client)
      await desk.change({ action: 'remove', id })
      await desk.publish()
      await untilAside(app, 0)
      await mark('over')
      const sold = async (at: string) => {
        const [web, own] = [await past(at, 'WEB'), await past(at, 'APP')]
        return { WEB: web.offer.available, APP: own.offer.available }
      }
      assert.deepEqual(await sold('fenced'), { WEB: 2, APP: 10 })
      assert.deepEqual(await sold('used'), live)
      assert.deepEqual(live, { WEB: 2, APP: 7 })
      assert.deepEqual(await sold('over'), { WEB: 7, APP: 7 })
      const { offer } = await past('fenced', 'WEB')
      const aside = offer.locations
        .flatMap((one: Json) => one.terms)
        .find(({ term }: Json) => term === 'set_aside')
      assert.equal(aside.rule.name, 'Fence')
      // From before a database kept them, nobody knows what was set aside.
      await app.platform.db.query(sql`
        update platform.migration set applied_at = now() where name like '%past_offers.sql'`)
      const older = (await past('fenced', 'WEB')).offer
      assert.deepEqual([older.available, older.missing], [10, ['pool', 'ring_fences']])
      assert.deepEqual((await past('over', 'WEB')).offer.missing, ['pool'])
    })
  })

  it('says where a quota, an overdue feed or what is not known may have left less', async () => {
    await inThen(async ({ client, mark, past }) => {
      await mark('before')
      const desk = ruleDesk(client)
      await desk.add({ channel: 'WEB', terms: { kind: 'quota', quantity: 3 } })
      await desk.publish()
      const watch = { location: 'B', source: 'ERP', everyMinutes: 60, bufferPercent: 20 }
      assert.equal((await client.post('/v1/stock-feed-watches', watch)).status, 200)
      await mark('limited')
      assert.deepEqual((await past('before', 'WEB')).offer.missing, ['overdue_feeds'])
      assert.deepEqual((await past('limited', 'WEB')).offer.missing, ['quotas', 'overdue_feeds'])
      assert.deepEqual((await past('limited', 'APP')).offer.missing, ['overdue_feeds'])
      const collected = { locationKind: 'store', method: 'click_and_collect' }
      await desk.add({ ...collected, terms: { kind: 'safety_stock', quantity: 2 } })
      await desk.publish()
      await mark('by kind')
      const missing = async (method: string) =>
        (await past('by kind', 'APP', `&method=${method}`)).offer.missing
      assert.deepEqual(await missing('click_and_collect'), ['overdue_feeds', 'belonging'])
      assert.deepEqual(await missing('standard'), ['overdue_feeds'])
    })
  })

  it('is from the pool, the places and without the pauses of then', async () => {
    await inThen(async ({ client, mark, past }) => {
      const done = async (reply: ReturnType<Client['post']>) => {
        const { status, body } = await reply
        assert.ok(status < 300, JSON.stringify(body))
        return body
      }
      const changeA = async (...changes: Json[]) =>
        done(
          client.post('/v1/locations/A/changes', {
            version: await versionAt(client, 'A'),
            changes,
          }),
        )
      const setPool = async (...codes: string[]) => {
        const { items } = (await client.get('/v1/channels')).body
        const { version } = items.find(({ code }: Json) => code === 'WEB')
        const locations = codes.map((location, priority) => ({ location, priority }))
        const changes = [{ action: 'set_pool', locations }]
        await done(client.post('/v1/channels/WEB/changes', { version, changes }))
      }
      const place = { sku: 'X', location: 'B' }
      await mark('both')
      await setPool('B')
      await mark('only B')
      await changeA({ action: 'channels', channels: ['APP', 'WEB'] })
      await done(client.post('/v1/sku-pauses', { ...place, reason: 'recall' }))
      await mark('recall')
      await done(client.post('/v1/sku-resumptions', place))
      await changeA({ action: 'pause', reason: 'flood' })
      await mark('flood')
      await changeA({ action: 'resume' })
      await changeA({ action: 'channels', channels: ['APP'] })
      await mark('end')
      const sold: Json = {}
      for (const at of ['both', 'only B', 'recall', 'flood', 'end']) {
        const { offer, pool } = await past(at, 'WEB')
        sold[at] = [offer.available, pool.locations]
      }
      assert.deepEqual(sold, {
        both: [10, 2],
        'only B': [4, 1],
        recall: [6, 2],
        flood: [4, 2],
        end: [4, 1],
      })
    })
  })

  it('of a bundle is what its components made', async () => {
    await inThen(async ({ app, client, mark, past }) => {
      const desk = ruleDesk(client)
      const set = {
        code: 'SET',
        name: 'Three',
        kind: 'bundle',
        components: [{ sku: 'X', quantity: 3 }],
      }
      assert.equal((await client.post('/v1/skus', { skus: [set] })).status, 200)
      await mark('ten')
      await desk.add({ sku: 'X', channel: 'APP', terms: { kind: 'ring_fence', quantity: 5 } })
      await desk.publish()
      await untilAside(app, 5)
      await mark('fenced')
      await client.post('/v1/stock/levels', { levels: [{ sku: 'X', location: 'A', onHand: 0 }] })
      const made = async (at: string) => (await past(at, 'WEB', '', 'SET')).offer.available
      assert.deepEqual([await made('ten'), await made('fenced')], [3, 1])
      const { bundle, items, pool, offer, beginsAt } = await past('ten', 'WEB', '', 'SET')
      assert.deepEqual([items, pool, offer.limitedBy, offer.missing], [[], null, 'X', []])
      assert.equal(beginsAt, (await past('ten', 'WEB')).beginsAt)
      assert.deepEqual([bundle.available, bundle.limitedBy], [3, 'X'])
      assert.deepEqual(
        bundle.locations.map((one: Json) => [one.location, one.available]),
        [
          ['A', 2],
          ['B', 1],
        ],
      )
      assert.deepEqual(
        offer.locations.map((one: Json) => [one.location, one.available]),
        [
          ['A', 2],
          ['B', 1],
        ],
      )
    })
  })
})

type Shop = {
  app: App
  client: Client
  /** Remembers a moment: what came before is before it. */
  mark(name: string): Promise<void>
  past(at: string, channel: string, more?: string, sku?: string): Promise<Json>
}

/** A shop whose moments can be asked about. */
async function inThen(run: (shop: Shop) => Promise<void>): Promise<void> {
  await inShop(async ({ app, client }) => {
    const { clock, db } = app.platform
    const moments = new Map<string, string>()
    await run({
      app,
      client,
      async mark(name) {
        await clock.sync()
        const pause = () => db.query(sql`select pg_sleep(0.02)`)
        await pause()
        moments.set(name, clock.now().toString())
        await pause()
      },
      async past(at, channel, more = '', sku = 'X') {
        const path = `/v1/stock/${sku}/history?at=${moments.get(at)}&channel=${channel}${more}`
        const { status, body } = await client.get(path)
        assert.equal(status, 200, JSON.stringify(body))
        return body
      },
    })
    assert.deepEqual(await app.broken(), [])
  })
}
