import { kmBetween } from '../../lib/geo.ts'
import { tell, type Failed } from './failed.ts'
import { limitedServices, type Fence } from './rules/fence.ts'
import type { Reach } from '../../shipping/index.ts'
import { reachOf, roundedKm, type Tariff } from './freight.ts'
import { decideRoom, fullOf, type Full } from './capacity.ts'
import type { Left } from './solve/rooms.ts'
import type {
  Demand,
  Exclusion,
  GroupToRoute,
  NamedRule,
  NetworkView,
  RoutingLocation,
  StockView,
} from './types.ts'

/** Demand of one SKU over all lines of the group that want it. */
export type SkuDemand = {
  skuId: number
  quantity: number
  gramsPerUnit: number
  wholePerUnit: number
  lines: readonly Demand[]
}

export type Candidate = {
  location: RoutingLocation
  rank: number
  available: number[]
  /** What its day has left for all together, where that is less than they take. */
  room?: Left
  /** Of a parcel in which nothing else may be: the category of its goods. */
  alone?: string
}

export type Candidates = {
  skus: SkuDemand[]
  /** Locations that can serve something, by id; `available` by index of the SKU. */
  list: Candidate[]
  /** Why others dropped out: per location, and per location and SKU. */
  excluded: Excluded[]
  /** Location, SKU and units that were there and not offered. */
  heldBack: [number, number, number][]
  /** Safety stock that was there and not offered. */
  safety: Kept[]
  /** Units set aside for other channels, where what is left is less than is wanted. */
  aside: Kept[]
  /** Where carriage goes by rate cards: the carriers of the group. */
  reach?: Reach | undefined
  /** The values that failed. */
  failed: Failed
  /** Places out of their reach, with the distance in km. */
  unreached: [number, number | null][]
  /** Locations whose day has no room for all that they could give. */
  full: Full[]
  /** By index of the SKU, where so many units may go in all; `kept` stay somewhere. */
  most: ({ units: number; kept: number; rule: NamedRule } | undefined)[]
}

/** Units that were there and not offered, by a rule where it is known. */
export type Kept = { locationId: number; skuId: number; units: number; rule: NamedRule | undefined }

export type Excluded = {
  locationId: number
  skuId: number | null
  why: Exclusion
  /** By which that is, where it is by one. */
  rule?: NamedRule
}

/** One row per SKU: two lines of one SKU share what is there. */
export function demandBySku(group: GroupToRoute): SkuDemand[] {
  const bySku = new Map<number, Demand[]>()
  for (const demand of group.demand) {
    const lines = bySku.get(demand.skuId)
    if (lines) lines.push(demand)
    else bySku.set(demand.skuId, [demand])
  }
  return [...bySku].map(([skuId, lines]) => ({
    skuId,
    quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    gramsPerUnit: lines[0]!.gramsPerUnit,
    wholePerUnit: lines[0]!.wholePerUnit,
    lines,
  }))
}

/**
 * Finds the candidates of a group: locations with a supply row for one of its SKUs, each kept or
 * dropped with its first reason. Locations without such a row are not listed at all.
 */
