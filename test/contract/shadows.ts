import type { Client } from '../app.ts'
import { orderOf } from '../shop.ts'
import { shadowDesk } from '../routing/shadowed.ts'

const path = '/v1/routing-shadows'

/** A draft decides beside the rules in force, is looked at, stopped and forgotten. */
export async function callShadows(client: Client): Promise<void> {
  const { get, post } = client
  const desk = shadowDesk(client)
  await desk.write([
    { name: 'From C', use: [{ places: { locations: ['C'] } }], choose: { by: 'least_cost' } },
  ])
  const id = await desk.start({ orders: 100 })
  await post('/v1/orders', orderOf({ X: 1 }))
  await desk.seen(id, 1)
  await get(path)
  const { items } = (await get(`${path}/${id}/changes`)).body
  await get(`${path}/${id}/changes/${items[0].no}`)
  await desk.stop(id)
  await post(`${path}/${id}/removals`, {})
  await desk.clear()
}
