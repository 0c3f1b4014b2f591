import type {
  Demand,
  Exclusion,
  GroupToRoute,
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

export type Candidate = { location: RoutingLocation; rank: number; available: number[] }

export type Candidates = {
  skus: SkuDemand[]
  /** Locations that can serve something, by id; `available` by index of the SKU. */
  list: Candidate[]
  /** Why others dropped out: per location, and per location and SKU. */
  excluded: { locationId: number; skuId: number | null; why: Exclusion }[]
  /** Location, SKU and units that were there and not offered. */
  heldBack: [number, number, number][]
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
): Candidates {
  const skus = demandBySku(group)
  const found = new Map<number, Candidate>()
  const verdicts = new Map<number, Exclusion | null>()
  const excluded: Candidates['excluded'] = []
  const heldBack: Candidates['heldBack'] = []
  skus.forEach(({ skuId }, s) => {
    stock.forEach(skuId, (locationId, available, back = 0) => {
      const verdict = judge(locationId)
      if (verdict !== null) return
      if (back > 0) heldBack.push([locationId, skuId, back])
      const why = judgeSku(skuId, locationId, available)
      if (why) {
        excluded.push({ locationId, skuId, why })
        return
      }
      const candidate = found.get(locationId) ?? newCandidate(locationId)
      candidate.available[s] = available
    })
  })

  function judge(locationId: number): Exclusion | null {
    const known = verdicts.get(locationId)
    if (known !== undefined) return known
    const why = exclusionOf(network.location(locationId), locationId)
    verdicts.set(locationId, why)
    if (why) excluded.push({ locationId, skuId: null, why })
    return why
  }

  function exclusionOf(location: RoutingLocation | undefined, id: number): Exclusion | null {
    if (network.rank(id) === undefined || !location) return 'not_in_pool'
    if (location.archived) return 'location_archived'
    if (location.paused) return 'location_paused'
    if (group.pickupLocationId === undefined) {
      if (!location.ships) return 'does_not_ship'
    } else {
      if (id !== group.pickupLocationId) return 'not_the_pickup_location'
      if (!location.pickup) return 'no_pickup'
    }
    return avoids(group, id, null) ? 'declined' : null
  }

  function judgeSku(skuId: number, locationId: number, available: number): Exclusion | null {
    if (network.isSkuPaused(skuId, locationId)) return 'sku_paused'
    if (avoids(group, locationId, skuId)) return 'not_found_there'
    const { along } = group
    if (along?.skuIds.has(skuId) && !along.places.has(locationId)) return 'nothing_along'
    return available > 0 ? null : 'no_stock'
  }

  function newCandidate(locationId: number): Candidate {
    const candidate = {
      location: network.location(locationId)!,
      rank: network.rank(locationId)!,
      available: skus.map(() => 0),
    }
    found.set(locationId, candidate)
    return candidate
  }

  const list = [...found.values()].toSorted((a, b) => a.location.id - b.location.id)
  return { skus, list, excluded, heldBack }
}

function avoids({ avoid }: GroupToRoute, locationId: number, skuId: number | null): boolean {
  if (avoid === undefined) return false
  return avoid.some((one) => one.locationId === locationId && one.skuId === skuId)
}
