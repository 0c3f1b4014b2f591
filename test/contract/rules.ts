import type { Client } from '../app.ts'

const path = '/v1/availability-rules'

/** Rules are made, published, changed, brought back and dropped. */
export async function callRules({ get, post }: Client): Promise<void> {
  const { version } = (await get(`${path}/draft`)).body
  const rule = { name: 'Never the last', sku: 'X', terms: { kind: 'threshold', quantity: 1 } }
  const changes = [{ action: 'add', rule }]
  const added = (await post(`${path}/draft/changes`, { version, changes })).body
  await get(`${path}/draft`)
  await get(`${path}/draft/effects?sku=X&channel=WEB`)
  await post(`${path}/publications`, { version: added.version, note: 'Counts are off' })
  const [{ id }] = added.outcomes
  for (const one of ['', `/${id}`, '/versions']) await get(`${path}${one}`)
  const next = { version: added.version + 1, changes: [{ action: 'remove', id }] }
  const removed = (await post(`${path}/draft/changes`, next)).body
  await post(`${path}/publications`, { version: removed.version, note: 'They are not' })
  const rollback = { version: removed.version + 1, restores: 1 }
  const restored = (await post(`${path}/rollbacks`, rollback)).body
  await post(`${path}/draft/discards`, { version: restored.version })
}
