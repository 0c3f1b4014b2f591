import type { Besides } from '../../shipping/index.ts'
import type { Candidate, SkuDemand } from './candidates.ts'
import { carbonCost, carbonOf, type Carbon } from './carbon.ts'
import { decideDeclining } from './declines.ts'
import type { Plan } from './decide.ts'
import type { Freight } from './freight.ts'
import { expected } from './objective.ts'
import type { LiveRule } from './rules/set.ts'
import { wishedOf, type Wished } from './rules/wishes.ts'
import type { GroupToRoute, NetworkView, Price, RoutingLocation, StockView } from './types.ts'

/** What a cost is made of, in the order in which it is told. */
export const terms = [
  'parcel',
  'freight',
  'handling',
  'late',
  'speed',
  'reroute',
  'carbon',
  'stock',
  'slot',
  'wish',
] as const

export type Term = (typeof terms)[number]

/** Terms that were always told; the others are told where they are not 0. */
type Always = 'freight' | 'handling' | 'parcel'
const always: ReadonlySet<Term> = new Set(['freight', 'handling', 'parcel'] satisfies Always[])
type Amounts = Record<Always, number> & Partial<Record<Exclude<Term, Always>, number>>

/** What one opened location costs by term, in 1e-4 of the major currency unit. */
export type Cost = Amounts & { total: number }

/** A place with all that its costs go by. */
export type PlaceToWeigh = {
  location: RoutingLocation
  freight: Freight
  /**
   * What a parcel costs at least that is carried by weight band; 0 where none is, or nothing is
   * wished of the place.
   */
  carriage: number
  /** Undefined where the distance is not known, or nothing is carried. */
  carbon: Carbon | undefined
  /** How probable it is that it declines, in millionths; undefined where that does not count. */
  declining: number | undefined
  slot: Price | undefined
  /** What the rule that decides wishes. */
  wished: Wished | undefined
  /** Of scarce stock; undefined where none has any. */
  price: StockView['price'] | undefined
}

/** What places are weighed by besides the plan. */
export type Views = {
  network: NetworkView
  stock?: StockView | undefined
  /** Those of the rule that decides. */
  wishes?: LiveRule['wishes'] | undefined
  /** Services that it lets none go with. */
  tooLate?: ((locationId: number) => Besides | undefined) | undefined
}

/** Whether a plan counts a term at all: what it does not is worked out nowhere. */
type Counts = (plan: Plan, views: Views) => boolean
const ever: Counts = () => true
const forWishes: Counts = (_, { wishes }) => wishes !== undefined && wishes.length > 0
const forCarbon: Counts = ({ objective }) => (objective?.carbonPerTonne ?? 0) > 0

/**
 * Of a parcel from a place. A further term is a further line, here or below: `weigh`, the
 * optimiser, the record and the export take it from there.
 */
const ofParcel: readonly [Term, Counts, ParcelCost][] = [
  ['parcel', ever, ({ location }) => location.parcelCost],
  ['freight', ever, ({ freight }) => freight.base],
  ['reroute', forDeclines, ({ declining = 0 }, plan) => expected(rerouteCost(plan), declining)],
  [
    'carbon',
    forCarbon,
    ({ carbon }, { objective = {} }) => carbonCost(objective, carbon?.parcel ?? 0),
  ],
  ['slot', (_, { network }) => !!network.slotPrice, ({ slot }) => slot?.amount ?? 0],
  // No wish makes a parcel cost less than nothing: it would be sent for its own sake.
  [
    'wish',
    forWishes,
    ({ wished, carriage }, _, sum) => Math.max(wished?.parcel ?? 0, -sum - carriage),
  ],
]

/** Of a base unit. What is new is whole for a whole unit, so that the optimiser counts exactly. */
const ofUnit: readonly [Term, Counts, UnitCost][] = [
  ['handling', ever, ({ location }, sku) => location.handlingCost * sku.wholePerUnit],
  ['freight', ever, ({ freight }, sku) => (freight.perKg * sku.gramsPerUnit) / 1000],
  ['carbon', forCarbon, ({ carbon }, sku, plan) => (carbon ? unitCarbon(carbon, sku, plan) : 0)],
  ['stock', (_, { stock }) => !!stock?.price, (_, __, ___, price) => price],
  // Goods are sent only as they are wanted, so a unit may be worth more than it costs to send.
  ['wish', forWishes, ({ wished }, sku) => unitWish(wished, sku)],
]

/** `sum` is what the terms before come to. */
type ParcelCost = (at: PlaceToWeigh, plan: Plan, sum: number) => number
/** `price` is that of scarce stock, which is looked up once. */
type UnitCost = (at: PlaceToWeigh, sku: SkuDemand, plan: Plan, price: number) => number

function unitWish(wished: Wished | undefined, sku: SkuDemand): number {
  return (wished?.unit(sku) ?? 0) * sku.wholePerUnit
}

