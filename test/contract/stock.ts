import type { Client } from '../app.ts'
import { orderOf } from '../shop.ts'

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

/** A bundle, and what is not stocked: alone and in an order. */
export async function callBundles({ get, post }: Client): Promise<void> {
  const components = [{ sku: 'X', quantity: 1 }]
  const skus = [
    { code: 'SET', name: 'Set', kind: 'bundle', components },
    { code: 'WRAP', name: 'Gift wrap', kind: 'not_stocked' },
  ]
  await post('/v1/skus', { skus })
  for (const { code } of skus) {
    for (const path of ['skus/', 'stock/', 'availability?channel=WEB&sku=']) {
      await get(`/v1/${path}${code}`)
    }
  }
  const { id } = (await post('/v1/orders', orderOf({ SET: 1, WRAP: 1 }))).body
  await get(`/v1/orders/${id}`)
}
