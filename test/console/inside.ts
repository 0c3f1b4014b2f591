import assert from 'node:assert/strict'
import type { Client } from '../app.ts'

/**
 * What locations share, besides the groups of the demo: partners and calendars of holidays, a
 * company that is given up with a brand of it; and who is in charge of the stock of one of them.
 */
export async function shareAmongLocations(client: Client, location: string): Promise<void> {
  const partner = { code: 'ZZ-ACME', name: 'Acme Logistics and Warehousing of the North Sea Coast' }
  const contact = { contactName: 'Grace Hopper', email: 'grace@acme.example', phone: '+33 1 23' }
  await done(
    client.post('/v1/partners', { ...partner, kind: 'third_party', ...contact, leadDays: 2 }),
  )
  await done(client.post('/v1/partners', { code: 'MILL', name: 'The Mill', kind: 'supplier' }))
  const days = [
    { on: '2099-12-25', name: 'Christmas Day' },
    { on: '2100-01-01', name: 'New Year’s Day' },
  ]
  await done(client.post('/v1/holiday-calendars', { code: 'FR', name: 'France', days }))
  const old = { code: 'ZZ-OLD', name: 'Former Holding for Department Stores and Mail Order' }
  await done(client.post('/v1/legal-entities', { ...old, country: 'BE' }))
  const brand = { code: 'ZZ-OUTLET', name: 'Outlet', legalEntity: old.code }
  await done(client.post('/v1/brands', brand))
  const changes = [{ action: 'archive' }]
  await done(client.post(`/v1/legal-entities/${old.code}/changes`, { version: 1, changes }))
  const key = { name: 'Warehouse system', permissions: ['stock:write'], system: 'WMS' }
  await done(client.post('/v1/api-keys', key))
  const authority = { concern: 'stock_on_hand', location, owner: 'WMS', tuttiDecrements: false }
  await done(client.post('/v1/authorities', authority))
}

async function done(reply: ReturnType<Client['post']>): Promise<void> {
  const { status, body } = await reply
  assert.ok(status < 300, JSON.stringify(body))
}
