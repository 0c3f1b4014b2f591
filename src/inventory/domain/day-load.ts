import { measures, type DayLimit, type Measure } from '../../network/index.ts'
import type { Ledger } from './ledger.ts'

/** Units are counted in millionths of a whole one, so that metres and pieces add up exactly. */
export const MILLION = 1_000_000

/** What is given to a location in a day. */
export type Load = Record<Measure, number>

/** The day on which a location works on what it is given now (ISO), and what limits it. */
export type WorkDay = { on: string; limit: DayLimit; isNever?: true }

/** Of each location with a limit. */
export type WorkDays = (locationId: number) => WorkDay | undefined

/**
 * A location's day as one order finds it: what others were given, and the most there may be.
 * `isNever`: no other day has room either, however long one waits.
 */
export type Day = { limit: DayLimit; used: Load; isNever?: true }

/** Units of one order line at one place. */
export type Work = { locationId: number; lineNo: number; units: number }

/** What of a day an order line has already. */
export type DayShare = Work & { orderId: string; workOn: string }

export type StoredLoad = Load & { locationId: number; workOn: string }

/** Who is given work: an order by its id, or itself before it has one. */
type Owner = string | object

/** The days of locations as orders are decided on one after the other. */
export type DayLoads = {
  /** The day of a location as an order finds it; undefined where nothing limits it. */
  dayFor(order: Owner, locationId: number): Day | undefined
  /** Whether all that an order has at a location is work of another day than it would be now. */
  isOfOtherDay(order: string, locationId: number): boolean
  /** Gives an order's work to its places, whatever there is room for. */
  take(order: Owner, work: readonly Work[]): void
  /** The same where there is room for all of it; false, and nothing is given, where not. */
  takeFitting(order: Owner, work: readonly Work[]): boolean
  /** Forgets what an order was given here. */
  giveBack(order: Owner): void
  /** Takes lines of an order off that it has already: they are decided anew. */
  leave(order: string, lineNos: ReadonlySet<number>): void
  reset(): void
}

const nothing: Load = { orders: 0, lines: 0, units: 0 }

/** What an order has at one place, and what of that it was given here. */
type Share = { lines: Map<number, number>; given: Load }

/** `stored` is what was counted before, `own` what of that orders have that are decided on. */
export function createDayLoads(
  days: WorkDays,
  stored: readonly StoredLoad[],
  own: readonly DayShare[] = [],
): DayLoads {
  const before = new Map(stored.map((one) => [`${one.locationId} ${one.workOn}`, one]))
  const had = Map.groupBy(own, ({ orderId }) => orderId)
  const changes = new Map<number, Load>()
  const shares = new Map<Owner, Map<number, Share>>()

  function shareOf(order: Owner, locationId: number): Share {
    let places = shares.get(order)
    if (!places) shares.set(order, (places = new Map()))
    let share = places.get(locationId)
    if (share) return share
    const on = days(locationId)?.on
    const mine = typeof order === 'string' ? had.get(order) : undefined
    const here = mine?.filter((one) => one.locationId === locationId && one.workOn === on) ?? []
    const lines = new Map(here.map(({ lineNo, units }) => [lineNo, units]))
    places.set(locationId, (share = { lines, given: nothing }))
    return share
  }

  function change(locationId: number, by: Load, sign = 1): void {
    const sum = changes.get(locationId) ?? nothing
    changes.set(locationId, added(sum, by, sign))
  }

  /** What an order's work adds to a place. */
  function addedBy({ lines }: Share, work: readonly Work[]): Load {
    const fresh = new Set(work.map(({ lineNo }) => lineNo).filter((no) => !lines.has(no)))
    const units = work.reduce((sum, one) => sum + one.units, 0)
    return { orders: lines.size === 0 ? 1 : 0, lines: fresh.size, units }
  }

  function usedAt(locationId: number, on: string): Load {
    return added(before.get(`${locationId} ${on}`) ?? nothing, changes.get(locationId) ?? nothing)
  }

  function take(order: Owner, work: readonly Work[]): void {
    for (const [locationId, here] of Map.groupBy(work, (one) => one.locationId)) {
      if (!days(locationId)) continue
      const share = shareOf(order, locationId)
      const more = addedBy(share, here)
      share.given = added(share.given, more)
      for (const { lineNo, units } of here) {
        share.lines.set(lineNo, (share.lines.get(lineNo) ?? 0) + units)
      }
      change(locationId, more)
    }
  }

  return {
    dayFor(order, locationId) {
      const day = days(locationId)
      if (!day) return undefined
      const used = usedAt(locationId, day.on)
      // It comes on top of what others have: an order that is there already is no further one.
      const isThere = shareOf(order, locationId).lines.size > 0
      const { on: _, ...kept } = day
      return { ...kept, used: isThere ? { ...used, orders: used.orders - 1 } : used }
    },
    isOfOtherDay(order, locationId) {
      const here = had.get(order)?.filter((one) => one.locationId === locationId) ?? []
      const on = days(locationId)?.on
      return here.length > 0 && here.every(({ workOn }) => workOn !== on)
    },
    take,
    takeFitting(order, work) {
      for (const [locationId, here] of Map.groupBy(work, (one) => one.locationId)) {
        const day = days(locationId)
        if (!day) continue
        const more = addedBy(shareOf(order, locationId), here)
        if (limitingOf(day.limit, added(usedAt(locationId, day.on), more))) return false
      }
      take(order, work)
      return true
    },
    giveBack(order) {
      for (const [locationId, { given }] of shares.get(order) ?? []) change(locationId, given, -1)
      shares.delete(order)
    },
    leave(order, lineNos) {
      for (const { locationId, workOn } of had.get(order) ?? []) {
        if (days(locationId)?.on !== workOn) continue
        const { lines } = shareOf(order, locationId)
        for (const [lineNo, units] of lines) {
          if (!lineNos.has(lineNo)) continue
          lines.delete(lineNo)
          change(locationId, { orders: lines.size === 0 ? 1 : 0, lines: 1, units }, -1)
        }
      }
    },
    reset() {
      changes.clear()
      shares.clear()
    },
  }
}

/** The first measure in which a load is more than the limit. */
export function limitingOf(limit: DayLimit, load: Load): Measure | undefined {
  return measures.find((measure) => limit[measure] !== null && load[measure] > limit[measure])
}

/** How many units of one line an order may still be given on a day; any number without a limit. */
export function roomOf(day: Day | undefined): number {
  if (!day) return Infinity
  const { limit, used } = day
  const isFull = limitingOf(
    { ...limit, units: null },
    added(used, { orders: 1, lines: 1, units: 0 }),
  )
  if (isFull) return 0
  return limit.units === null ? Infinity : Math.max(0, limit.units - used.units)
}

function added(load: Load, by: Load, sign = 1): Load {
  return {
    orders: load.orders + sign * by.orders,
    lines: load.lines + sign * by.lines,
    units: load.units + sign * by.units,
  }
}

/** Units of a SKU in millionths of a whole one. */
export function millionthsOf(quantity: number, decimals: number): number {
  return quantity * 10 ** (6 - decimals)
}

/** Names the day of whose capacity the new claims on stock on hand take their part. */
export function nameDays(ledger: Ledger, days: WorkDays): void {
  for (const claim of ledger.newClaims) {
    if (claim.kind !== 'allocation' || claim.supplyNo !== 0) continue
    const day = days(claim.locationId)
    if (day) claim.workOn = day.on
  }
}
