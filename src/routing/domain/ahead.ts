import type { Decision, Plan } from './decide.ts'
import type { GroupToRoute, NetworkView, Part, Price, StockView } from './types.ts'

/** What units of scarce stock are worth to orders to come, as it was found last. */
export type StockPrices = {
  /** When all of them were right last (an ISO instant). */
  at: string
  /** Whether any unit of a SKU has a price. */
  has(skuId: number): boolean
  /** Of one whole unit there; undefined where it has none. */
  price(skuId: number, locationId: number): Price | undefined
}

/** What a decision sees. */
export type Seen = { group: GroupToRoute; network: NetworkView; stock: StockView }

/**
 * Stock with the prices of the plan, where it goes by them and one of the SKUs has any. What is
 * still to come has none: they are of what is there.
 */
export function pricedBy<Stock extends StockView | undefined>(
  { prices }: Pick<Plan, 'prices'>,
  { demand }: Pick<GroupToRoute, 'demand'>,
  stock: Stock,
): Stock {
  if (!prices || !stock || stock.isComing || stock.price) return stock
  if (!demand.some(({ skuId }) => prices.has(skuId))) return stock
  return { ...stock, price: prices.price }
}

/**
 * Prices say from where, never whether: what stock can serve is found without them, and with them
 * exactly that is served. Where the limits of a rule stood in the way of that, no price counts.
 */
export function lookAhead(seen: Seen, decide: (seen: Seen) => Decision): Decision {
  if (!isPriced(seen)) return decide(seen)
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

function isPriced({ network, stock }: Seen): boolean {
  return stock.price !== undefined || network.slotPrice !== undefined
}

function withoutPrices({ group, network, stock }: Seen): Seen {
  const { price: _, ...units } = stock
  const { slotPrice: __, ...places } = network
  return { group, network: places, stock: units }
}

function unitsOf<Key>(parts: readonly Part[], keyOf: (part: Part) => Key): Map<Key, number> {
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
