import type { App, Client } from '../app.ts'
import { untilSeen } from '../shop.ts'

const path = '/v1/simulations'
const rules = '/v1/routing-rules/draft'

/** Simulations are asked for, looked at and cancelled. */
export async function callSimulations(app: App, { get, post }: Client): Promise<void> {
  const now = app.platform.clock.now()
  const [from, until] = [now.subtract({ hours: 24 }).toString(), now.toString()]
  const { version } = (await get(rules)).body
  const nowhere = [{ places: { locations: ['C'] } }]
  const rule = { name: 'From C', use: nowhere, choose: { by: 'least_cost' } }
  const added = await post(`${rules}/changes`, { version, changes: [{ action: 'add', rule }] })
  const policies = [{ of: 'live' }, { of: 'draft' }]
  const { id } = (await post(path, { from, until, policies })).body
  await untilSeen(app, async () => {
    return (await get(`${path}/${id}`)).body.state === 'done' ? true : undefined
  })
  const { items } = (await get(`${path}/${id}/changes`)).body
  await get(`${path}/${id}/changes/${items[0].no}`)
  await post(`${path}/${id}/test-runs`, {})
  await get(path)
  const next = (await post(path, { from, until, policies })).body
  await post(`${path}/${next.id}/cancellations`, {})
  await post(`${rules}/discards`, { version: added.body.version })
}