export function findCandidates(
  group: GroupToRoute,
  network: NetworkView,
  stock: StockView,
  tariff?: Tariff,
  fence?: Fence,
): Candidates {
  const skus = demandBySku(group)
  const reach = tariff && reachOf(tariff, group, skus)
  /** Places that may give something; undefined for those that dropped out. */
  const found = new Map<number, Candidate | undefined>()
  const excluded: Candidates['excluded'] = []
  const heldBack: Candidates['heldBack'] = []
  const safety: Kept[] = []
  const aside: Kept[] = []
  const unreached: Candidates['unreached'] = []
  const failed: Failed = {}
  skus.forEach(({ skuId, quantity }, s) => {
    stock.forEach(skuId, (locationId, available, back = 0, kept = 0, fenced = 0) => {
      const candidate = candidateAt(locationId)
      if (!candidate) return
      const out = judgeSku(s, locationId, available)
      if (out) excluded.push(out)
      // Where nothing may be sold anyway it is no news that some would have stayed there.
      if (out && out.why !== 'no_stock') return
      if (back > 0) heldBack.push([locationId, skuId, back])
      if (kept > 0) {
        const rule = stock.safetyRule?.(skuId, locationId)
        safety.push({ locationId, skuId, units: kept, rule })
      }
      if (fenced > 0 && available < quantity) {
        const rule = stock.asideRule?.(skuId, locationId)
        aside.push({ locationId, skuId, units: fenced, rule })
      }
      if (out) return
      const given = available - keptByRule(s, locationId)
      if (given <= 0) {
        excluded.push({ locationId, skuId, why: 'kept_by_rule' })
        tell(failed, 'kept_by_rule', [locationId, skuId, available])
        return
      }
      candidate.available[s] = given
    })
  })

  function candidateAt(locationId: number): Candidate | undefined {
    const known = found.get(locationId)
    if (known || found.has(locationId)) return known
    const location = network.location(locationId)
    const rank = network.rank(locationId)
    const why = exclusionOf(location, rank, locationId)
    if (why) excluded.push({ locationId, skuId: null, why })
    const available = skus.map(() => 0)
    const candidate = why ? undefined : { location: location!, rank: rank!, available }
    found.set(locationId, candidate)
    return candidate
  }

  function exclusionOf(
    location: RoutingLocation | undefined,
    rank: number | undefined,
    id: number,
  ): Exclusion | null {
    if (rank === undefined || !location) return 'not_in_pool'
    if (location.archived) return 'location_archived'
    if (location.paused) return 'location_paused'
    if (group.pickupLocationId === undefined) {
      if (!location.ships) return 'does_not_ship'
    } else {
      if (id !== group.pickupLocationId) return 'not_the_pickup_location'
      if (!location.pickup) return 'no_pickup'
    }
    const avoided = avoidedIn(group, id, null)
    if (avoided?.until) tell(failed, 'declined', [id, textOf(avoided.until)])
    if (avoided) return 'declined'
    if (group.nominated?.firm && id !== group.nominated.locationId) return 'not_nominated'
    return fencedFrom(location) ?? unreachedFrom(location)
  }

  function fencedFrom(location: RoutingLocation): Exclusion | null {
    const why = fence?.why(location, kmFrom) ?? null
    if (why === 'closed_by_rule') tell(failed, why, [location.id, fence!.closed(location)!])
    return why
  }

  /** The carriers know it too, so it is found once. */
  function kmFrom(location: RoutingLocation): number | null {
    return reach ? reach.kmFrom(location) : kmBetween(location, group.destination)
  }

  /** In base units; the view has no more to give. */
  function keptByRule(s: number, locationId: number): number {
    const keeps = stock.isComing ? 0 : (fence?.keeps(network.location(locationId)!) ?? 0)
    return keeps === 0 ? 0 : Math.round(keeps / skus[s]!.wholePerUnit)
  }

  function unreachedFrom(location: RoutingLocation): Exclusion | null {
    if (!reach) return null
    const none = reach.unreached(location)
    if (!none) return limitedFrom(location)
    if (none.why === 'not_reached') unreached.push([location.id, roundedKm(none.km)])
    return none.why
  }

  /** The first limit by which no service is left there. */
  function limitedFrom(location: RoutingLocation): Exclusion | null {
    if (!fence?.services.length) return null
    const { services } = fence
    const n = services.findIndex((_, last) => {
      return (
        'why' in reach!.from(location, limitedServices(services.slice(0, last + 1))!(location.id))
      )
    })
    const why = services[n]?.why ?? null
    if (why === 'too_late') tell(failed, why, [location.id, fence.earliest(location.id)])
    return why
  }

  function judgeSku(s: number, locationId: number, available: number): Excluded | null {
    const { skuId } = skus[s]!
    if (network.isSkuPaused(skuId, locationId)) return { locationId, skuId, why: 'sku_paused' }
    const bar = stock.barred?.(skuId, locationId)
    if (bar) return { locationId, skuId, ...bar }
    const avoided = avoidedIn(group, locationId, skuId)
    if (avoided?.until) {
      tell(failed, 'not_found_there', [locationId, skuId, textOf(avoided.until)])
    }
    if (avoided) return { locationId, skuId, why: 'not_found_there' }
    const { along } = group
    const isAlone = along?.skuIds.has(skuId) && !along.places.has(locationId)
    if (isAlone) return { locationId, skuId, why: 'nothing_along' }
    if (reach && !reach.takes(locationId, s)) {
      const { measure, has, most } = reach.tooLarge(locationId, s)
      tell(failed, 'too_large', [locationId, skuId, measure, has, most])
      return { locationId, skuId, why: 'too_large' }
    }
    return available > 0 ? null : { locationId, skuId, why: 'no_stock' }
  }

  const able = [...found.values()].filter((one) => one?.available.some((units) => units > 0))
  const sorted = (able as Candidate[]).toSorted((a, b) => a.location.id - b.location.id)
  const most = skus.map(({ skuId }) => stock.most?.(skuId, network))
  const { list, full, out } = withRoom(sorted, skus, group, stock)
  const dropped = [...excluded, ...out]
  const kept = { heldBack, safety, aside, most, full }
  return { skus, list, excluded: dropped, ...kept, failed, reach, unreached }
}

/** What candidates can give on a day that has a limit; those without room for any drop out. */
function withRoom(
  candidates: Candidate[],
  skus: readonly SkuDemand[],
  { besides = { lines: 0, units: 0 } }: GroupToRoute,
  { day: dayOf }: StockView,
): Pick<Candidates, 'list' | 'full'> & { out: Excluded[] } {
  const full: Full[] = []
  const out: Excluded[] = []
  if (!dayOf) return { list: candidates, full, out }
  const list = candidates.flatMap((candidate) => {
    const { available: there, location } = candidate
    const day = dayOf(location.id)
    if (!day) return [candidate]
    const { available, room, ranOut } = decideRoom(day, skus, { available: there, besides })
    if (!ranOut) return [candidate]
    full.push(fullOf(location.id, day, ranOut))
    const why = { locationId: location.id, why: 'at_capacity' as const }
    if (available.every((units) => units === 0)) {
      out.push({ ...why, skuId: null })
      return []
    }
    skus.forEach(({ skuId }, s) => {
      if (there[s]! > 0 && available[s] === 0) out.push({ ...why, skuId })
    })
    return [{ ...candidate, available, ...(room && { room }) }]
  })
  return { list, full, out }
}

function avoidedIn({ avoid }: GroupToRoute, locationId: number, skuId: number | null) {
  for (const one of avoid ?? []) {
    if (one.locationId === locationId && one.skuId === skuId) return one
  }
  return undefined
}

function textOf(until: Temporal.Instant): string {
  return until.toString({ smallestUnit: 'second' })
}
