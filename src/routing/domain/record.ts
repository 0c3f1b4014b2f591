import { bandOf } from './bands.ts'
import type { Carried } from '../../shipping/index.ts'
import type { Measure } from '../../network/index.ts'
import type { Full } from './capacity.ts'
import type { Candidates } from './candidates.ts'
import type { Chosen, Plan } from './decide.ts'
import type { Freight } from './freight.ts'
import { carriageOf, costAlone, partCost, weightOf, type Problem } from './solve/problem.ts'
import { ruledOf, type Ruled } from './ruled.ts'
import type { RuledBy } from './rules/record.ts'
import type { Exclusion, GroupToRoute, Short } from './types.ts'

/** What one opened location costs by term, in 1e-4 of the major currency unit. */
export type Cost = { parcel: number; freight: number; handling: number; total: number }

/**
 * Where a parcel's price stands in the table of the tariff: the zone by its place from 0 (null:
 * `otherwise`), the band by its highest weight in grams (null: beyond the last).
 */
type Row = { zone: number | null; bandG: number | null }

/**
 * Why a group goes where it goes: the plan, every candidate with what serving all of it alone would
 * cost (null where it lacks something), everyone who dropped out with the reason, the chosen
 * locations with their cost by term, and the best single location beside them. Ids only.
 */
export type DecisionRecord = {
  format: 1
  plan: { id: number | null; version: number; strategy: Plan['strategy'] }
  group: { no: number; method: string }
  wanted: { skuId: number; quantity: number; available: number }[]
  chosen: {
    locationId: number
    km: number | null
    units: [number, number][]
    cost: Cost
    table?: Row
    /** Where carriage goes by rate cards: by whom. */
    carriage?: Carried
  }[]
  cost: number
  /** 0 proven best; above 0 at most so much dearer than the best; -1 by rule, nothing proven. */
  gap: number
  /** Location, km, cost alone. */
  candidates: [number, number | null, number | null][]
  /** Reason → locations, or [location, SKU] where only that SKU drops out there. */
  excluded: Partial<Record<Exclusion, (number | [number, number])[]>>
  alternative: { locationId: number; cost: number; dearerBy: number } | null
  short: Short[]
  /** Only where some was: location, SKU and units not offered, their numbers being out of date. */
  heldBack?: [number, number, number][]
  /** Only where some was: location and km, out of reach of all carriers that collect there. */
  unreached?: [number, number | null][]
  /**
   * Only where days had too little room: location, measure, the most there may be, and what others
   * had of it.
   */
  full?: [number, Measure, number, number][]
  /** Only where there are rules of routing: the one that decided. */
  rule?: RuledBy
  /** Of the rule that decided: the last tier of places that it took, from 0. */
  tier?: number
  /** Only where a rule limits it: places that are too far away, and how far in km. */
  far?: [number, number | null][]
  /** Only where rules of availability had a part in it. */
  ruled?: Ruled
  /** Only where a person chose: what it was before, and what would have been cheapest. */
  byHand?: ByHand
}

/** Locations that had the units, and the least that all of it would have cost, and from where. */
export type ByHand = { from: number[]; cheapest: { cost: number; locations: number[] } }

export function recordOf(of: {
  group: GroupToRoute
  plan: Plan
  candidates: Candidates
  freights: readonly Freight[]
  problem: Problem
  chosen: Chosen
  short: Short[]
}): DecisionRecord {
  const { group, plan, candidates, freights, problem, chosen } = of
  const alone = candidates.list.map((_, n) => costAlone(problem, n) ?? null)
  const ruled = ruledOf(candidates)
  return {
    format: 1,
    plan: { id: plan.id, version: plan.version, strategy: plan.strategy },
    group: { no: group.no, method: group.method },
    wanted: candidates.skus.map(({ skuId, quantity }, s) => ({
      skuId,
      quantity,
      available: Math.min(
        problem.available[s]!.reduce((sum, units) => sum + units, 0),
        candidates.most[s]?.units ?? Infinity,
      ),
    })),
    chosen: chosen.opened.map((n) => chosenOf(n, of)),
    cost: chosen.cost,
    gap: chosen.gap,
    candidates: candidates.list.map(({ location }, n) => [location.id, freights[n]!.km, alone[n]!]),
    excluded: excludedOf(candidates),
    alternative: alternativeOf(candidates, alone, chosen),
    short: of.short,
    ...(candidates.heldBack.length > 0 ? { heldBack: candidates.heldBack } : {}),
    ...(candidates.unreached.length > 0 ? { unreached: candidates.unreached } : {}),
    ...(candidates.full.length > 0 && { full: candidates.full.map(rowOf) }),
    ...(ruled && { ruled }),
  }
}

