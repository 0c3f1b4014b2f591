import assert from 'node:assert/strict'
import { demandSource } from '../../src/modules.ts'
import { learnDemandRates } from '../../src/routing/actions/learn-rates.ts'
import { makePrices, type Made } from '../../src/routing/actions/make-prices.ts'
import { listPlans, saveGate, type PriceGate } from '../../src/routing/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import type { App, Client, Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

export const PARIS = { lat: 48.86, lon: 2.34 }
export const LYON = { lat: 45.76, lon: 4.84 }

const distance = { base: 50_000, perKm: 20, perKg: 0, perKgKm: 0 }
export const PLAN = {
  channel: 'WEB',
  strategy: 'least_cost',
  tariff: { distance, otherwise: { base: 90_000, perKg: 0 } },
}

export const OTHER = {
  code: 'OTHER',
  name: 'Another shop',
  brand: 'BRAND',
  kind: 'site',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  onShortage: 'refuse',
  orderPrefix: 'O',
  pool: ['PARIS', 'LYON'].map((location, priority) => ({ location, priority })),
}

export async function done(client: Client, path: string, body: Json, status = 201): Promise<Json> {
  const reply = await client.post(path, body)
  assert.equal(reply.status, status, JSON.stringify(reply.body))
  return reply.body
}

export function ago(app: App, days: number): string {
  const { clock } = app.platform
  return clock
    .now()
    .subtract({ hours: 24 * days })
    .toString()
}

/**
 * Two stores: PARIS is near and has few of X, of which its till sells one every other day; LYON is
 * far and has many. What is learnt of that is learnt.
 */
export async function openPriced(app: App, client: Client): Promise<void> {
  await openShop(client, {
    locations: { PARIS, LYON },
    skus: { X: { weightG: 500 }, Y: { weightG: 500 } },
    stock: { X: { PARIS: 13, LYON: 40 }, Y: { PARIS: 40, LYON: 40 } },
  })
  for (const days of [29, 20]) {
    await done(client, '/v1/orders', orderOf({ X: 1, Y: 1 }, { placedAt: ago(app, days) }))
  }
  for (let day = 1; day < 28; day += 3) {
    const sale = { sku: 'X', location: 'PARIS', change: -1, reason: 'sale' }
    const adjustments = [{ ...sale, occurredAt: ago(app, day) }]
    await done(client, '/v1/stock/adjustments', { adjustments }, 200)
  }
  await learn(app)
  await done(client, '/v1/routing-plans', PLAN)
}

export async function learn(app: App): Promise<void> {
  const { platform, skus, network } = app.orders
  await learnDemandRates({ platform, skus, network, demand: demandSource }, platform.clock.now())
}

export function price(app: App): Promise<Made[]> {
  const { platform, skus, network, index, plans } = app.orders
  return makePrices({ platform, skus, network, index, plans }, platform.clock.now())
}

/** A simulation of the plan as it is that prices have passed, or not, some days ago. */
export async function proven(app: App, over: Partial<PriceGate> = {}): Promise<void> {
  const outcome = { off: 100_000, on: 98_000 }
  const of = { rulesVersion: 0, base: outcome, low: outcome, high: outcome }
  const now = app.platform.clock.now()
  const { channelByCode } = await app.orders.network.current()
  const channelId = channelByCode.get('WEB')!.id
  const plans = await listPlans(app.platform.db)
  const planVersion = plans.find((plan) => plan.channelId === channelId)?.version ?? 0
  const lookAhead = { days: 14, marginPercent: 40 }
  const gate = { channelId, planVersion, lookAhead, passed: true, days: 28, decidedAt: now, ...of }
  await app.platform.db.transaction((tx) => saveGate(tx, { ...gate, ...over }))
}

/** The number of a thing that its code names. */
export async function idsOf(app: App) {
  const { skus, network } = app.orders
  await skus.load(['X', 'Y'])
  const { locationByCode, channelByCode } = await network.current()
  return {
    sku: (code: string) => skus.byCode(code)!.id,
    place: (code: string) => locationByCode.get(code)!.id,
    channel: channelByCode.get('WEB')!.id,
  }
}

/** Waits until this server knows prices as they are in the database. */
export async function untilPriced(app: App, currency = 'EUR'): Promise<void> {
  const { channel } = await idsOf(app)
  for (;;) {
    const [set] = await app.platform.db.query<{ checkedAt: Temporal.Instant }>(sql`
      select checked_at as "checkedAt" from routing.price_set where currency = ${currency}`)
    const { prices } = await app.orders.plans.of(channel, null)
    if (set && prices?.at === set.checkedAt.toString()) return
  }
}

export async function decided(client: Client, lines: Record<string, number>): Promise<Json> {
  const { id } = await done(client, '/v1/orders', orderOf(lines))
  const { items } = (await client.get(`/v1/orders/${id}/decisions`)).body
  return { id, ...items.at(-1).record }
}
