import type { SupplyKey } from '../../inventory/index.ts'
import type { Decision, GroupToRoute, StockView } from '../../routing/index.ts'
import { noLimit, spread, viewOf, type ComingPart } from './coming.ts'
import { decideUncovered, losingFirst, type ClaimHere } from './uncovered.ts'

/** Units of an order line that were promised of a receipt or a backorder, and for when. */
export type PromisedClaim = ClaimHere & {
  claimId: string
  promisedOn: Temporal.PlainDate
  /** Of a backorder: it was told that its day has passed. */
  late: boolean
}

/** What they rest on as it is now. */
export type RestingOn = {
  /** Null: a backorder. */
  dueOn: Temporal.PlainDate | null
  /** Its day has passed, and it has not come. */
  late: boolean
  /** It is less sure to come than what may be promised. */
  isUnsure: boolean
  /** Units that are promised of it and do not come. */
  missing: number
}

/** Units that need other goods, or would do better with them. */
export type Wish = {
  claim: PromisedClaim
  units: number
  /** Nothing comes for them: any goods are better, and without any the line is short. */
  isLost: boolean
  /** The last day on which other goods are better than what they rest on; null: any day. */
  until: Temporal.PlainDate | null
}

/**
 * Who should get other goods, as orders are served. Where fewer come than are promised, the
 * newest orders of the lowest priority lose theirs. What comes later than the customer was told is
 * better replaced by what comes sooner; what is unsure or overdue by what keeps the day; a
 * backorder by anything that has a day.
 */
export function decideWishes(
  claims: readonly PromisedClaim[],
  on: RestingOn,
  today: Temporal.PlainDate,
): Wish[] {
  const losing = new Map(
    decideUncovered(claims, on.missing).map(({ claim, units }) => [claim.claimId, units]),
  )
  return losingFirst(claims)
    .toReversed()
    .flatMap((claim): Wish[] => {
      const lost = losing.get(claim.claimId) ?? 0
      const wishes: Wish[] = []
      if (lost > 0) wishes.push({ claim, units: lost, isLost: true, until: null })
      const rest = claim.quantity - lost
      const until = rest > 0 ? untilOf(claim, on, today) : undefined
      if (until !== undefined) wishes.push({ claim, units: rest, isLost: false, until })
      return wishes
    })
}

/** Undefined where what they rest on keeps the promise. */
function untilOf(
  { promisedOn }: PromisedClaim,
  { dueOn, late, isUnsure }: RestingOn,
  today: Temporal.PlainDate,
): Temporal.PlainDate | null | undefined {
  if (dueOn === null) return null
  if (late) return isBefore(promisedOn, today) ? today : promisedOn
  if (isBefore(promisedOn, dueOn)) return dueOn.subtract({ days: 1 })
  return isUnsure ? promisedOn : undefined
}

/** Goods that could serve instead; those on hand are there today. */
export type Instead = SupplyKey & { free: number; dueOn: Temporal.PlainDate }

/**
 * Other goods for a wish: those of the earliest day by which there is enough, at the least cost
 * among those; what there is until the day, where there is not enough.
 */
export function decideInstead(
  group: GroupToRoute,
  until: Temporal.PlainDate | null,
  { rows, barred }: { rows: readonly Instead[]; barred: NonNullable<StockView['barred']> },
  route: (group: GroupToRoute, stock: StockView) => Decision,
): { parts: ComingPart[]; decision: Decision | undefined } {
  const usable = rows
    .filter(({ free, dueOn }) => free > 0 && (until === null || !isBefore(until, dueOn)))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn) || a.supplyNo - b.supplyNo)
  let decision: Decision | undefined
  for (const [i, { dueOn }] of usable.entries()) {
    if (usable[i + 1]?.dueOn.equals(dueOn)) continue
    // Some of it is there already, and places keep of that what they keep.
    decision = route(group, { ...viewOf(usable.slice(0, i + 1), barred), isComing: false })
    if (decision.short.length === 0) break
  }
  return { parts: decision ? spread(decision.parts, usable, () => noLimit) : [], decision }
}

/**
 * Whether units that stay where they are come otherwise than the customer was told. A backorder has
 * no day of its own: it is late when the promised day has passed, and that is news once.
 */
export function isLetDown(
  { promisedOn, late: isTold }: PromisedClaim,
  { dueOn, late }: Pick<RestingOn, 'dueOn' | 'late'>,
  today: Temporal.PlainDate,
): boolean {
  if (dueOn === null) return !isTold && isBefore(promisedOn, today)
  return late || isBefore(promisedOn, dueOn)
}

export function isBefore(a: Temporal.PlainDate, b: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(a, b) < 0
}
