type Ordered = { ordered: number; cancelled: number; fulfilled: number }

/**
 * How an order is tried. One of which nothing has left yet is decided anew, without what was
 * cancelled. Of any other the rest would tell little of the rules, so all that was ordered is
 * decided, as if it came now.
 */
export function decideTried(lines: readonly Ordered[]) {
  const hasLeft = lines.some(({ fulfilled }) => fulfilled > 0)
  const isOver = lines.every(({ ordered, cancelled }) => cancelled >= ordered)
  const asIfNew = hasLeft || isOver
  const units = ({ ordered, cancelled }: Ordered) => (asIfNew ? ordered : ordered - cancelled)
  return { asIfNew, units }
}

/** The day on which an order is wanted, as many days from today as it was when it was placed. */
export function wantedAsNew(
  wantedBy: string | null,
  placedOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): string | null {
  if (wantedBy === null) return null
  const { days } = placedOn.until(wantedBy, { largestUnit: 'day' })
  return today.add({ days: Math.max(0, days) }).toString()
}
