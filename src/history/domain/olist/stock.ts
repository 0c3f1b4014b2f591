import { draw, randomOf } from '../random.ts'
import { TIME_ZONE, type Order, type Product } from './rows.ts'

/** Units of a SKU at a seller. */
export type Stocked = { product: string; seller: string; units: number }

const OTHERS = 4

/**
 * A seller's own stock: on the 1st of each month 90 % of that month's units of the SKU, rounded
 * down, the rest on the 20th. By the time (ms) at which it arrives.
 */
export function ownStock(orders: readonly Order[]): Map<number, Stocked[]> {
  const sold = new Map<string, Stocked & { month: Temporal.PlainYearMonth }>()
  for (const order of orders) {
    const local = Temporal.Instant.fromEpochMilliseconds(order.boughtAt)
    const month = local.toZonedDateTimeISO(TIME_ZONE).toPlainDate().toPlainYearMonth()
    for (const { product, seller } of order.items) {
      const key = `${month.toString()} ${product} ${seller}`
      const row = sold.get(key)
      if (row) row.units += 1
      else sold.set(key, { month, product, seller, units: 1 })
    }
  }
  const arrivals = new Map<number, Stocked[]>()
  const add = (month: Temporal.PlainYearMonth, day: number, stocked: Stocked) => {
    if (stocked.units === 0) return
    const at = month.toPlainDate({ day }).toZonedDateTime(TIME_ZONE).epochMilliseconds
    const known = arrivals.get(at)
    if (known) known.push(stocked)
    else arrivals.set(at, [stocked])
  }
  for (const { month, product, seller, units } of sold.values()) {
    const first = Math.floor((units * 9) / 10)
    add(month, 1, { product, seller, units: first })
    add(month, 20, { product, seller, units: units - first })
  }
  return arrivals
}

/**
 * Stock of others on the first day, so that some orders can be served from elsewhere: for half of
 * the SKUs (seed 2), a quarter of the SKU's total, rounded up, at each of 4 other sellers of its
 * category (seed 1; too few are filled up from all).
 */
export function othersStock(
  orders: readonly Order[],
  products: ReadonlyMap<string, Product>,
): Stocked[] {
  const totals = new Map<string, number>()
  const sellersOf = new Map<string, Set<string>>()
  const inCategory = new Map<string, Set<string>>()
  const all = new Set<string>()
  const addTo = (sets: Map<string, Set<string>>, key: string, seller: string) => {
    const set = sets.get(key)
    if (set) set.add(seller)
    else sets.set(key, new Set([seller]))
  }
  for (const { product, seller } of orders.flatMap(({ items }) => items)) {
    totals.set(product, (totals.get(product) ?? 0) + 1)
    addTo(sellersOf, product, seller)
    const category = products.get(product)?.category
    if (category) addTo(inCategory, category, seller)
    all.add(seller)
  }
  const skus = [...totals.keys()].toSorted()
  const chosen = new Set(draw(skus, Math.floor(skus.length / 2), randomOf(2)))
  const random = randomOf(1)
  const everyone = [...all].toSorted()
  const sorted = new Map([...inCategory].map(([name, set]) => [name, [...set].toSorted()]))
  return skus.flatMap((product) => {
    const own = sellersOf.get(product)!
    const alike = sorted.get(products.get(product)?.category ?? '') ?? []
    const others = drawOthers([alike, everyone], own, random)
    if (!chosen.has(product)) return []
    const units = Math.ceil(totals.get(product)! / 4)
    return others.map((seller) => ({ product, seller, units }))
  })
}

/** Draws from the first list, and fills up from the next. */
function drawOthers(
  lists: readonly (readonly string[])[],
  own: ReadonlySet<string>,
  random: () => number,
): string[] {
  const taken: string[] = []
  for (const list of lists) {
    if (taken.length === OTHERS) break
    const free = list.filter((seller) => !own.has(seller) && !taken.includes(seller))
    taken.push(...draw(free, OTHERS - taken.length, random))
  }
  return taken
}
