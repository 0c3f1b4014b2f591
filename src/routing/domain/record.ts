import { bandOf } from './bands.ts'
import { gramsOf } from './carbon.ts'
import { packagingWeight, type Carried } from '../../shipping/index.ts'
import type { Measure } from '../../network/index.ts'
import type { Full } from './capacity.ts'
import { aloneOf, alternativeOf } from './alternative.ts'
import type { Candidates, SkuDemand } from './candidates.ts'
import type { Failed } from './failed.ts'
import type { Cancelled, Had } from './lacking.ts'
import type { Chosen, Plan } from './decide.ts'
import type { Weighed } from './weigh.ts'
import { pricesIn, type PricesSeen } from './prices-seen.ts'
import { carriageOf, partCost, weightOf } from './solve/problem.ts'
import { ruledOf, type Ruled } from './ruled.ts'
import type { RuledBy } from './rules/record.ts'
import { dayPriceOf } from './speed.ts'
import { amountsOf, carbonFrom, costOfTerms, type Cost } from './terms.ts'
import { timingOf, type Timing } from './timing.ts'
import type { Exclusion, Short } from './types.ts'

/**
 * Where a parcel's price stands in the table of the tariff: the zone by its place from 0 (null:
 * `otherwise`), the band by its highest weight in grams (null: beyond the last).
 */
type Row = { zone: number | null; bandG: number | null }

/**
 * Why a group goes where it goes: the plan, every candidate with what serving all of it alone would
 * cost (null where it lacks something), everyone who dropped out with the reason, the chosen
 * locations with their cost by term, and the best single location beside them (none of tiers that
 * were not looked at). Ids only.
 */
export type DecisionRecord = {
  format: 1
  plan: { id: number | null; version: number; strategy: Plan['strategy'] }
  group: { no: number; method: string }
  wanted: { skuId: number; quantity: number; available: number }[]
  chosen: {
    locationId: number
    km: number | null
    /** Only where a rule lets it travel with nothing else: the category of its goods. */
    alone?: string
    units: [number, number][]
    cost: Cost
    table?: Row
    /** Where carriage goes by rate cards: by whom. */
    carriage?: Carried
    /** When the parcel is ready, leaves and arrives, as far as that is known. */
    time?: Timing
    /** CO2e of the parcel in grams, where it is carried and the distance is known. */
    co2eG?: number
    /**
     * Where it counts that the place may decline: orders it was given lately, those it declined,
     * and how probable it is that it does, in millionths.
     */
    declines?: [number, number, number]
    /**
     * Only where wishes of the rule are about it: each by its place in the rule from 1, and what it
     * gave. Together they are the term, except where a parcel would cost less than nothing. Older
     * records have none.
     */
    wishes?: [no: number, amount: number][]
    /** Prices of scarce stock and of the place's room that count: see `prices`. */
    stockPrices?: [skuId: number, amount: number, price: number][]
    slotPrice?: [amount: number, price: number]
  }[]
  /** All that is chosen, and what is left unfilled. */
  cost: number
  /**
   * 0 proven best, of what the rule allows where one decided; above 0 at most so much dearer than
   * the best; -1 nothing proven: an order of places decided, or days with little room were not
   * used in every way.
   */
  gap: number
  /** Location, km, what all of it would cost from there alone. */
  candidates: [number, number | null, number | null][]
  /** Reason → locations, or [location, SKU] where only that SKU drops out there. */
  excluded: Partial<Record<Exclusion, (number | [number, number])[]>>
  alternative: { locationId: number; cost: number; dearerBy: number } | null
  short: Short[]
  /** Only where one counts: the day by which the group is wanted. */
  wantedBy?: string
  /** Only where it counts how often places decline: when that was last counted. */
  declinesAt?: string
  /**
   * The prices that `stockPrices`, `slotPrice` and `pricesSeen` name by their place here: layer and
   * moment.
   */
  prices?: [layer: string, at: string][]
  /** Only where there were any: by which it can be made again. */
  pricesSeen?: PricesSeen
  /** Only where units were there and not served, being too dear: SKU, units, what that costs. */
  unfilled?: [number, number, number][]
  /** Only where some was: location, SKU and units not offered, their numbers being out of date. */
  heldBack?: [number, number, number][]
  /** Only where some dropped out by a value: that. Older records have none. */
  failed?: Failed
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
  /** Only where who ordered it named a location: that, and whether it is the only one. */
  nominated?: [locationId: number, firm: boolean]
  /** Only where a rule limits it: places that are too far away, and how far in km. */
  far?: [number, number | null][]
  /** Only where rules of availability had a part in it. */
  ruled?: Ruled
  /** Only where it was moved to save: see `Improvement`. */
  improved?: Improvement
  /** Only where something is short: the places that had some of it and dropped out. */
  had?: Had[]
  /** Only where the rule cancels what no place can serve: that. What is short besides waits. */
  cancelled?: Cancelled[]
  /** Only where a person chose: what it was before, and what would have been cheapest. */
  byHand?: ByHand
}

