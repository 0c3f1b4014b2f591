import type { Client, Json } from '../app.ts'
import { orderOf } from '../shop.ts'

/** A delivery group is given to another place, after the shop is open. */
export async function callRerouting({ get, post }: Client): Promise<void> {
  const place = { kind: 'warehouse', legalEntity: 'LE', country: 'FR', timeZone: 'Europe/Paris' }
  await post('/v1/locations', { locations: [{ code: 'D', name: 'Depot', ...place }] })
  const pool = ['A', 'D'].map((location, priority) => ({ location, priority }))
  const rest = { kind: 'site', currency: 'EUR', timeZone: 'Europe/Paris', releaseMinutes: 60 }
  const channel = { code: 'TWO', name: 'Two', brand: 'BRAND', orderPrefix: 'T', pool, ...rest }
  await post('/v1/channels', { ...channel, onShortage: 'refuse' })
  const levels = ['A', 'D'].map((location) => ({ sku: 'X', location, onHand: 50 }))
  await post('/v1/stock/levels', { levels })
  const { id, version } = (await post('/v1/orders', orderOf({ X: 1 }, { channel: 'TWO' }))).body
  const { current, candidates } = (await get(`/v1/orders/${id}/groups/1/candidates`)).body
  await get(`/v1/orders/${id}/groups/1/problem`)
  const other = candidates.find(({ location }: Json) => location !== current[0].location)
  const wish = { version, group: 1, location: other.location, reason: 'nearer' }
  await post(`/v1/orders/${id}/reroutings`, { ...wish, dryRun: true })
  await post(`/v1/orders/${id}/reroutings`, wish)
  await get(`/v1/orders/${id}/decisions`)
  await post(`/v1/orders/${id}/marks`, { priority: 'high', tags: { add: ['gift'] } })
}
