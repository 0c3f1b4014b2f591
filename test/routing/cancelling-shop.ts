import { startApp, type Client, type Json } from '../app.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { floorOf } from '../fulfilment/floor.ts'
import { channelNow } from '../fulfilment/moving.ts'
import { openShop, orderOf, setLocation, untilSeen, versionAt } from '../shop.ts'

const path = '/v1/routing-rules'
/** Open all day, so that work is always done today. */
export const always = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, open: '00:00', close: '24:00' })),
  exceptions: [],
}

/** A shop whose one rule cancels what no place can serve; at some something is in the way. */
export type Cancelling = Awaited<ReturnType<typeof openCancelling>>

export async function openCancelling() {
  const app = await startApp()
  const client = await app.client()
  const floor = floorOf(app, client)
  await furnish(client, floor)

  async function act(location: string, change: object): Promise<void> {
    const version = await versionAt(client, location)
    await floor.post(`/v1/locations/${location}/changes`, { version, changes: [change] })
  }
  const place = async (lines: Record<string, number>): Promise<Json> => {
    return floor.post('/v1/orders', orderOf(lines))
  }
  const lastOf = async (id: string): Promise<Json> => {
    return (await client.get(`/v1/orders/${id}/decisions`)).body.items.at(-1)
  }
  const eventsOf = async (id: string): Promise<Json[]> => floor.items(`/v1/orders/${id}/events`)
  const setStock = (sku: string, location: string, onHand: number) =>
    floor.post('/v1/stock/levels', { levels: [{ sku, location, onHand }] })
  const untilState = (id: string, state: string) =>
    untilSeen(app, async () => ((await floor.order(id)).state === state ? true : undefined))

  const waitsOf = async (id: string): Promise<number[]> => {
    const rows = await app.platform.db.query<{ no: number }>(sql`
      select group_no as no from orders.wait_to_pass where order_id = ${id}`)
    return rows.map(({ no }) => no)
  }

  /** What the one rule does with what no place can serve. */
  async function publishOtherwise(otherwise: string): Promise<void> {
    const { body } = await client.get(`${path}/draft`)
    const [{ id }] = body.rules
    const changes = [{ action: 'change', id, fields: { otherwise } }]
    const changed = await floor.post(`${path}/draft/changes`, { version: body.version, changes })
    await floor.post(`${path}/publications`, { version: changed.version, note: 'x' })
  }
  return {
    app,
    client,
    floor,
    act,
    place,
    lastOf,
    eventsOf,
    setStock,
    untilState,
    waitsOf,
    publishOtherwise,
  }
}

async function furnish(client: Client, floor: ReturnType<typeof floorOf>): Promise<void> {
  const at = { lat: 48.86, lon: 2.35 }
  await openShop(client, {
    onShortage: 'refuse',
    releaseMinutes: 0,
    locations: { A: at, B: at, C: at, D: at, E: at, G: at, H: at },
    skus: Object.fromEntries([...'PQFSTNXRUVWYMKOJIL'].map((code) => [code, {}])),
    stock: {
      P: { A: 50 },
      Q: { A: 50 },
      N: { A: 50 },
      X: { E: 50 },
      M: { A: 50 },
      K: { E: 50 },
      O: { D: 2 },
      J: { D: 2, E: 9 },
      F: { B: 50 },
      S: { C: 50 },
      T: { D: 2, E: 0 },
      R: { G: 5 },
      U: { D: 2, E: 2 },
      V: { A: 5 },
      W: { D: 4, E: 3 },
      Y: { H: 5 },
      L: { D: 2 },
    },
  })
  const { body } = await client.get(`${path}/draft`)
  const choose = { by: 'least_cost' }
  const rule = { name: 'Nobody waits', use: [{ places: {} }], choose, otherwise: 'cancel' }
  const changes = [{ action: 'add', rule }]
  const changed = await floor.post(`${path}/draft/changes`, { version: body.version, changes })
  await floor.post(`${path}/publications`, { version: changed.version, note: 'x' })
  const bundleOf = (code: string, parts: string[]) => {
    const components = parts.map((sku) => ({ sku, quantity: 1 }))
    return { code, name: code, kind: 'bundle', components }
  }
  const skus = [
    bundleOf('SET', ['N', 'X']),
    bundleOf('BOX', ['M', 'K']),
    bundleOf('DUO', ['O', 'J']),
  ]
  await floor.post('/v1/skus', { skus })
  const late = { ...channelNow(['A', 'E']), code: 'LATE', orderPrefix: 'L', releaseMinutes: 60 }
  await floor.post('/v1/channels', late)
  for (const code of ['A', 'G']) {
    const version = await versionAt(client, code)
    const pause = [{ action: 'pause', reason: 'flood' }]
    await floor.post(`/v1/locations/${code}/changes`, { version, changes: pause })
  }
  await setLocation(client, 'B', { hours: always, capacity: { orders: 1 } })
  await setLocation(client, 'C', { ships: false })
}
