import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lockSums } from '../../src/inventory/store/ledger.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { startApp, type App, type Client, type Reply } from '../app.ts'
import { behind } from '../behind.ts'
import { sellBy } from '../sell-by.ts'
import { openShop, orderOf, untilAllocated } from '../shop.ts'

const PLACES = { A: { lat: 48.85, lon: 2.35 }, B: { lat: 45.76, lon: 4.84 } }
const KEPT = 3
const terms = { kind: 'threshold', quantity: KEPT } as const

describe('the last units of a channel', () => {
  it('are kept from orders and holds that want them at once, on two servers', async () => {
    await onTwoServers('refuse', async (apps, clients) => {
      await clients[0]!.post('/v1/stock/levels', { levels: levels(6) })
      await untilBelieved(apps, 6)
      const want = (i: number) => {
        const client = clients[i % 2]!
        return insist(() =>
          i % 4 < 3 ? client.post('/v1/orders', near(i % 3 === 0)) : hold(client),
        )
      }
      const replies = await Promise.all(Array.from({ length: 40 }, (_, i) => want(i)))
      const taken = replies.filter(({ status }) => status === 201).length
      assert.equal(taken, 12 - KEPT)
      assert.equal(await left(apps[0]!), KEPT)
      assert.deepEqual(await apps[0]!.broken(), [])
    })
  })

  it('are not the end: who finds others gone meanwhile is promised what is to come', async () => {
    const app = await startApp()
    try {
      const client = await app.client()
      const shop = { locations: PLACES, skus: { X: {} }, stock: { X: { A: 9 } } }
      await openShop(client, { onShortage: 'refuse', ...shop })
      const preOrder = {
        kind: 'pre_order',
        quantity: null,
        withinDays: 90,
        minConfidence: 0,
      } as const
      await sellBy(app, [{ sku: 'X', channel: 'WEB', ...terms }, preOrder])
      const dueOn = app.platform.clock
        .now()
        .toZonedDateTimeISO('UTC')
        .toPlainDate()
        .add({ days: 9 })
      const receipts = [{ sku: 'X', location: 'A', quantity: 5, dueOn: dueOn.toString() }]
      await client.post('/v1/expected-receipts', { receipts })
      const placed = await behind(
        app,
        (tx) => lockSums(tx, [app.orders.skus.byCode('X')!.id]),
        () => client.post('/v1/orders', orderOf({ X: 1 })),
        () => client.post('/v1/stock/levels', { levels: levels(0) }),
      )
      assert.deepEqual([placed.status, placed.body.state], [201, 'waiting_for_receipt'])
      assert.deepEqual(await app.broken(), [])
    } finally {
      await app.stop()
    }
  })

  it('are kept, too, from orders that wait when stock comes', async () => {
    await onTwoServers('accept', async ([app], [client]) => {
      const ids: string[] = []
      for (const isFar of [false, true, false]) {
        ids.push((await client!.post('/v1/orders', near(isFar))).body.id)
      }
      await client!.post('/v1/stock/levels', { levels: levels(2) })
      await untilAllocated(app!, client!, ids[0]!)
      assert.equal(await left(app!), KEPT)
      assert.deepEqual(await app!.broken(), [])
    })
  })
})

/** Two servers on one database, and a client of each; a channel keeps the last units of X. */
async function onTwoServers(
  onShortage: 'refuse' | 'accept',
  run: (apps: readonly App[], clients: readonly Client[]) => Promise<void>,
): Promise<void> {
  const first = await startApp()
  const second = await startApp(first.connection)
  try {
    const clients = [await first.client(), await second.client()]
    await openShop(clients[0]!, { onShortage, locations: PLACES, skus: { X: {} }, stock: {} })
    await sellBy(first, [{ sku: 'X', channel: 'WEB', ...terms }])
    for (const { orders } of [first, second]) orders.rules.markStale()
    await run([first, second], clients)
  } finally {
    await second.stop()
    await first.stop()
  }
}

/** Who is told that another is at it just now asks again. */
async function insist(send: () => Promise<Reply>): Promise<Reply> {
  const reply = await send()
  return reply.body.code === 'locked' ? insist(send) : reply
}

function levels(onHand: number) {
  return Object.keys(PLACES).map((location) => ({ sku: 'X', location, onHand }))
}

/** An order of one to where the one place is near, or the other. */
function near(isFar: boolean) {
  const { lat, lon } = isFar ? PLACES.B : PLACES.A
  const order = orderOf({ X: 1 })
  return {
    ...order,
    groups: order.groups.map((group) => ({ ...group, shipTo: { ...group.shipTo, lat, lon } })),
  }
}

function hold(client: Client) {
  return client.post('/v1/stock-holds', { channel: 'WEB', lines: [{ sku: 'X', quantity: 1 }] })
}

async function left({ platform }: App): Promise<number> {
  const [row] = await platform.db.query<{ n: number }>(sql`
    select sum(quantity - unavailable - held - allocated)::int as n from inventory.supply
    where supply_no = 0`)
  return row!.n
}

/** Waits until all servers believe that so many are at each place: they decide on that. */
async function untilBelieved(apps: readonly App[], units: number): Promise<void> {
  for (const { orders, platform } of apps) {
    await orders.skus.load(['X'])
    const { id } = orders.skus.byCode('X')!
    const believe = () => {
      let places = 0
      orders.index.forEach(id, (_, free) => (places += free === units ? 1 : 0))
      return places === 2
    }
    while (!believe()) await platform.db.query(sql`select pg_sleep(0.01)`)
  }
}
