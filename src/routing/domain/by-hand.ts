import { demandBySku, findCandidates, type Candidates, type SkuDemand } from './candidates.ts'
import { pricedBy } from './ahead.ts'
import { choose, decisionOf, type Decision, type Plan } from './decide.ts'
import { weigh } from './weigh.ts'
import { reachOf } from './freight.ts'
import { onlyKept, type KeptServices } from './kept.ts'
import { chosenOf } from './record.ts'
import { costAlone } from './solve/problem.ts'
import type { Cost } from './terms.ts'
import type {
  Exclusion,
  GroupToRoute,
  NamedRule,
  NetworkView,
  Part,
  Short,
  StockView,
} from './types.ts'

/** What one place could do for a group now. */
export type WeighedPlace = {
  locationId: number
  km: number | null
  has: 'all' | 'part' | 'none'
  /** Units of lines that are not there. */
  missing: Short[]
  /** What serving all of the group from there costs; null where it cannot. */
  cost: Cost | null
  /** Why it may not serve the group, whatever it has: of the place, or of a SKU there. */
  excluded: Exclusion | null
  /** By which it is excluded, where it is by one. */
  rule: NamedRule | null
  /** Safety stock of the group's SKUs there, which is not given. */
  safety: Candidates['safety']
}

/** What a place gives, and what that costs. */
export type PlaceCost = {
  locationId: number
  km: number | null
  cost: Cost
  /** When it arrives from there, an ISO date; undefined where that is not known. */
  arrivesOn: string | undefined
}

/** Why a place cannot serve a group: it may not, or it lacks units. */
export type CannotServe = Pick<WeighedPlace, 'excluded' | 'rule' | 'missing' | 'safety'>

/**
 * What every place of the pool with stock of the group could serve of it, and at what cost: for a
 * person who chooses. Places without a supply row are not listed.
 */
export function weighPlaces(
  group: GroupToRoute,
  plan: Plan,
  network: NetworkView,
  stock: StockView,
): WeighedPlace[] {
  const { skus, excluded, safety, full } = findCandidates(group, network, stock, plan.tariff)
  const crowded = new Set(full.map(({ locationId }) => locationId))
  const reasons = Map.groupBy(excluded, ({ locationId }) => locationId)
  return [...stockBySku(skus, stock)]
    .filter(
      ([locationId]) => network.rank(locationId) !== undefined && network.location(locationId),
    )
    .toSorted(([a], [b]) => a - b)
    .map(([locationId, there]) => {
      const why = reasons.get(locationId) ?? []
      const closed = new Set(why.map(({ skuId }) => skuId))
      const available = skus.map(({ skuId }, s) => (closed.has(skuId) ? 0 : there[s]!))
      const place = {
        locationId,
        ...hasOf(skus, available),
        ...reasonOf(why, crowded.has(locationId)),
        safety: safety.filter((one) => one.locationId === locationId),
      }
      const all = skus.flatMap(({ lines }) => lines.map((line) => ({ ...line, locationId })))
      const [alone] = costOfParts(group, plan, network, all, stock)
      const serves = place.excluded === null && place.has === 'all'
      return { ...place, km: alone!.km, cost: serves ? alone!.cost : null }
    })
}

/**
 * What these parts of a group cost, place by place: each place sends one parcel. `stock` is asked
 * for prices of scarce units only. Parcels go with the services that are kept, else with the
 * cheapest.
 */
export function costOfParts(
  group: GroupToRoute,
  plan: Plan,
  network: NetworkView,
  parts: readonly Part[],
  stock?: StockView,
  kept?: KeptServices,
): PlaceCost[] {
  const skus = demandBySku(group)
  const byPlace = Map.groupBy(parts, ({ locationId }) => locationId)
  const list = [...byPlace].map(([locationId, mine]) => ({
    location: network.location(locationId)!,
    rank: network.rank(locationId) ?? 0,
    available: skus.map(({ skuId }) =>
      mine.reduce((sum, part) => sum + (part.skuId === skuId ? part.quantity : 0), 0),
    ),
  }))
  const most = skus.map(() => undefined)
  const reach = reachOf(plan.tariff, group, skus)
  const nothing = { excluded: [], heldBack: [], safety: [], aside: [], unreached: [], full: [] }
  const candidates: Candidates = { skus, list, ...nothing, failed: {}, reach, most }
  const only = kept && reach && ((id: number) => onlyKept(kept, reach, network.location(id)!))
  const views = { ...pricedBy(plan, group, { network, stock }), tooLate: only }
  const weighed = weigh(group, plan, candidates, views)
  const opened = list.map((_, n) => n)
  const quantities = skus.map((_, s) => list.map(({ available }) => available[s]!))
  const chosen = { quantities, opened, cost: 0, gap: 0 }
  return opened.map((n) => {
    const { locationId, km, cost, time } = chosenOf(n, { ...weighed, chosen })
    return { locationId, km, cost, arrivesOn: time?.arrivesOn }
  })
}

