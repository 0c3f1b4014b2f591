import assert from 'node:assert/strict'
import type { App, Client, Json } from '../app.ts'
import { orderOf, untilReleased, untilSeen } from '../shop.ts'

/** A is nearest to the customer and so the cheapest. */
export const TWO_PLACES = { A: { lat: 48.86, lon: 2.35 }, B: { lat: 43.3, lon: 5.37 } }

export const COLLECTED_AT_A = {
  groups: [{ no: 1, method: 'click_and_collect', pickupLocation: 'A' }],
}

/** What tests of fulfilment do and look at, through the API. */
export function floorOf(app: App, client: Client) {
  const post = async (path: string, body: unknown): Promise<Json> => {
    const reply = await client.post(path, body)
    assert.ok(reply.status < 300, `${path} ${JSON.stringify(reply.body)}`)
    return reply.body
  }
  const order = async (id: string): Promise<Json> => (await client.get(`/v1/orders/${id}`)).body
  const items = async (path: string): Promise<Json[]> => (await client.get(path)).body.items
  return {
    post,
    order,
    items,
    /** Places an order; answers its id. */
    async place(lines: Record<string, number>, over: Record<string, unknown> = {}) {
      return (await post('/v1/orders', orderOf(lines, over))).id as string
    },
    /** The fulfilment orders of an order, by the codes of their locations. */
    async workOf(id: string, count = 1): Promise<Record<string, Json>> {
      const works = await untilReleased(app, client, id, count)
      return Object.fromEntries(works.map((work) => [work.location, work]))
    },
    /** A step of a fulfilment order: `picks`, `packings` and so on. */
    step: (work: Json, path: string, body: unknown = {}) =>
      post(`/v1/fulfilment-orders/${work.id}/${path}`, body),
    work: async (id: string): Promise<Json> =>
      (await client.get(`/v1/fulfilment-orders/${id}`)).body,
    /** Counters of one line: cancelled, allocated, released, picked, packed, fulfilled. */
    async units(id: string, no = 1): Promise<number[]> {
      const line = (await order(id)).lines.find((one: Json) => one.no === no)
      const { cancelled, allocated, released, picked, packed, fulfilled } = line
      return [cancelled, allocated, released, picked, packed, fulfilled]
    },
    /** Types of the events of an order, without what came before it was released. */
    async story(id: string): Promise<string[]> {
      const events = await items(`/v1/orders/${id}/events`)
      return events.map(({ type }) => type as string).filter((type) => type !== 'order.placed')
    },
    /** Causes of the open tasks about an order or a fulfilment order. */
    async tasks(subjectId: string): Promise<string[]> {
      const open = await items('/v1/tasks')
      return open.filter((one) => one.subjectId === subjectId).map(({ cause }) => cause)
    },
    /** What is on hand and unavailable of a SKU at a location. */
    async stock(sku: string, location: string): Promise<[onHand: number, unavailable: number]> {
      const rows = await items(`/v1/stock/${sku}`)
      const row = rows.find((one) => one.location === location)
      return [row.onHand, row.unavailable]
    },
    untilUnits: (id: string, wanted: (line: Json) => boolean) =>
      untilSeen(app, async () => {
        const found = await order(id)
        return found.lines.every(wanted) ? found : undefined
      }),
  }
}

export type Floor = ReturnType<typeof floorOf>

/** Status, code and field of a refusal. */
export async function refused(reply: ReturnType<Client['post']>): Promise<unknown[]> {
  const { status, body } = await reply
  return [status, body.code, body.field]
}

/** Stops the server; fails where an invariant is broken. */
export async function closeUp(app: App): Promise<void> {
  const broken = await app.broken()
  await app.stop()
  assert.deepEqual(broken, [])
}
