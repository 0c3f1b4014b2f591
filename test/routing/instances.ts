import { existsSync, readFileSync } from 'node:fs'
import type { RoutingOrder } from '../../src/routing/domain/exchange.ts'
import { randomOf } from '../random.ts'

/** An order whose optimal cost is known. */
export type Published = { instance: RoutingOrder; expected: { cost: number } }

/** The published orders (`../shared/routing/orders.json`); undefined where they are not there. */
export function publishedOrders(): Published[] | undefined {
  const file = new URL('../../../shared/routing/orders.json', import.meta.url)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Published[]) : undefined
}

export type Size = {
  lines: number
  nodes: number
  /** Units of a line at most. */
  units?: number
  /** Share of the locations that have a SKU. */
  density?: number
  /** Whether stock and capacity have a price. */
  priced?: boolean
  /** Whether caps, limits on parcels and whole lines are drawn too. */
  limited?: boolean
}

/**
 * A random order as the published ones are made (their network B1): warehouses and shops 20 to
 * 3,500 km away, a parcel 5.50 and 0.0012 a km (0.90 more from a shop), a unit 0.40 (1.00 from a
 * shop) and 0.30 a kg and 0.0004 a kg and km.
 */
export function drawnOrder(seed: number, size: Size): RoutingOrder {
  const { lines, nodes, units = 1, density = 0.5, priced = false, limited = false } = size
  const random = randomOf(seed)
  const upTo = (most: number) => Math.floor(random() * most)
  const places = Array.from({ length: nodes }, () => ({
    km: 20 + upTo(3480),
    isShop: random() < 0.7,
  }))
  const goods = Array.from({ length: lines }, () => ({ kg: 0.1 + 3 * random() }))
  const price = (chance: number, most: number) =>
    priced && random() < chance ? { shadow: upTo(most) } : {}
  return {
    format: 'routing-order/1',
    meta: { scale: 10_000 },
    nodes: places.map(({ km, isShop }, n) => ({
      id: `N${n}`,
      fixed: 55_000 + 12 * km + (isShop ? 9000 : 0),
      ...price(0.2, 30_000),
      capUnits: limited && random() < 0.3 ? 1 + upTo(2 * units) : null,
    })),
    lines: goods.map((_, l) => ({
      id: `L${l}`,
      sku: `S${l}`,
      qty: 1 + upTo(units),
      unfilled: 60_000 + upTo(400_000),
    })),
    offers: goods.flatMap(({ kg }, line) =>
      places.flatMap(({ km, isShop }, node) => {
        if (random() >= density) return []
        const unit = Math.round((isShop ? 10_000 : 4000) + kg * (3000 + 4 * km))
        return [{ line, node, avail: 1 + upTo(3), unit, ...price(0.5, 20_000) }]
      }),
    ),
    options: limited
      ? {
          maxPackages: random() < 0.3 ? 1 + upTo(3) : null,
          allowPartial: random() < 0.8,
          allowLineSplit: random() < 0.7,
        }
      : {},
  }
}