/**
 * Where it came from before and what that would have cost, what was saved with all that moved
 * together, and how many deliveries those are.
 */
export type Improvement = { from: number[]; before: number; saved: number; groups: number }

/** Locations that had the units, and the least that all of it would have cost, and from where. */
export type ByHand = { from: number[]; cheapest: { cost: number; locations: number[] } }

type Recorded = Weighed & { chosen: Chosen; short: Short[]; isLooked(n: number): boolean }

export function recordOf(of: Recorded): DecisionRecord {
  const { group, plan, candidates, problem, chosen } = of
  const prices = pricesIn(of)
  const chosenHere = chosen.opened.map((n) => ({ ...chosenOf(n, of), ...prices.at(n) }))
  const unfilled = unfilledOf(of)
  const alone = aloneOf(of)
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
    chosen: chosenHere,
    cost: chosen.cost,
    gap: chosen.gap,
    candidates: alone,
    excluded: excludedOf(candidates),
    alternative: alternativeOf(alone, of),
    short: of.short,
    ...(group.wantedBy !== undefined && { wantedBy: group.wantedBy }),
    ...(of.places.some(({ declining }) => declining !== undefined) && {
      declinesAt: plan.declines!.at,
    }),
    ...prices.kept(),
    ...(unfilled.length > 0 && { unfilled }),
    ...leftOutOf(candidates),
  }
}

/** What is told of those who dropped out besides why, and of what was not offered. */
export function leftOutOf(
  candidates: Candidates,
): Pick<DecisionRecord, 'heldBack' | 'unreached' | 'failed' | 'full' | 'ruled'> {
  const { heldBack, unreached, failed, full } = candidates
  const ruled = ruledOf(candidates)
  return {
    ...(heldBack.length > 0 && { heldBack }),
    ...(unreached.length > 0 && { unreached }),
    ...(Object.keys(failed).length > 0 && { failed }),
    ...(full.length > 0 && { full: full.map(rowOf) }),
    ...(ruled && { ruled }),
  }
}

function rowOf({ locationId, measure, limit, used }: Full): [number, Measure, number, number] {
  return [locationId, measure, limit, used]
}

/** Units are not cut: what counts for more parcels by its volume goes in no more than its units. */
function inParcels(
  carried: Carried,
  here: readonly { sku: SkuDemand; quantity: number }[],
): Carried {
  const units = here.reduce((sum, { sku, quantity }) => sum + quantity * sku.wholePerUnit, 0)
  return { ...carried, parcels: Math.min(carried.parcels, Math.max(1, Math.ceil(units))) }
}

