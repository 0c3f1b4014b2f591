/** A line of an order; of a component the line that its bundle was sent as, and how many of it. */
export type Line = { no: number; bundle?: { no: number; ratio: number } | undefined }

/** Units of a line that nobody can serve. */
export type Unserved = { lineNo: number; units: number }

/**
 * Which units of an order are cancelled because no place can serve them, by line: those, and where
 * they belong to a bundle as many whole bundles as lack any of them.
 */
export function decideUnserved(
  lines: readonly Line[],
  unserved: readonly Unserved[],
): Map<number, number> {
  const cancelled = new Map<number, number>()
  const bundles = new Map<number, number>()
  const lineOf = new Map(lines.map((line) => [line.no, line]))
  for (const { lineNo, units } of unserved.filter((one) => one.units > 0)) {
    const { bundle } = lineOf.get(lineNo)!
    if (!bundle) cancelled.set(lineNo, (cancelled.get(lineNo) ?? 0) + units)
    else {
      const lacking = Math.ceil(units / bundle.ratio)
      bundles.set(bundle.no, Math.max(bundles.get(bundle.no) ?? 0, lacking))
    }
  }
  for (const { no, bundle } of lines) {
    const count = bundle && bundles.get(bundle.no)
    if (count) cancelled.set(no, count * bundle.ratio)
  }
  return cancelled
}
