import { listPlans, saveGate } from '../../src/routing/index.ts'
import { savePriceSet, saveStockPrices } from '../../src/routing/store/stock-prices.ts'
import type { Card } from '../../src/shipping/domain/card.ts'
import { randomOf } from '../../test/random.ts'
import type { Bench } from '../figure.ts'
import { get, post } from '../ask.ts'
import { LOCATIONS, SKUS } from '../world.ts'

const CHANNEL = 'WEB'
export const SERVICES = 4
const BANDS = 60
/** Furthest km of each zone but the last, as the published lists of carriers have them. */
const ZONES_KM = [80, 150, 300, 600, 1000, 1400]
export const WEEKDAYS = [1, 2, 3, 4, 5]
/** Of the places, those where a unit of a SKU, and room for an order, is worth something. */
const PRICED = { stock: 0.5, room: 0.2 }

/** All that a plan can count in money: see `docs/decisions/0021-objective-in-money.md`. */
export const counted = {
  latePerParcel: 60_000,
  reroutePerParcel: 30_000,
  carbonPerTonne: 1_000_000,
  unfilledPerUnit: 5_000_000,
}
const plan = { channel: CHANNEL, strategy: 'least_cost', tariff: { cards: {} } }

const weekly = [...WEEKDAYS, 6].map((day) => ({ day, open: '09:00', close: '19:00' }))
export const hours = { weekly, exceptions: [] }

/** Hours and handling at each place, and carriers with rate cards that collect there, once. */
export async function openCarriers(bench: Bench): Promise<void> {
  const { items } = await get<{ items: unknown[] }>(bench, '/v1/carriers')
  if (items.length > 0) return
  for (let n = 1; n <= LOCATIONS; n += 1) {
    const path = `/v1/locations/L${n}`
    const { version } = await get<{ version: number }>(bench, path)
    const fields = { hours, handlingMinutes: handlingMinutesOf(n) }
    await post(bench, `${path}/changes`, { version, changes: [{ action: 'set', fields }] })
  }
  await post(bench, '/v1/carriers', { code: 'POST', name: 'The post' })
  for (let n = 0; n < SERVICES; n += 1) await openService(bench, n)
}

/** The dearer a service, the sooner its parcels come. */
async function openService(bench: Bench, n: number): Promise<void> {
  const code = `P${n}`
  const fields = { carrier: 'POST', methods: ['standard', 'express'], maxG: MOST_G }
  await post(bench, '/v1/carrier-services', { code, name: `Parcel ${n}`, ...fields })
  const changes = [{ action: 'collect', location: null, times: collectionsOf(n) }]
  await post(bench, `/v1/carrier-services/${code}/changes`, { version: 1, changes })
  const dated = { service: code, validFrom: '2020-01-01T00:00:00Z' }
  await post(bench, '/v1/rate-cards', { ...dated, ...cardOf(n) })
}

export const MOST_G = 31_500

/** When a service collects, everywhere. */
export function collectionsOf(n: number): { day: number; at: string }[] {
  return WEEKDAYS.map((day) => ({ day, at: `1${6 + (n % 3)}:00` }))
}

/** Handling at a place. */
export function handlingMinutesOf(location: number): number {
  return 30 * (1 + (location % 6))
}

/** What a service charges. */
export function cardOf(n: number): Card {
  const bands = Array.from({ length: BANDS }, (_, band) => 500 * (band + 1))
  const codes = [...ZONES_KM, undefined].map((_, zone) => `${zone + 2}`)
  return {
    currency: 'EUR',
    lanes: codes.map((zone, at) => {
      const maxKm = ZONES_KM[at]
      return maxKm === undefined ? { zone } : { zone, maxKm }
    }),
    bands,
    zones: codes.map((zone, at) => ({
      code: zone,
      prices: bands.map((_, band) => (40_000 + 6000 * at + 1500 * band) * (1 + n / 4)),
      perKgBeyond: 5000,
      transitDays: Math.max(1, 1 + at - n),
    })),
    cm3PerKg: 5000,
    surcharges: [
      { code: 'HOME', kind: 'residential', amounts: codes.map((zone) => ({ zone, amount: 5000 })) },
    ],
    fuelPercent: 12,
  }
}

/** Prices of stock and of room, found elsewhere: they count as if a simulation had passed. */
export async function publishFull(bench: Bench): Promise<void> {
  await savePrices(bench)
  const { version } = await post(bench, '/v1/routing-plans', { ...plan, objective: counted })
  const stored = await listPlans(bench.db)
  const outcome = { off: 100_000, on: 98_000 }
  await bench.db.transaction((tx) =>
    saveGate(tx, {
      channelId: stored[0]!.channelId,
      planVersion: version,
      rulesVersion: 0,
      lookAhead: { days: 14, marginPercent: 40 },
      days: 28,
      base: outcome,
      low: outcome,
      high: outcome,
      passed: true,
      decidedAt: Temporal.Now.instant(),
    }),
  )
  await post(bench, '/v1/routing-plans', { ...plan, objective: counted, prices: 'on' })
}

async function savePrices({ db }: Bench): Promise<void> {
  const random = randomOf(1)
  const places = Array.from({ length: LOCATIONS }, (_, at) => at + 1)
  const layer = 'P3'
  const prices = Array.from({ length: SKUS }, (_, at) => {
    const locationIds = places.filter(() => random() < PRICED.stock)
    const amounts = locationIds.map(() => Math.round(1 + 40_000 * random()))
    return { skuId: at + 1, locationIds, amounts, layer, seed: 1, basis: 'bench' }
  })
  const now = Temporal.Now.instant()
  // Nothing is priced anew while it is measured.
  const checkedAt = now.add({ hours: 2 })
  const slots = places
    .filter(() => random() < PRICED.room)
    .map((id): [number, number[]] => [id, [Math.round(10_000 * random())]])
  await db.transaction(async (tx) => {
    await saveStockPrices(tx, { currency: 'EUR', madeAt: now }, prices)
    await savePriceSet(tx, { currency: 'EUR', layer, slots, made: true }, checkedAt)
  })
}
