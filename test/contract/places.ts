import type { Client } from '../app.ts'

/** What belongs to locations: their kinds, groups, partners and holidays. */
export async function callPlaces({ get, post }: Client): Promise<void> {
  await get('/v1/location-kinds')
  await get('/v1/location-capacity')
  const partner = { code: 'ACME', name: 'Acme', kind: 'supplier', contactName: 'Grace' }
  const days = [{ on: '2026-12-25', name: 'Christmas Day' }]
  for (const [path, body] of [
    ['location-groups', { code: 'BIG', name: 'Big', locations: ['A'] }],
    ['partners', partner],
    ['holiday-calendars', { code: 'FR', name: 'France', days }],
    ['legal-entities', { code: 'LE-2', name: 'Example Two', country: 'DE' }],
    ['brands', { code: 'BRAND-2', name: 'Another', legalEntity: 'LE-2' }],
  ] as const) {
    await post(`/v1/${path}`, body)
    const changes = [{ action: 'set', fields: { name: 'Another' } }]
    await post(`/v1/${path}/${body.code}/changes`, { version: 1, changes })
    await get(`/v1/${path}`)
    await get(`/v1/${path}/${body.code}`)
  }
}