function unitCarbon({ perGram }: Carbon, sku: SkuDemand, { objective = {} }: Plan): number {
  const grams = (perGram * sku.gramsPerUnit) / sku.wholePerUnit
  return carbonCost(objective, grams) * sku.wholePerUnit
}

/** Of a base unit. */
function stockPrice({ price, location }: PlaceToWeigh, { skuId, wholePerUnit }: SkuDemand): number {
  return (price?.(skuId, location.id)?.amount ?? 0) * wholePerUnit
}

function rerouteCost({ objective }: Plan): number {
  return objective?.reroutePerParcel ?? 0
}

function forDeclines(plan: Plan): boolean {
  return plan.declines !== undefined && rerouteCost(plan) > 0
}

/** Undefined where nothing is carried, or it is not known how far. */
export function carbonFrom(
  { pickupLocationId }: GroupToRoute,
  { objective = {}, tariff: { packaging } }: Plan,
  { km }: Pick<Freight, 'km'>,
): Carbon | undefined {
  if (pickupLocationId !== undefined) return undefined
  return carbonOf(objective, km, packaging?.gramsPerParcel)
}

/** All that the costs of a place go by. */
export function placeToWeigh(
  { location, rank, available }: Candidate,
  freight: Freight,
  { group, plan, skus }: { group: GroupToRoute; plan: Plan; skus: readonly SkuDemand[] },
  views: Views,
): PlaceToWeigh {
  const { id } = location
  const { wishes, stock } = views
  const wished = wishes && wishedOf(wishes, location, stock, { rank, skus, available })
  return {
    location,
    freight,
    carriage: wished ? leastCarriage(freight) : 0,
    carbon: forCarbon(plan, views) ? carbonFrom(group, plan, freight) : undefined,
    declining: forDeclines(plan) ? decideDeclining(plan.declines!, id) : undefined,
    slot: views.network.slotPrice?.(id),
    wished,
    price: stock?.price,
  }
}

function leastCarriage({ offer, zone }: Freight): number {
  const { prices } = offer?.prices ?? zone?.prices ?? { prices: [] }
  const least = Math.min(...prices)
  return Number.isFinite(least) ? Math.max(0, least) : 0
}

/** What parcels and units cost by a plan. */
export type Costing = {
  /**
   * Of a parcel, whatever is in it; carriage by weight band is not in it. Below 0 where a wish
   * takes something off that carriage.
   */
  parcel(at: PlaceToWeigh): number
  /** Of a base unit, with the price of scarce stock, which is 0 where there is none. */
  unit(at: PlaceToWeigh, sku: SkuDemand, price: number): number
  /** That price; undefined where there is none anywhere. */
  stock: ((at: PlaceToWeigh, sku: SkuDemand) => number) | undefined
}

export function costingOf(plan: Plan, views: Views): Costing {
  const parcels = ofParcel.filter(([, counts]) => counts(plan, views)).map(([, , cost]) => cost)
  const units = ofUnit.filter(([, counts]) => counts(plan, views)).map(([, , cost]) => cost)
  return {
    parcel(at) {
      let sum = 0
      for (const cost of parcels) sum += cost(at, plan, sum)
      return sum
    },
    unit(at, sku, price) {
      let sum = 0
      for (const cost of units) sum += cost(at, sku, plan, price)
      return sum
    },
    stock: views.stock?.price && stockPrice,
  }
}

/**
 * What a parcel with so many units of each SKU costs by term, without what only its carriage and
 * who carries it say. A term of units is what the sum grows by with it, rounded: so all of them add
 * up to what the optimiser counted, and rounding turns up in no term that is 0.
 */
export function amountsOf(
  at: PlaceToWeigh,
  given: readonly { sku: SkuDemand; quantity: number }[],
  plan: Plan,
): Map<Term, number> {
  const amounts = new Map<Term, number>()
  const add = (term: Term, amount: number) => amounts.set(term, (amounts.get(term) ?? 0) + amount)
  let parcel = 0
  for (const [term, , cost] of ofParcel) {
    const amount = cost(at, plan, parcel)
    parcel += amount
    add(term, amount)
  }
  for (const { sku, quantity } of given) {
    const price = stockPrice(at, sku)
    let sum = 0
    let told = 0
    for (const [term, , cost] of ofUnit) {
      sum += cost(at, sku, plan, price)
      add(term, Math.round(sum * quantity) - told)
      told = Math.round(sum * quantity)
    }
  }
  return amounts
}

/**
 * As it is recorded: carriage is what no other term has of the total; of those that were not always
 * told the ones that cost nothing are left out.
 */
export function costOfTerms(amounts: ReadonlyMap<Term, number>, total: number): Cost {
  const of = (term: Term) => amounts.get(term) ?? 0
  const cost: Amounts = { parcel: of('parcel'), freight: total, handling: of('handling') }
  for (const term of terms) {
    if (term === 'freight') continue
    const amount = of(term)
    cost.freight -= amount
    if (amount !== 0 && !always.has(term)) cost[term] = amount
  }
  return { ...cost, total }
}