/**
 * A person gives all of a group to one place: the decision with its record, which says what the
 * cheapest way would have cost; or why the place cannot serve it. `from` had the units before.
 */
export function decideByHand(
  group: GroupToRoute,
  plan: Plan,
  network: NetworkView,
  stock: StockView,
  { locationId, from }: { locationId: number; from: readonly number[] },
): Decision | CannotServe {
  const found = findCandidates(group, network, stock, plan.tariff)
  const views = pricedBy(plan, group, { network, stock })
  const weighed = weigh(group, plan, found, views)
  const { candidates, problem } = weighed
  const n = candidates.list.findIndex(({ location }) => location.id === locationId)
  // What nobody has is not asked for in the problem; here all of it must be there.
  const isAll = candidates.skus.every(({ quantity }, s) => problem.demand[s] === quantity)
  const cost = n >= 0 && isAll ? costAlone(problem, n) : undefined
  if (cost === undefined) return cannotServe(group, plan, network, stock, locationId)
  // Also where the channel routes by a rule: what it costs to decide otherwise is always told.
  const { unfilled: __, ...served } = problem
  const cheapest = choose({ strategy: 'least_cost' }, { ...weighed, problem: served })
  const quantities = problem.demand.map((units) =>
    candidates.list.map((_, other) => (other === n ? units : 0)),
  )
  const gap = cheapest.gap < 0 ? -1 : cost - cheapest.cost + cheapest.gap
  const { parts, short, record } = decisionOf(weighed, { quantities, opened: [n], cost, gap })
  const locations = cheapest.opened.map((other) => candidates.list[other]!.location.id)
  const byHand = { from: [...from], cheapest: { cost: cheapest.cost, locations } }
  return { parts, short, record: { ...record, byHand } }
}

function cannotServe(
  group: GroupToRoute,
  plan: Plan,
  network: NetworkView,
  stock: StockView,
  locationId: number,
): CannotServe {
  const places = weighPlaces(group, plan, network, stock)
  const place = places.find((one) => one.locationId === locationId)
  if (place) return place
  if (network.rank(locationId) === undefined || !network.location(locationId)) {
    return { excluded: 'not_in_pool', rule: null, missing: [], safety: [] }
  }
  const skus = demandBySku(group)
  const nothing = skus.map(() => 0)
  return { excluded: null, rule: null, missing: hasOf(skus, nothing).missing, safety: [] }
}

/** By location with a supply row: what is there of each SKU, whoever may sell it. */
function stockBySku(skus: readonly SkuDemand[], stock: StockView): Map<number, number[]> {
  const places = new Map<number, number[]>()
  skus.forEach(({ skuId }, s) => {
    stock.forEach(skuId, (locationId, available) => {
      const there = places.get(locationId) ?? skus.map(() => 0)
      there[s] = Math.max(0, available)
      places.set(locationId, there)
    })
  })
  return places
}

function hasOf(skus: readonly SkuDemand[], available: readonly number[]) {
  const missing: Short[] = []
  skus.forEach(({ skuId, lines }, s) => {
    let left = available[s]!
    for (const { lineNo, quantity: wanted } of lines) {
      const here = Math.min(left, wanted)
      left -= here
      if (here < wanted) missing.push({ lineNo, skuId, wanted, available: here })
    }
  })
  const some = skus.some(({ quantity }, s) => Math.min(quantity, available[s]!) > 0)
  const has: WeighedPlace['has'] = missing.length === 0 ? 'all' : some ? 'part' : 'none'
  return { has, missing }
}

/**
 * The reason of the place before that of a SKU; that something is not there is no such reason. A
 * place without room for all of it has none for a person who gives it all of it.
 */
function reasonOf(
  why: Candidates['excluded'],
  isCrowded: boolean,
): Pick<WeighedPlace, 'excluded' | 'rule'> {
  const reasons = why.filter((one) => one.why !== 'no_stock')
  const first = reasons.find(({ skuId }) => skuId === null) ?? reasons[0]
  const excluded = first?.why ?? (isCrowded ? 'at_capacity' : null)
  return { excluded, rule: first?.rule ?? null }
}
