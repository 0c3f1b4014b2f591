import type { Seen } from './ahead.ts'
import type { Decision } from './decide.ts'
import type { DecisionRecord } from './record.ts'
import type { Exclusion } from './types.ts'

/**
 * Why units stay where they are, or are nowhere: why the most places that had some dropped out
 * (`no_stock`: none had any; `no_room`: none has a day that takes anything), or they were
 * `too_dear`, beyond the `limits` of the rule, or `kept_back` by rules of availability, or as
 * numbers are out of date.
 */
export const lacks = ['too_dear', 'limits', 'kept_back', 'no_room'] as const
export type Lack = Exclusion | (typeof lacks)[number]

/** Places that had units of a SKU that is short and dropped out, and the units, by the reason. */
export type Had = [skuId: number, why: Exclusion, places: number, units: number]

/** Units of a line that are cancelled, as no place can serve them. */
export type Cancelled = [lineNo: number, units: number, why: Lack]

/** What passes by itself: the pause, the full day, the hours after a place declined. */
const PASSING: ReadonlySet<string> = new Set<Exclusion>([
  'location_paused',
  'sku_paused',
  'at_capacity',
  'declined',
  'not_found_there',
])

/**
 * Adds to a decision that is short which places had units of that, and what of it is cancelled,
 * where the rule that decided cancels what no place can serve: what would be short also if nothing
 * stood in the way that passes by itself. The rest waits.
 */
export function withLacking(
  decision: Decision,
  seen: Seen,
  decide: (seen: Seen) => Decision,
): Decision {
  if (decision.short.length === 0) return decision
  const had = hadIn(decision, seen)
  const cancels = decision.record.rule?.otherwise === 'cancel'
  const record = {
    ...decision.record,
    ...(had.length > 0 && { had }),
    ...(cancels && { cancelled: decideCancelled(decision, seen, decide) }),
  }
  return { ...decision, record }
}

/** A record of what is not cancelled, whatever the rule says: it stays where it is, or is sold. */
export function cancellingNothing(record: DecisionRecord): DecisionRecord {
  const { cancelled: _, ...rest } = record
  return rest
}

type WhyOut = (skuId: number, locationId: number) => Exclusion | undefined

/** Why places dropped out that may have some of it. */
function whyOutOf({ excluded }: DecisionRecord): WhyOut {
  const ofPlace = new Map<number, Exclusion>()
  const ofSku = new Map<number, Map<number, Exclusion>>()
  for (const why of Object.keys(excluded) as Exclusion[]) {
    if (why === 'no_stock') continue
    for (const place of excluded[why] ?? []) {
      if (typeof place === 'number') {
        ofPlace.set(place, why)
        continue
      }
      const [locationId, skuId] = place
      let places = ofSku.get(skuId)
      if (!places) ofSku.set(skuId, (places = new Map()))
      places.set(locationId, why)
    }
  }
  return (skuId, locationId) => ofSku.get(skuId)?.get(locationId) ?? ofPlace.get(locationId)
}

function hadIn({ short, record }: Decision, { stock }: Seen): Had[] {
  const whyOut = whyOutOf(record)
  return [...new Set(short.map(({ skuId }) => skuId))].flatMap((skuId) => {
    const by = new Map<Exclusion, { places: number; units: number }>()
    stock.forEach(skuId, (locationId, available) => {
      const why = whyOut(skuId, locationId)
      // Who collects knows where: what lies elsewhere is not meant.
      if (available <= 0 || !why || why === 'not_the_pickup_location') return
      const { places, units } = by.get(why) ?? { places: 0, units: 0 }
      by.set(why, { places: places + 1, units: units + available })
    })
    return [...by].map(([why, { places, units }]): Had => [skuId, why, places, units])
  })
}

/** Units that are short now, and would be if all that passes by itself had passed; by line. */
export function decideCancelled(
  decision: Decision,
  seen: Seen,
  decide: (seen: Seen) => Decision,
): Cancelled[] {
  const { group } = seen
  const later = isInTheWay(decision.record, seen) ? whenPassed(seen) : seen
  const then = later === seen ? decision : decide(later)
  const reasons = new Map<number, Reason[]>()
  return group.demand.flatMap(({ lineNo, skuId, follows }) => {
    const lasting = Math.min(lackOf(decision, lineNo), lackOf(then, lineNo))
    // What goes along with the rest goes with the rest.
    if (lasting === 0 || follows) return []
    if (!reasons.has(skuId)) reasons.set(skuId, reasonsOf(then, skuId, later))
    return takeFrom(reasons.get(skuId)!, lasting).map(({ why, units }): Cancelled => {
      return [lineNo, units, why]
    })
  })
}

