import { randomUUID } from 'node:crypto'
import { canonicalJson, sha256 } from '../../lib/json.ts'
import { Refusal } from '../../lib/refusal.ts'
import {
  adjustStock,
  stockContextOf,
  type By,
  type StockAdjustment,
} from '../../inventory/index.ts'
import { submitOrder, type Placing } from '../../orders/index.ts'
import { isBare, targetOf } from '../domain/levels.ts'
import { randomOf, type Random } from '../domain/random.ts'
import { busyAt, orderOf, popular, type Shop } from '../domain/shoppers.ts'
import { arrivals } from '../domain/staff.ts'
import { lockState, saveShopped, type DemoState } from '../store.ts'
import { letWarehouseTell } from './feeds.ts'
import { letGoodsArrive } from './goods.ts'
import { ACTOR } from './make.ts'
import { shopNow, type DemoWorld, type Retailer } from './plan.ts'
import { letStaffWork } from './staff.ts'

export type Simulation = { world: DemoWorld; placing: Placing; retailer: Retailer }

/** A server that was stopped does not catch up on what it has missed. */
const LONGEST_MINUTES = 1
/** Things that leave over the counter, for each order. */
const SOLD_PER_ORDER = 2
const LOOKED_AT = 30
const RELIEF = 0.01
const LOW = 0.4

/**
 * One look at the retailer at `now`: the shoppers who have come since the last look place orders
 * and buy at tills, staff and carriers do what is due, and shelves that are nearly empty are
 * filled. No shoppers come, and nothing is filled, while the rate is 0; what is there is still
 * worked on, what was announced still comes, and the warehouse tells its numbers.
 */
export async function simulate(simulation: Simulation, now: Temporal.Instant): Promise<void> {
  const came = await claimShoppers(simulation, now)
  if (came) {
    const random = randomOf(came.seed, `live ${came.shopped}`)
    const shop = await shopNow(simulation.world, simulation.retailer.shop)
    for (let n = 0; n < came.shoppers; n += 1) await placeOne(simulation, shop, random)
    await moveStock(simulation, random, { seed: came.seed, sales: came.shoppers * SOLD_PER_ORDER })
  }
  await letStaffWork(simulation.world, now)
  await letGoodsArrive(simulation.world, now)
  await letWarehouseTell(simulation.world, simulation.retailer)
}

type Came = { seed: number; shopped: number; shoppers: number }

/** Several servers may simulate: each shopper comes to one of them. */
async function claimShoppers(
  { world }: Simulation,
  now: Temporal.Instant,
): Promise<Came | undefined> {
  return world.platform.db.transaction(async (tx) => {
    const state = await lockState(tx)
    if (!state || state.stage !== 'open') return undefined
    const since = Math.min(state.shoppedAt.until(now).total('minutes'), LONGEST_MINUTES)
    if (since <= 0) return undefined
    const shopped = state.shopped + 1
    await saveShopped(tx, { shoppedAt: now, shopped })
    const draw = randomOf(state.seed, `came ${shopped}`).next()
    const shoppers = arrivals(rateAt(state, now), since, draw)
    return state.ordersPerMinute > 0 ? { seed: state.seed, shopped, shoppers } : undefined
  })
}

function rateAt({ ordersPerMinute }: DemoState, now: Temporal.Instant): number {
  return ordersPerMinute * busyAt(now.toZonedDateTimeISO('Europe/Paris').hour)
}

/** Through the same action as the API. */
async function placeOne({ world, placing }: Simulation, shop: Shop, random: Random): Promise<void> {
  const externalId = `DEMO-${randomUUID()}`
  const body = orderOf(random, shop, { externalId })
  if (!body) return
  const request = { client: ACTOR, key: externalId, hash: sha256(canonicalJson(body)) }
  const outcome = await submitOrder(world, placing, body, { request, actor: ACTOR })
  // Sold out at the till: this shopper goes home without.
  if (outcome instanceof Refusal && outcome.code !== 'shortage') throw outcome
}

/** What is sold over the counter, and what is brought where little is left. */
async function moveStock(
  { world, retailer }: Simulation,
  random: Random,
  { seed, sales }: { seed: number; sales: number },
): Promise<void> {
  const { clock, db } = world.platform
  const { locationByCode } = await world.network.current()
  const by: By = { actor: ACTOR, now: clock.now(), nowMs: clock.nowMs() }
  const moves = new Map<string, StockAdjustment>()
  const add = (skuId: number, locationId: number, change: number, reason: 'sale' | 'receipt') => {
    const row = { skuId, locationId, change, unavailableChange: 0, reason, reference: null }
    moves.set(`${skuId} ${locationId}`, row)
  }
  const stockOf = (code: string, at: string) => {
    const sku = world.skus.byCode(code)
    const location = locationByCode.get(at)
    if (!sku || !location) return undefined
    const units = world.index.available(sku.id, location.id)
    return { skuId: sku.id, locationId: location.id, units }
  }
  for (let n = 0; n < sales; n += 1) {
    const sku = popular(random, retailer.shop.skus)
    const found = stockOf(sku.code, random.pick(retailer.shop.stores).code)
    if (found && found.units > 1) add(found.skuId, found.locationId, -1, 'sale')
  }
  for (let n = 0; n < LOOKED_AT; n += 1) {
    const sku = random.isOne(0.5) ? popular(random, retailer.skus) : random.pick(retailer.skus)
    const location = random.pick(retailer.locations)
    const target = targetOf(seed, sku, location)
    const found = stockOf(sku.code, location.code)
    const isLow = found !== undefined && found.units < target * LOW
    // Where nothing lies on purpose, something comes now and then: whoever waits is served.
    if (!isLow || (isBare(seed, sku, location) && !random.isOne(RELIEF))) continue
    add(found.skuId, found.locationId, target - Math.max(0, found.units), 'receipt')
  }
  if (moves.size === 0) return
  await db.transaction((tx) => adjustStock(tx, [...moves.values()], stockContextOf(world, by)))
}
