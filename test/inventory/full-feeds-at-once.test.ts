import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Json } from '../app.ts'
import { openShop } from '../shop.ts'

const ago = (minutes: number): string => Temporal.Now.instant().subtract({ minutes }).toString()

describe('what is told late while a full feed ends', () => {
  let app: App
  let client: Client
  before(async () => {
    app = await startApp()
    client = await app.client()
    await openShop(client, {
      locations: { COUNTED: {}, FED: {}, BUSY: {} },
      skus: Object.fromEntries('LMNOPQRSTU'.split('').map((sku) => [sku, {}])),
      stock: {},
    })
  })
  after(async () => {
    assert.deepEqual(await app.broken(), [])
    await app.stop()
  })

  const feed = async (head: Json, rows: Json[]): Promise<Json> => {
    const base = { source: 'WMS', kind: 'delta', number: 'on_hand' }
    const { status, body } = await client.post('/v1/stock-feeds', { ...base, ...head, rows })
    assert.equal(status, 200, JSON.stringify(body))
    return body.feed
  }
  const count = async (level: Json): Promise<Json> => {
    const { status, body } = await client.post('/v1/stock/levels', { levels: [level] })
    assert.equal(status, 200, JSON.stringify(body))
    return body.outcomes[0]
  }
  const onHand = async (sku: string, location: string): Promise<number> => {
    const { body } = await client.get(`/v1/stock/${sku}?location=${location}`)
    return body.items[0]?.onHand ?? 0
  }
  const waiting = async (): Promise<number> => {
    const [row] = await app.platform.db.query<{ n: number }>(sql`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`)
    return row!.n
  }

  /** Sends something once a full feed is about to say that all has been told of its place. */
  async function asItEnds<Answer>(
    location: string,
    full: () => Promise<Json>,
    late: () => Promise<Answer>,
  ): Promise<{ feed: Json; answer: Answer }> {
    let done: Promise<[Json, Answer]> | undefined
    await app.platform.db.transaction(async (tx) => {
      await tx.query(sql`
        select from inventory.feed_watch as w
        join network.location as l on l.id = w.location_id
        where l.code = ${location} for update of w`)
      const taken = full()
      while ((await waiting()) < 1);
      const told = late()
      let isTold = false
      void told.then(() => (isTold = true))
      // Two wait where what is late is taken after the feed.
      while (!isTold && (await waiting()) < 2);
      done = Promise.all([taken, told])
    })
    const [one, answer] = await done!
    return { feed: one, answer }
  }

  it('is overtaken where it is a count of before', async () => {
    const location = 'COUNTED'
    await feed({ location, asOf: ago(90) }, [{ sku: 'M', quantity: 4 }])
    const { feed: full, answer } = await asItEnds(
      location,
      () => feed({ location, kind: 'full', asOf: ago(10) }, [{ sku: 'L', quantity: 1 }]),
      () => count({ sku: 'N', location, onHand: 5, occurredAt: ago(30) }),
    )
    assert.deepEqual([full.state, full.zeroed, await onHand('M', location)], ['done', 1, 0])
    assert.deepEqual([answer.outcome, await onHand('N', location)], ['overtaken', 0])
  })

  it('is overtaken where it is a feed of before', async () => {
    const location = 'FED'
    await feed({ location, asOf: ago(90) }, [{ sku: 'M', quantity: 4 }])
    const { answer } = await asItEnds(
      location,
      () => feed({ location, kind: 'full', asOf: ago(10) }, [{ sku: 'L', quantity: 1 }]),
      () => feed({ location, asOf: ago(30) }, [{ sku: 'N', quantity: 5 }]),
    )
    assert.deepEqual([answer.overtaken, await onHand('N', location)], [1, 0])
  })

  it('is zeroed or overtaken, whenever it comes, and a count of later stands', async () => {
    const location = 'BUSY'
    const skus = 'MNOPQRST'.split('')
    for (let round = 1; round <= 6; round += 1) {
      const [before1, at] = [ago(30 - 2 * round), ago(29 - 2 * round)]
      await Promise.all([
        feed({ location, kind: 'full', asOf: at }, [{ sku: 'L', quantity: round }]),
        ...skus.slice(0, 4).map((sku) => {
          return count({ sku, location, onHand: 5, occurredAt: before1 })
        }),
        ...skus.slice(4).map((sku) => feed({ location, asOf: before1 }, [{ sku, quantity: 6 }])),
      ])
      const left = await Promise.all(skus.map((sku) => onHand(sku, location)))
      assert.deepEqual(left, [0, 0, 0, 0, 0, 0, 0, 0], `round ${round}`)
    }
    await Promise.all([
      feed({ location, kind: 'full', asOf: ago(10) }, [{ sku: 'L', quantity: 1 }]),
      count({ sku: 'U', location, onHand: 7, occurredAt: ago(5) }),
    ])
    assert.equal(await onHand('U', location), 7)
  })
})