function rowOf({ locationId, measure, limit, used }: Full): [number, Measure, number, number] {
  return [locationId, measure, limit, used]
}

/** What one opened location gives, and what that costs. */
export function chosenOf(
  n: number,
  of: Omit<Parameters<typeof recordOf>[0], 'short'>,
): DecisionRecord['chosen'][number] {
  const { candidates, freights, problem, chosen } = of
  const { location } = candidates.list[n]!
  const units: [number, number][] = []
  let handling = 0
  let variable = 0
  candidates.skus.forEach((sku, s) => {
    const quantity = chosen.quantities[s]?.[n] ?? 0
    if (quantity === 0) return
    units.push([sku.skuId, quantity])
    // Part by part as the total is, so that none of the rounding turns up as carriage.
    handling += Math.round(location.handlingCost * sku.wholePerUnit * quantity)
    variable += partCost(problem.unit[s]![n]!, quantity)
  })
  const { zone, offer } = freights[n]!
  const given = candidates.skus.map((_, s) => chosen.quantities[s]?.[n] ?? 0)
  const { banded } = problem
  const total = problem.nodes[n]!.fixed + variable + (banded ? carriageOf(banded, n, given) : 0)
  const parcel = location.parcelCost
  const cost = { parcel, freight: total - parcel - handling, handling, total }
  const parcelOf = { locationId: location.id, km: freights[n]!.km, units, cost }
  if (!banded) return parcelOf
  const weight = weightOf(banded.weight, given)
  if (offer) return { ...parcelOf, carriage: offer.carried(weight) }
  if (!zone) return parcelOf
  const bandG = banded.bands[bandOf(banded.bands, weight)] ?? null
  return { ...parcelOf, table: { zone: zone.no, bandG } }
}

function excludedOf({ excluded }: Candidates): DecisionRecord['excluded'] {
  const byReason: DecisionRecord['excluded'] = {}
  for (const { locationId, skuId, why } of excluded) {
    const places = (byReason[why] ??= [])
    places.push(skuId === null ? locationId : [locationId, skuId])
  }
  return byReason
}

/** The cheapest single location that is not the plan itself. */
function alternativeOf(
  { list }: Candidates,
  alone: readonly (number | null)[],
  { opened, cost }: Chosen,
): DecisionRecord['alternative'] {
  let best: number | undefined
  alone.forEach((price, n) => {
    if (price === null || (opened.length === 1 && opened[0] === n)) return
    if (best === undefined || price < alone[best]!) best = n
  })
  if (best === undefined || opened.length === 0) return null
  const price = alone[best]!
  return { locationId: list[best]!.location.id, cost: price, dearerBy: price - cost }
}

/** Every location that a record speaks of. */
export function locationsIn(record: DecisionRecord): Set<number> {
  const { chosen, candidates, excluded, alternative, byHand } = record
  const dropped = Object.values(excluded).flat()
  return new Set([
    ...chosen.map(({ locationId }) => locationId),
    ...candidates.map(([locationId]) => locationId),
    ...dropped.map((one) => (typeof one === 'number' ? one : one[0])),
    ...(alternative ? [alternative.locationId] : []),
    ...(byHand ? [...byHand.from, ...byHand.cheapest.locations] : []),
  ])
}
