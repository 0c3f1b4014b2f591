/** Work that its location has not accepted, as far as it says when it is looked at next. */
export type Unaccepted = {
  dueAt: Temporal.Instant | null
  /** By when all of it should have left, by the clock. */
  shipBy: Temporal.Instant
  escalation: number
}

/** What should have left a day ago waits for no door to open. */
const PATIENCE_HOURS = 24

/**
 * When work that stays is looked at next: when it should be accepted, or should have left if that
 * is before. What is late already is given its time by the clock: it may be closed for weeks.
 */
export function decideNextLook(
  { shipBy }: Pick<Unaccepted, 'shipBy'>,
  of: { acceptBy: Temporal.Instant; acceptMinutes: number; now: Temporal.Instant },
): Temporal.Instant {
  return isPast(shipBy, of.now)
    ? of.now.add({ minutes: of.acceptMinutes })
    : earlier(of.acceptBy, shipBy)
}

/**
 * Until when work is still waited for that is looked at only since it should have left: until it
 * should be accepted, which was told at its release, but no more than a day; where that has been
 * missed already, as long again by the clock. Undefined where the time to accept is over.
 */
export function decideWait(
  { dueAt, shipBy, escalation }: Unaccepted,
  of: { acceptBy: Temporal.Instant; acceptMinutes: number; now: Temporal.Instant },
): Temporal.Instant | undefined {
  if (!dueAt?.equals(shipBy)) return undefined
  const until =
    escalation === 0
      ? earlier(of.acceptBy, shipBy.add({ hours: PATIENCE_HOURS }))
      : shipBy.add({ minutes: of.acceptMinutes })
  return isPast(until, of.now) ? undefined : until
}

export function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? one : other
}

export function isPast(at: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, now) <= 0
}
