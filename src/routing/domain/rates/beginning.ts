type Span = { from: Temporal.Instant; until: Temporal.Instant }

/** What is longer is a time of which nothing is known: it would count as one without orders. */
const LONGEST_GAP = { hours: 24 * 7 }

/**
 * From when on it is known what was asked for: from the first order of our own, or from the first
 * of an imported history where that reaches up to it (or up to now, where there is none of our own)
 * but for a few days.
 */
export function decideBeginning(
  own: Temporal.Instant | undefined,
  imported: Span | undefined,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  if (!imported) return own
  if (isBefore(imported.until.add(LONGEST_GAP), own ?? now)) return own
  return own && isBefore(own, imported.from) ? own : imported.from
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}
