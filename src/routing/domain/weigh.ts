import { microgramsOf } from '../../lib/weight.ts'
import type { Besides } from '../../shipping/index.ts'
import type { Candidates, SkuDemand } from './candidates.ts'
import type { Prices } from './bands.ts'
import { takenBy } from './capacity.ts'
import { cardFreight, contentBandsIn, freightOf, type Freight } from './freight.ts'
import { unfilledCost } from './objective.ts'
import type { Problem } from './solve/index.ts'
import type { Rooms } from './solve/rooms.ts'
import { costingOf, placeToWeigh, type Costing, type PlaceToWeigh, type Views } from './terms.ts'
import { timeCostOf } from './timing.ts'
import type { GroupToRoute, NetworkView, RoutingLocation } from './types.ts'
import type { Plan } from './decide.ts'

/** A group as numbers: who could serve it, what carriage from there costs, what is to be solved. */
export type Weighed = {
  group: GroupToRoute
  plan: Plan
  candidates: Candidates
  network: NetworkView
  freights: readonly Freight[]
  places: readonly PlaceToWeigh[]
  problem: Problem
}

/** The one place where places get their costs, whoever chooses among them. */
export function weigh(
  group: GroupToRoute,
  plan: Plan,
  candidates: Candidates,
  views: Views,
): Weighed {
  const { network } = views
  const timeCost = timeCostOf(group, plan, network.moment)
  const freights = candidates.list.map(({ location }) => {
    const besides = sumOf(timeCost?.(location.id), views.tooLate?.(location.id))
    return freightTo(group, plan, candidates, location, besides)
  })
  const of = { group, plan, skus: candidates.skus }
  const places = candidates.list.map((one, n) => placeToWeigh(one, freights[n]!, of, views))
  const problem = problemOf(candidates, places, { plan, group }, costingOf(plan, views))
  return { group, plan, candidates, network, freights, places, problem }
}

/** Of two things that services cost besides. */
function sumOf(one: Besides | undefined, other: Besides | undefined): Besides | undefined {
  if (!one || !other) return one ?? other
  return (service, transitDays) => one(service, transitDays) + other(service, transitDays)
}

/** What carriage to the customer costs; nothing where the customer collects. */
function freightTo(
  { pickupLocationId, destination }: GroupToRoute,
  { tariff }: Plan,
  { reach }: Candidates,
  location: RoutingLocation,
  timeCost: Besides | undefined,
): Freight {
  if (reach) return cardFreight(tariff, reach, location, destination, timeCost)
  if (pickupLocationId !== undefined || tariff.cards) return { base: 0, perKg: 0, km: null }
  return freightOf(tariff, location, destination)
}

function problemOf(
  { skus, list, most, reach }: Candidates,
  places: readonly PlaceToWeigh[],
  { plan: { tariff, objective }, group: { served } }: Pick<Weighed, 'plan' | 'group'>,
  costing: Costing,
): Problem {
  const available = skus.map((_, s) => list.map((candidate) => candidate.available[s]!))
  const parcels = places.map((place) => costing.parcel(place))
  const { unit, stock } = unitCostsOf(skus, places, costing)
  const problem: Problem = {
    nodes: places.map((place, n) => {
      const fixed = Math.max(0, parcels[n]!)
      return place.slot ? { fixed, slot: place.slot.amount } : { fixed }
    }),
    // What nobody has is short, whatever it costs; so only the rest is asked for.
    demand: skus.map(({ skuId, quantity }, s) =>
      Math.min(
        served ? (served.get(skuId) ?? 0) : quantity,
        available[s]!.reduce((sum, units) => sum + units, 0),
        most[s]?.units ?? quantity,
      ),
    ),
    available,
    unit,
    ...(list.some(({ room }) => room) && { rooms: roomsOf(skus, list) }),
    ...(stock && { stock }),
    ...(objective?.unfilledPerUnit !== undefined &&
      !served && {
        unfilled: skus.map((sku) => unfilledCost(objective, paidFor(sku))! * sku.wholePerUnit),
      }),
  }
  const freights = places.map(({ freight }) => freight)
  if (reach) {
    const { bands, weights: weight } = reach
    const free = { prices: bands.map(() => 0), perKgBeyond: 0 }
    const prices = freights.map(({ offer }, n) => lessBy(parcels[n]!, offer?.prices ?? free))
    return { ...problem, banded: { bands, weight, prices } }
  }
  // Where the customer collects nothing is carried, whatever the tariff.
  if (!tariff.table || !freights[0]?.zone) return problem
  const weight = skus.map(({ gramsPerUnit }) => microgramsOf(gramsPerUnit))
  const prices = freights.map(({ zone }, n) => lessBy(parcels[n]!, zone!.prices))
  return { ...problem, banded: { bands: contentBandsIn(tariff).bands, weight, prices } }
}

/** What a base unit of each SKU costs at each place, and of that the price of scarce stock. */
function unitCostsOf(
  skus: readonly SkuDemand[],
  places: readonly PlaceToWeigh[],
  costing: Costing,
): Pick<Problem, 'unit' | 'stock'> {
  const stock = skus.map((sku) => places.map((place) => costing.stock?.(place, sku) ?? 0))
  const unit = skus.map((sku, s) =>
    places.map((place, n) => costing.unit(place, sku, stock[s]![n]!)),
  )
  return costing.stock ? { unit, stock } : { unit }
}

/** For a whole unit, over all lines that want it. */
function paidFor({ lines, quantity }: SkuDemand): number {
  return lines.reduce((sum, { paid = 0, quantity: own }) => sum + paid * own, 0) / quantity
}

/** A place may send several parcels, which share its room. */
function roomsOf(skus: readonly SkuDemand[], list: Candidates['list']): Rooms {
  const nodes = Map.groupBy(
    list.flatMap(({ room }, n) => (room ? [n] : [])),
    (n) => list[n]!.location.id,
  )
  const places = [...nodes.values()].map((own) => ({ nodes: own, ...list[own[0]!]!.room! }))
  return { ...takenBy(skus), places }
}

/** Prices by weight band, less what a wish takes off them. */
function lessBy(parcel: number, of: Prices): Prices {
  return parcel >= 0 ? of : { ...of, prices: of.prices.map((price) => price + parcel) }
}