/**
 * Of any SKU, not only of what is short: within limits a place that comes back may free another for
 * that. A day counts that has some room left, too.
 */
function isInTheWay(record: DecisionRecord, { group, stock }: Seen): boolean {
  if (record.full?.length) return true
  if (!Object.keys(record.excluded).some((why) => PASSING.has(why))) return false
  const whyOut = whyOutOf(record)
  let isFound = false
  for (const { skuId } of group.demand) {
    stock.forEach(skuId, (locationId, available, back = 0, safety = 0, aside = 0) => {
      if (isFound || available + back + safety + aside <= 0) return
      isFound = PASSING.has(whyOut(skuId, locationId) ?? '')
    })
    if (isFound) return true
  }
  return false
}

/**
 * The same once nothing is paused, days are empty, and each place may be asked. How often a day
 * must pass for all of it does not count, but where none ever takes anything it stays so.
 */
function whenPassed({ group, network, stock }: Seen): Seen {
  const { avoid: _, ...asked } = group
  const { day, ...units } = stock
  const never = (id: number) => {
    const today = day?.(id)
    return today?.isNever && today
  }
  const open = {
    ...network,
    location(id: number) {
      const location = network.location(id)
      return location?.paused ? { ...location, paused: false } : location
    },
    isSkuPaused: () => false,
  }
  return { group: asked, network: open, stock: { ...units, ...(day && { day: never }) } }
}

function lackOf({ short }: Decision, lineNo: number): number {
  const line = short.find((one) => one.lineNo === lineNo)
  return line ? line.wanted - line.available : 0
}

type Reason = { why: Lack; units: number }

/** Why units of a SKU are not served, and how many at most for each reason; the last for all. */
function reasonsOf(decision: Decision, skuId: number, seen: Seen): Reason[] {
  const { record, parts } = decision
  const wanted = record.wanted.find((one) => one.skuId === skuId)
  const offered = wanted?.available ?? 0
  const served = parts.reduce((sum, one) => (one.skuId === skuId ? sum + one.quantity : sum), 0)
  const dear = record.unfilled?.find(([id]) => id === skuId)?.[1] ?? 0
  const had = hadIn(decision, seen).filter(([id]) => id === skuId)
  const [most] = had.toSorted((a, b) => b[2] - a[2] || b[3] - a[3])
  const elsewhere = had.reduce((sum, [, , , units]) => sum + units, 0)
  return [
    { why: 'too_dear', units: dear },
    { why: 'limits', units: Math.max(0, offered - served - dear) },
    ...(most ? [{ why: lastingOf(most[1]), units: elsewhere }] : []),
    { why: 'kept_back', units: keptOf(decision, skuId, seen) - offered },
    { why: 'no_stock', units: Infinity },
  ]
}

/** Days that pass are not in the way any more: what is full then is so for good. */
const lastingOf = (why: Exclusion): Lack => (why === 'at_capacity' ? 'no_room' : why)

/** All units at places that may serve it, with those that they keep. */
function keptOf({ record }: Decision, skuId: number, { stock }: Seen): number {
  const whyOut = whyOutOf(record)
  let units = 0
  stock.forEach(skuId, (locationId, available, back = 0, safety = 0, aside = 0) => {
    if (whyOut(skuId, locationId)) return
    units += Math.max(0, available + back + safety + aside)
  })
  return units
}

function takeFrom(reasons: Reason[], units: number): Reason[] {
  let left = units
  return reasons.flatMap((reason) => {
    const taken = Math.min(left, Math.max(0, reason.units))
    left -= taken
    reason.units -= taken
    return taken > 0 ? [{ why: reason.why, units: taken }] : []
  })
}

/** What customers and other systems are told of it. */
export const cancelCauses = ['no_stock', 'no_service', 'too_dear', 'not_allowed'] as const
export type CancelCause = (typeof cancelCauses)[number]

const NO_SERVICE: ReadonlySet<Lack> = new Set<Lack>([
  'does_not_ship',
  'no_pickup',
  'no_freight',
  'not_collected',
  'not_reached',
  'too_large',
])

export function cancelCauseOf(why: Lack): CancelCause {
  if (why === 'no_stock' || why === 'too_dear') return why
  return NO_SERVICE.has(why) ? 'no_service' : 'not_allowed'
}
