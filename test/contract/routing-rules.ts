import type { Client } from '../app.ts'
import { orderOf } from '../shop.ts'

const path = '/v1/routing-rules'

/** What is decided is kept as a test, run, changed and removed. */
async function callRoutingTests({ get, post }: Client, invented: object): Promise<void> {
  const tests = '/v1/routing-tests'
  const proposed = (await post(`${tests}/proposals`, { invented })).body
  await post(tests, { code: 'NEAR', name: 'Near ones', ...proposed })
  await get(tests)
  await post(`${tests}/runs`, {})
  const fields = { expected: { among: ['A'], maxParcels: 1, maxCost: 0 } }
  await post(`${tests}/NEAR/changes`, { version: 1, fields })
  await post(`${tests}/runs`, { tests: ['NEAR'], against: 'live' })
  await post(`${tests}/NEAR/removals`, { version: 2 })
}

/** The draft decides on a share of orders first: it is returned, tried once more, and promoted. */
async function callCanaries({ get, post }: Client, of: { version: number; id: string }) {
  const canaries = '/v1/routing-canaries'
  const fields = { name: 'Nearer ones first' }
  const changes = [{ action: 'change', id: of.id, fields }]
  const changed = (await post(`${path}/draft/changes`, { version: of.version, changes })).body
  const wanted = { note: 'For some first', sharePermille: 50, channels: ['WEB'] }
  const guards = { costPercent: 1, timeMs: null }
  const { id } = (await post(canaries, { version: changed.version, ...wanted, guards })).body
  await get(canaries)
  await get(`${canaries}/${id}`)
  await post(`${canaries}/${id}/returns`, { note: 'Not yet' })
  const restores = { version: changed.version + 1, restores: 2 }
  const { version } = (await post(`${path}/rollbacks`, restores)).body
  const next = (await post(canaries, { version, ...wanted })).body
  await post(`${canaries}/${next.id}/promotions`, {})
  return version + 1
}

/** A second one is needed: asked for, declined, asked for again and approved. Then it is not. */
async function callApprovals({ get, post }: Client, second: Client, draft: number) {
  const { version } = (await get(`${path}/publishing`)).body
  await post(`${path}/publishing/changes`, { version, secondPerson: true })
  await post(`${path}/draft/approval-requests`, { version: draft, note: 'Please' })
  await post(`${path}/draft/declines`, { version: draft, note: 'Not yet' })
  await post(`${path}/draft/approval-requests`, { version: draft })
  await second.post(`${path}/draft/approvals`, { version: draft })
  await post(`${path}/publishing/changes`, { version: version + 1, secondPerson: false })
}

/** Routing rules are tried, published, read, brought back and dropped. */
export async function callRoutingRules({ get, post }: Client, second: Client): Promise<void> {
  const { version } = (await get(`${path}/draft`)).body
  const rule = {
    name: 'Near ones first',
    when: [{ of: 'country', in: ['FR'] }],
    use: [{ places: { kinds: ['store'] } }, { places: {}, opensToSave: 20_000 }],
    choose: { by: 'least_cost' },
    never: { maxParcels: 2, noSplitBelow: { value: 4000 } },
    wishes: [{ places: { kinds: ['warehouse'] }, perParcel: -5000 }],
  }
  const added = (
    await post(`${path}/draft/changes`, { version, changes: [{ action: 'add', rule }] })
  ).body
  await get(`${path}/draft`)
  await post(`${path}/draft/matches`, { when: rule.when, id: added.outcomes[0].id })
  const shipTo = { country: 'FR', lat: 48.86, lon: 2.34 }
  const lines = [{ sku: 'X', quantity: 1 }]
  const invented = { channel: 'WEB', method: 'standard', shipTo, lines }
  await post('/v1/routing-trials', { invented })
  await callApprovals({ get, post } as Client, second, added.version)
  await post(`${path}/publications`, { version: added.version, note: 'To be near' })
  await callRoutingTests({ get, post } as Client, invented)
  await get(path)
  await get(`${path}/versions`)
  await get(`${path}/versions/1`)
  await get(`${path}/use`)
  await get('/v1/demand-rates')
  await get('/v1/demand-rates/error')
  await get('/v1/decline-rates')
  await get('/v1/stock-prices')
  const { id: order } = (await post('/v1/orders', orderOf({ X: 1 }))).body
  await post('/v1/routing-trials', { order })
  const { items } = (await get(`/v1/orders/${order}/decisions`)).body
  await get(`/v1/decisions/${items[0].id}/flips`)
  await get(`/v1/decisions/${items[0].id}/regrets`)
  await get(`/v1/decisions/${items[0].id}/exchange`)
  const [{ id: ruleId }] = added.outcomes
  const after = await callCanaries({ get, post } as Client, {
    version: added.version + 1,
    id: ruleId,
  })
  const remove = [{ action: 'remove', id: ruleId }]
  const next = { version: after, changes: remove }
  const removed = (await post(`${path}/draft/changes`, next)).body
  await post(`${path}/publications`, { version: removed.version, note: 'Nobody is far' })
  const rollback = { version: removed.version + 1, restores: 1 }
  const restored = (await post(`${path}/rollbacks`, rollback)).body
  const validFrom = '2099-01-01T00:00:00Z'
  const later = { version: restored.version, note: 'In a long while', validFrom }
  const { version: coming } = (await post(`${path}/publications`, later)).body
  const again = { version: restored.version + 1, restores: 2 }
  await post(`${path}/rollbacks`, again)
  await post(`${path}/versions/${coming}/withdrawals`, { note: 'Too late' })
  const { version: last } = (await get(`${path}/draft`)).body
  await post(`${path}/draft/discards`, { version: last })
}
