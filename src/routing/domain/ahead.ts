import type { Decision, Plan } from './decide.ts'
import { unfilledCost } from './objective.ts'
import type { GroupToRoute, NetworkView, Price, StockView } from './types.ts'

/** Prices of a SKU at all places that have one: `amounts` by their ids. */
export type PriceRow = {
  places: Int32Array
  amounts: Int32Array
  layer: string
  at: string
}

/** What units of scarce stock are worth to orders to come, as it was found last. */
export type StockPrices = {
  /** When all of them were right last (an ISO instant). */
  at: string
  /** Whether any unit of a SKU has a price. */
  has(skuId: number): boolean
  /** Of one whole unit there; undefined where it has none. */
  price(skuId: number, locationId: number): Price | undefined
  /** All of a SKU, for the record; left out where none is kept. */
  row?(skuId: number): PriceRow | undefined
  /** Of room for one order at a place today; left out where no place has such a price. */
  slot?(locationId: number): Price | undefined
}

/** What a decision sees. */
export type Seen = { group: GroupToRoute; network: NetworkView; stock: StockView }

/**
 * Stock and places with the prices of the plan, where it goes by them and one of the SKUs, or a
 * place, has any. What is still to come has none: they are of what is there, and of today.
 */
export function pricedBy<Views extends { network: NetworkView; stock?: StockView | undefined }>(
  { prices }: Pick<Plan, 'prices'>,
  { demand }: Pick<GroupToRoute, 'demand'>,
  views: Views,
): Views {
  const { network, stock } = views
  if (!prices || !stock || stock.isComing || stock.price) return views
  const slotPrice = network.slotPrice ?? prices.slot
  const hasPrice = demand.some(({ skuId }) => prices.has(skuId))
  return {
    ...views,
    ...(hasPrice && { stock: { ...stock, price: prices.price } }),
    ...(slotPrice && { network: { ...network, slotPrice } }),
  }
}

/**
 * The network for a delivery that has places already. Prices of room are of today: at places where
 * its work is of another day none counts, since there it needs no room of today, nor gives any back
 * by leaving.
 */
export function withoutRoomOf(
  network: NetworkView,
  { prices }: Pick<Plan, 'prices'>,
  isOfOtherDay: (locationId: number) => boolean,
): NetworkView {
  const slotPrice = network.slotPrice ?? prices?.slot
  if (!slotPrice) return network
  return { ...network, slotPrice: (id) => (isOfOtherDay(id) ? undefined : slotPrice(id)) }
}

/**
 * Prices say from where, never whether: what stock can serve is found without them, and with them
 * exactly that is served. Where the limits of a rule stood in the way of that, no price counts.
 * Mostly all of it can be served, which is known as soon as it is.
 */
export function lookAhead(seen: Seen, plan: Plan, decide: (seen: Seen) => Decision): Decision {
  if (!isPriced(seen)) return decide(seen)
  const whole = wholeOf(seen, plan, decide)
  if (whole) return whole
  const plain = decide(withoutPrices(seen))
  const served = unitsOf(plain.parts, ({ skuId }) => skuId)
  const priced = decide({ ...seen, group: { ...seen.group, served } })
  return servesAlike(plain, priced) ? withUnfilled(priced, plain) : plain
}

/** What of a group stock can serve, where prices are not to decide on that. */
export function servedOf(seen: Seen, decide: (seen: Seen) => Decision): GroupToRoute {
  if (!isPriced(seen)) return seen.group
  const { parts } = decide(withoutPrices(seen))
  return { ...seen.group, served: unitsOf(parts, ({ skuId }) => skuId) }
}

/**
 * The decision with prices where all of a group is served without them too: there is a way to serve
 * it that costs less, prices left out, than leaving out any unit of it would. Undefined where that
 * is not certain: what goes along with others may be found with some places only, a wish may make
 * what is left less than nothing, and what is not proven cheapest may be dearer without prices.
 */
function wholeOf(
  { group, ...views }: Seen,
  { objective, rules }: Plan,
  decide: (seen: Seen) => Decision,
): Decision | undefined {
  const { demand } = group
  if (rules?.paysForUnits || demand.some(({ follows }) => follows)) return undefined
  const served = unitsOf(demand, ({ skuId }) => skuId)
  const decision = decide({ ...views, group: { ...group, served } })
  const { short, record } = decision
  if (short.length > 0 || record.gap > 0) return undefined
  const costs = demand.map(({ paid = 0, wholePerUnit }) => {
    return (unfilledCost(objective ?? {}, paid) ?? Infinity) * wholePerUnit
  })
  const leftOut = Math.floor(Math.min(...costs))
  return paidOf(record) < leftOut ? decision : undefined
}

/** What a decision costs without prices. */
function paidOf({ cost, chosen }: Decision['record']): number {
  return chosen.reduce((sum, { cost: { stock = 0, slot = 0 } }) => sum - stock - slot, cost)
}

function isPriced({ network, stock }: Seen): boolean {
  return stock.price !== undefined || network.slotPrice !== undefined
}

function withoutPrices({ group, network, stock }: Seen): Seen {
  const { price: _, ...units } = stock
  const { slotPrice: __, ...places } = network
  return { group, network: places, stock: units }
}

function unitsOf<Key, Some extends { quantity: number }>(
  parts: readonly Some[],
  keyOf: (part: Some) => Key,
): Map<Key, number> {
  const units = new Map<Key, number>()
  for (const part of parts) units.set(keyOf(part), (units.get(keyOf(part)) ?? 0) + part.quantity)
  return units
}

function servesAlike(one: Decision, other: Decision): boolean {
  const [units, others] = [one, other].map(({ parts }) => unitsOf(parts, ({ lineNo }) => lineNo))
  return units!.size === others!.size && [...units!].every(([no, n]) => others!.get(no) === n)
}

/** What is there and too dear to be served is so before any price, and costs as much. */
function withUnfilled({ record, ...rest }: Decision, { record: plain }: Decision): Decision {
  if (!plain.unfilled) return { ...rest, record }
  const { alternative, unfilled: _, ...own } = record
  const left = plain.unfilled.reduce((sum, [, , cost]) => sum + cost, 0)
  const other = alternative && { ...alternative, cost: alternative.cost + left }
  const { unfilled } = plain
  return {
    ...rest,
    record: { ...own, cost: record.cost + left, alternative: other, unfilled },
  }
}
