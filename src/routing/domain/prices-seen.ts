import type { StockPrices } from './ahead.ts'
import type { Chosen } from './decide.ts'
import type { DecisionRecord } from './record.ts'
import type { Weighed } from './weigh.ts'
import type { Price } from './types.ts'

/** Prices by place, one after the other: location, amount, location, amount. */
type ByPlace = number[]

/**
 * All prices that a decision saw, so that it can be made again when they are others: of its SKUs,
 * and of room, at the places that it looked at, chosen or not. Older records have prices of SKUs at
 * all places. `price`: see `prices` of the record.
 */
export type PricesSeen = {
  stock: [skuId: number, price: number, byPlace: ByPlace][]
  slots?: [price: number, byPlace: ByPlace]
}

type Kept = Pick<DecisionRecord, 'prices' | 'pricesSeen'>

/** Prices that count at chosen places; layers and moments stand once, and are named by place. */
export function pricesIn(of: Weighed & { chosen: Chosen }) {
  const named: [string, string][] = []
  const no = ({ layer, at }: Pick<Price, 'layer' | 'at'>) => {
    const known = named.findIndex((one) => one[0] === layer && one[1] === at)
    return known >= 0 ? known : named.push([layer, at]) - 1
  }
  const { candidates, places, chosen } = of
  const at = (n: number) => {
    const { slot, stock } = places[n]!
    const stockPrices = candidates.skus.flatMap(({ skuId }, s): [number, number, number][] => {
      const price = (chosen.quantities[s]?.[n] ?? 0) > 0 ? stock(skuId) : undefined
      return price ? [[skuId, price.amount, no(price)]] : []
    })
    return {
      ...(stockPrices.length > 0 && { stockPrices }),
      ...(slot && { slotPrice: [slot.amount, no(slot)] satisfies [number, number] }),
    }
  }
  /** Once what is chosen has been asked for. */
  const kept = (): Kept => {
    const pricesSeen = seenBy(of, no)
    return { ...(named.length > 0 && { prices: named }), ...(pricesSeen && { pricesSeen }) }
  }
  return { at, kept }
}

function seenBy(
  { candidates, plan: { prices }, problem, network }: Weighed,
  no: (price: Pick<Price, 'layer' | 'at'>) => number,
): PricesSeen | undefined {
  if (!prices?.row || !(problem.stock || network.slotPrice)) return undefined
  const ids = new Set([
    ...candidates.list.map(({ location }) => location.id),
    ...candidates.excluded.map(({ locationId }) => locationId),
  ])
  const stock = candidates.skus.flatMap(({ skuId }): PricesSeen['stock'] => {
    const row = prices.row!(skuId)
    return row ? [[skuId, no(row), pairsOf(row, ids)]] : []
  })
  const slots: ByPlace = []
  let first: Price | undefined
  for (const id of network.slotPrice ? ids : []) {
    const price = network.slotPrice!(id)
    if (!price) continue
    first ??= price
    slots.push(id, price.amount)
  }
  if (stock.length === 0 && !first) return undefined
  return { stock, ...(first && { slots: [no(first), slots] satisfies PricesSeen['slots'] }) }
}

/** Of places that have a row of stock of one of the SKUs: no other is asked for a price. */
function pairsOf(
  { places, amounts }: { places: Int32Array; amounts: Int32Array },
  ids: ReadonlySet<number>,
): ByPlace {
  const pairs: ByPlace = []
  for (let at = 0; at < places.length; at += 1) {
    if (ids.has(places[at]!)) pairs.push(places[at]!, amounts[at]!)
  }
  return pairs
}

/** The prices of scarce stock that a decision saw; undefined where it saw none. */
export function pricesSeenIn({ prices, pricesSeen }: Kept): StockPrices | undefined {
  if (!pricesSeen || !prices) return undefined
  const rows = new Map(
    pricesSeen.stock.map(([skuId, price, pairs]) => {
      const [layer, at] = prices[price]!
      const byPlace = new Map<number, Price>()
      for (let i = 0; i < pairs.length; i += 2) {
        byPlace.set(pairs[i]!, { layer, at, amount: pairs[i + 1]! })
      }
      return [skuId, { layer, at, byPlace }]
    }),
  )
  const slots = pricesSeen.slots && slotsIn(prices[pricesSeen.slots[0]]!, pricesSeen.slots[1])
  return {
    at: prices[0]![1],
    has: (skuId) => rows.has(skuId),
    price: (skuId, locationId) => rows.get(skuId)?.byPlace.get(locationId),
    row(skuId) {
      const own = rows.get(skuId)
      if (!own) return undefined
      const { layer, at, byPlace } = own
      const amounts = Int32Array.from(byPlace.values(), ({ amount }) => amount)
      return { layer, at, places: Int32Array.from(byPlace.keys()), amounts }
    },
    ...(slots && { slot: (locationId) => slots.get(locationId) }),
  }
}

function slotsIn([layer, at]: [string, string], pairs: ByPlace): Map<number, Price> {
  const slots = new Map<number, Price>()
  for (let i = 0; i < pairs.length; i += 2)
    slots.set(pairs[i]!, { layer, at, amount: pairs[i + 1]! })
  return slots
}