/** What one opened location gives, and what that costs. */
export function chosenOf(
  n: number,
  of: Weighed & { chosen: Chosen },
): DecisionRecord['chosen'][number] {
  const { candidates, freights, places, problem, plan, chosen } = of
  const { location, alone } = candidates.list[n]!
  const { id: locationId } = location
  const given = candidates.skus.map((_, s) => chosen.quantities[s]?.[n] ?? 0)
  const here = candidates.skus
    .map((sku, s) => ({ sku, quantity: given[s]!, unit: problem.unit[s]![n]! }))
    .filter(({ quantity }) => quantity > 0)
  const { banded } = problem
  const total =
    problem.nodes[n]!.fixed +
    here.reduce((sum, { unit, quantity }) => sum + partCost(unit, quantity), 0) +
    (banded ? carriageOf(banded, n, given) : 0)
  const { km, zone, offer } = freights[n]!
  const weight = banded ? weightOf(banded.weight, given) : 0
  const amounts = amountsOf(places[n]!, here, plan)
  // What services cost by the day on which they arrive: of the two only one counts.
  if (offer) amounts.set(dayPriceOf(of.group, plan) > 0 ? 'speed' : 'late', offer.besides(weight))
  const carriage = offer && inParcels(offer.carried(weight), here)
  const by = carriage && { service: carriage.service, transitDays: carriage.transitDays }
  const time = timingOf(of.group, plan, of.network.moment, locationId, by)
  const { declining, wished } = places[n]!
  const wishes = wished?.each(here) ?? []
  const carbon = carbonFrom(of.group, plan, freights[n]!)
  return {
    locationId,
    km,
    ...(alone !== undefined && { alone }),
    units: here.map(({ sku, quantity }): [number, number] => [sku.skuId, quantity]),
    cost: costOfTerms(amounts, total),
    ...(zone && { table: rowAt(plan.tariff, zone.no, weight) }),
    ...(carriage && { carriage }),
    ...(Object.keys(time).length > 0 && { time }),
    ...(carbon && { co2eG: gramsOf(carbon, here) }),
    ...(declining !== undefined && { declines: declinesAt(plan, locationId, declining) }),
    ...(wishes.length > 0 && { wishes }),
  }
}

/** Of a parcel by the weight of what is in it. */
function rowAt({ table, packaging }: Plan['tariff'], zone: number | null, weight: number): Row {
  const { bands } = table!
  return { zone, bandG: bands[bandOf(bands, weight + packagingWeight(packaging))] ?? null }
}

function declinesAt(
  { declines }: Plan,
  locationId: number,
  declining: number,
): [number, number, number] {
  const { given, declined } = declines!.byLocation.get(locationId) ?? { given: 0, declined: 0 }
  return [given, declined, declining]
}

/** What was there and is not served, and what that costs. */
export function unfilledOf({ candidates, problem, chosen }: Weighed & { chosen: Chosen }) {
  const { unfilled } = problem
  if (!unfilled) return []
  return candidates.skus.flatMap(({ skuId }, s): [number, number, number][] => {
    const given = (chosen.quantities[s] ?? []).reduce((sum, units) => sum + units, 0)
    const left = problem.demand[s]! - given
    return left > 0 ? [[skuId, left, partCost(unfilled[s]!, left)]] : []
  })
}

export function excludedOf({ excluded }: Candidates): DecisionRecord['excluded'] {
  const byReason: DecisionRecord['excluded'] = {}
  for (const { locationId, skuId, why } of excluded) {
    const places = (byReason[why] ??= [])
    places.push(skuId === null ? locationId : [locationId, skuId])
  }
  return byReason
}

/** Every location that a record speaks of. */
export function locationsIn(record: DecisionRecord): Set<number> {
  const { chosen, candidates, excluded, alternative, byHand, improved } = record
  const dropped = Object.values(excluded).flat()
  return new Set([
    ...(record.nominated ? [record.nominated[0]] : []),
    ...chosen.map(({ locationId }) => locationId),
    ...candidates.map(([locationId]) => locationId),
    ...dropped.map((one) => (typeof one === 'number' ? one : one[0])),
    ...(alternative ? [alternative.locationId] : []),
    ...(byHand ? [...byHand.from, ...byHand.cheapest.locations] : []),
    ...(improved?.from ?? []),
  ])
}
