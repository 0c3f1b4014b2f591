import assert from 'node:assert/strict'
import type { Client, Json } from '../app.ts'

const DAY_MS = 24 * 60 * 60_000
const ZONES = [2, 3, 4, 5, 6, 7, 8, 9]
const POUNDS = Array.from({ length: 150 }, (_, i) => i + 1)
/** Weights of zone 9 that the list has no price for. */
const MISSING = new Set([71, 72, 73])

/** A carrier as large as they get: services in every state, a long list in two versions. */
export async function makeCarriers(client: Client): Promise<void> {
  const make = async (path: string, body: Json): Promise<Json> => {
    const reply = await client.post(path, body)
    assert.ok(reply.status < 300, JSON.stringify(reply.body))
    return reply.body
  }
  const name = 'Overland Parcels and Freight of the North Sea Coast'
  await make('/v1/carriers', { code: 'OVERLAND', name })
  await make('/v1/carriers', { code: 'CARGO-BIKES', name: 'Cargo bikes' })
  const service = (code: string, named: string, more: object = {}) => {
    const terms = { methods: ['standard'], maxG: 68_000, carrier: 'OVERLAND', ...more }
    return make('/v1/carrier-services', { code, name: named, ...terms })
  }
  const methods = ['standard', 'express', 'named_day', 'locker']
  const sizes = { maxLongestMm: 2743, maxGirthMm: 4191, countries: ['FR', 'DE', 'NL', 'BE'] }
  await service('OVERLAND-GROUND', 'Ground', { methods, ...sizes })
  await service('OVERLAND-LETTER', 'Letters and small parcels, tracked', { maxG: 2000 })
  await service('OVERLAND-NIGHT', 'Overnight', { toHomes: false })
  const times = [1, 2, 3, 4, 5].map((day) => ({ day, at: '17:30' }))
  const { items } = (await client.get('/v1/locations?limit=2')).body
  const changes = [
    { action: 'collect', location: null, times },
    { action: 'collect', location: items[0].code, times: [...times, { day: 6, at: '11:00' }] },
    { action: 'collect', location: items[1].code, times: [] },
  ]
  await make('/v1/carrier-services/OVERLAND-GROUND/changes', { version: 1, changes })
  await make('/v1/carrier-services/OVERLAND-NIGHT/changes', { version: 1, changes: [changes[0]] })
  const ground = (by: number) => listOf('OVERLAND-GROUND', by)
  const load = (rates: string, from: number, more: object = {}) =>
    make('/v1/rate-cards/import', {
      carrier: 'OVERLAND',
      currency: 'USD',
      validFrom: at(from),
      fuelPercent: 12.5,
      rates,
      zones: ZONES_CSV,
      surcharges: SURCHARGES_CSV,
      ...more,
    })
  await load(ground(1), -400, { fuelPercent: 11 })
  await load(ground(1.059), -30)
  await load(ground(1.1), 35, { fuelPercent: 13 })
  await load(listOf('OVERLAND-NIGHT', 1.2), -30, { validUntil: at(12) })
}

const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString()

function listOf(service: string, by: number): string {
  const rows = ZONES.flatMap((zone) =>
    POUNDS.filter((pounds) => zone !== 9 || !MISSING.has(pounds)).map((pounds) => {
      // What is light became dearer, what is heavy cheaper.
      const now = 1 + (by - 1) * (1 - pounds / 110)
      const price = (7 + zone * 0.9 + pounds * 0.31 * zone ** 0.4) * now
      return `${service},${zone},${pounds},${price.toFixed(2)}`
    }),
  )
  return ['service,zone,weight_lb,rate_usd', ...rows].join('\n')
}

const ZONES_CSV = [
  'zone,max_miles,transit_days',
  ...ZONES.map((zone, i) => `${zone},${zone === 9 ? '' : (i + 1) * 150},${Math.ceil(zone / 2)}`),
].join('\n')

const SURCHARGES_CSV = [
  'code,applies_to,condition,zones,amount_usd,per,min_billable_lb',
  'HOME_DELIVERY,ALL,residential address,2-9,5.95,package,',
  'ADDITIONAL_HANDLING_WEIGHT,ALL,actual weight > 50 lb,2-9,43.50,package,',
  'OVERSIZE,ALL,longest side > 96 in or length+girth > 130 in,2-4,240,package,90',
  'OVERSIZE,ALL,longest side > 96 in or length+girth > 130 in,5-9,275,package,90',
].join('\n')
