import type { PriceRow, StockPrices } from './ahead.ts'
import type { Chosen } from './decide.ts'
import type { DecisionRecord } from './record.ts'
import type { Weighed } from './weigh.ts'
import type { Price } from './types.ts'

/** Prices by place, one after the other: location, amount, location, amount. */
type ByPlace = number[]
/** The same as text. It stands still until a price is renewed, so most records have it ready. */
type TextByPlace = string

/**
 * All prices that a decision saw, so that it can be made again when they are others: of its SKUs,
 * and of room, chosen or not. Where a SKU has prices at many places, those that it looked at; older
 * records have them as numbers, and all of them. `price`: see `prices` of the record.
 */
export type PricesSeen = {
  stock: [skuId: number, price: number, byPlace: TextByPlace | ByPlace][]
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
    const { slot, price: priceAt, location } = places[n]!
    const stockPrices = candidates.skus.flatMap(({ skuId }, s): [number, number, number][] => {
      const isGiven = (chosen.quantities[s]?.[n] ?? 0) > 0
      const price = isGiven ? priceAt?.(skuId, location.id) : undefined
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
  const ids = [
    ...candidates.list.map(({ location }) => location.id),
    ...candidates.excluded.map(({ locationId }) => locationId),
  ]
  const stock = candidates.skus.flatMap(({ skuId }): PricesSeen['stock'] => {
    const row = prices.row!(skuId)
    return row ? [[skuId, no(row), textOf(row, ids)]] : []
  })
  const slots: ByPlace = []
  const told = new Set<number>()
  let first: Price | undefined
  for (const id of network.slotPrice ? ids : []) {
    const price = network.slotPrice!(id)
    if (!price || told.has(id)) continue
    told.add(id)
    first ??= price
    slots.push(id, price.amount)
  }
  if (stock.length === 0 && !first) return undefined
  return { stock, ...(first && { slots: [no(first), slots] satisfies PricesSeen['slots'] }) }
}

/** At so many places a price counts that all of them are written. */
const FEW = 64
/** By the amounts of a row, which are others once it is renewed. */
const texts = new WeakMap<PriceRow['amounts'], TextByPlace>()

function textOf(row: PriceRow, ids: readonly number[]): TextByPlace {
  // Of places that have a row of stock of one of the SKUs: no other is asked for a price.
  if (row.places.length > FEW) return written(row, new Set(ids))
  let text = texts.get(row.amounts)
  if (text === undefined) texts.set(row.amounts, (text = written(row)))
  return text
}

function written({ places, amounts }: PriceRow, ids?: ReadonlySet<number>): TextByPlace {
  const pairs: string[] = []
  for (let at = 0; at < places.length; at += 1) {
    if (!ids || ids.has(places[at]!)) pairs.push(`${places[at]!} ${amounts[at]!}`)
  }
  return pairs.join(' ')
}

function pairsIn(byPlace: TextByPlace | ByPlace): ByPlace {
  if (typeof byPlace !== 'string') return byPlace
  return byPlace === '' ? [] : byPlace.split(' ').map(Number)
}

/** The prices of scarce stock that a decision saw; undefined where it saw none. */
export function pricesSeenIn({ prices, pricesSeen }: Kept): StockPrices | undefined {
  if (!pricesSeen || !prices) return undefined
  const rows = new Map(
    pricesSeen.stock.map(([skuId, price, text]) => {
      const pairs = pairsIn(text)
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
