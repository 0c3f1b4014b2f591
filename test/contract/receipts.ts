import type { Client } from '../app.ts'

/** Goods on their way, after the shop is open. */
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
  await get(`${one}/promises?quantity=4`)
  const fields = { quantity: 4 }
  await post(`${one}/changes`, { version: 1, changes: [{ action: 'set', fields }] })
  await post(`${one}/arrivals`, { quantity: 4 })
}
