import type { Client } from '../app.ts'

/** Stock is told of by a rule, which is changed. */
export async function callAlerts({ get, post }: Client): Promise<void> {
  const wish = { name: 'Nearly out', kind: 'low', threshold: 100, sku: 'X' }
  const { id, version } = (await post('/v1/stock-alert-rules', wish)).body
  await get('/v1/stock-alert-rules')
  await get('/v1/stock-alerts')
  await get('/v1/stock-alerts/counts')
  const changes = [{ action: 'set', fields: { threshold: 3 } }, { action: 'archive' }]
  await post(`/v1/stock-alert-rules/${id}/changes`, { version, changes })
}
