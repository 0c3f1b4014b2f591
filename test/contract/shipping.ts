import type { Client } from '../app.ts'

/** Carriers, what they offer and what that costs. */
export async function callShipping({ get, post }: Client): Promise<void> {
  await post('/v1/carriers', { code: 'POST', name: 'The post' })
  const rename = { version: 1, changes: [{ action: 'set', fields: { name: 'Another' } }] }
  await post('/v1/carriers/POST/changes', rename)
  await get('/v1/carriers')
  const service = { code: 'PARCEL', carrier: 'POST', name: 'Parcel', methods: ['standard'] }
  await post('/v1/carrier-services', { ...service, maxG: 30_000 })
  const times = [{ day: 1, at: '17:00' }]
  const changes = [{ action: 'collect', location: 'A', times }]
  await post('/v1/carrier-services/PARCEL/changes', { version: 1, changes })
  await get('/v1/carrier-services')
  const valid = { currency: 'EUR', validFrom: '2026-01-01T00:00:00Z' }
  await post('/v1/rate-cards', {
    ...valid,
    service: 'PARCEL',
    lanes: [{ zone: '1', maxKm: 500, fromPostal: '7' }],
    bands: [1000.5, 2000],
    zones: [{ code: '1', prices: [null, 40_000], perKgBeyond: 5000, transitDays: 2 }],
    cm3PerKg: 5000,
    surcharges: [
      { code: 'LONG', kind: 'handling', amounts: [{ zone: '1', amount: 1 }], when: { overG: 9 } },
    ],
    fuelPercent: 7.5,
  })
  const rates = 'service,zone,weight_kg,rate_eur\nPARCEL,1,1,4.90\nPARCEL,1,x,5\nNONE,1,1,5\n'
  const files = { rates, zones: 'zone,max_km\n1,500\n' }
  await post('/v1/rate-cards/import', { ...valid, carrier: 'POST', ...files })
  await get('/v1/carrier-services/PARCEL/rate-cards')
  await get('/v1/carrier-services/PARCEL/rate-cards/1')
  await get('/v1/carrier-services/PARCEL/departures?location=A')
  await get('/v1/rate-cards')
  await get('/v1/rate-quotes?location=A&country=FR&lat=48.8&lon=2.3&grams=1500&toHome=false')
}
