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

/** Goods are announced, changed and booked in. */
export async function callReceipts({ get, post }: Client): Promise<void> {
  const place = { sku: 'X', location: 'A' }
  const receipts = [
    { ...place, quantity: 5, dueOn: '2099-01-01' },
    { ...place, sku: 'NOPE', quantity: 5, dueOn: '2099-01-01' },
  ]
  await post('/v1/expected-receipts', { receipts })
  await get('/v1/expected-receipts?sku=X')
  const one = '/v1/expected-receipts/X/A/1'
  await get(one)
  const fields = { quantity: 4 }
  await post(`${one}/changes`, { version: 1, changes: [{ action: 'set', fields }] })
  await post(`${one}/arrivals`, { quantity: 4 })
}
