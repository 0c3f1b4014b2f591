/**
 * What the stock-taking lines of the UK gift retailer say: why units were written off, of which
 * items more than the books had, and which codes are one item.
 */

/** Why units were taken off the books. */
export type WriteOffReason = 'damage' | 'sale' | 'count' | 'correction' | 'adjustment'

/**
 * What notes say, in the order in which they are looked for: people write as they like. Damage
 * comes first, since what was thrown away is gone whatever else went wrong with it.
 */
const SAYINGS: readonly [WriteOffReason, RegExp][] = [
  [
    'damage',
    /da[mg]a[mg]e|destroy|thrown? away|smash|crush|crack|broken|break|wet|rust|mould|faulty/i,
  ],
  ['correction', /\bfix\b|revers/i],
  // Under another code, as a set, or on a site that the books did not know of.
  ['sale', /\bsold\b|dotcom|ebay|amazon/i],
  ['correction', /adjust|incorrect|wrong|barcode|mix|credit|difference|oops|not rcvd|test|^\d+$/i],
  ['count', /check|count|missing|lost|find|found|mia|mystery|^\?+$/i],
]

/** The reason that a note tells; where nobody wrote one it is an adjustment. */
export function reasonOfNote(note: string): WriteOffReason {
  return SAYINGS.find(([, words]) => words.test(note))?.[0] ?? 'adjustment'
}

/** One line of goods: sold (less than none are returned), or written off; in the order of time. */
export type BookLine = {
  at: number
  code: string
  /** As the file writes the code. */
  spelling: string
  sold: number
  writtenOff: number
  note: string
}

export type StockTaking = {
  /** By reason, the most units first, with the notes that are there most often. */
  reasons: { reason: WriteOffReason; lines: number; units: number; notes: string[] }[]
  /** Items of which more was written off than was there, by when that was, and by how many. */
  below: { code: string; at: number; lacking: number }[]
  /** Codes that differ in case only. */
  spellings: { code: string; as: string[] }[]
}

const NOTES_SHOWN = 3

/**
 * Explains the lines. The file has no deliveries, so the books begin with what the sales alone
 * show to have been there; an item is below nothing when more than that was written off.
 */
export function stockTakingOf(lines: readonly BookLine[]): StockTaking {
  const byCode = Map.groupBy(lines, ({ code }) => code)
  const written = lines.filter(({ writtenOff }) => writtenOff > 0)
  const reasons = [...Map.groupBy(written, ({ note }) => reasonOfNote(note))].map(
    ([reason, some]) => ({
      reason,
      lines: some.length,
      units: some.reduce((sum, { writtenOff }) => sum + writtenOff, 0),
      notes: mostOften(some.map(({ note }) => note)),
    }),
  )
  return {
    reasons: reasons.toSorted((a, b) => b.units - a.units),
    below: [...byCode].flatMap(([code, own]) => belowOf(code, own) ?? []).toSorted(byTime),
    spellings: [...byCode].flatMap(([code, own]) => {
      const as = [...new Set(own.map(({ spelling }) => spelling))].toSorted()
      return as.length > 1 ? [{ code, as }] : []
    }),
  }
}

function belowOf(code: string, lines: readonly BookLine[]) {
  const sorted = lines.toSorted((a, b) => a.at - b.at)
  let sold = 0
  const opening = sorted.reduce((most, line) => {
    sold += line.sold
    return Math.max(most, sold)
  }, 0)
  let left = opening
  let lowest = 0
  let since: number | undefined
  for (const { at, sold: units, writtenOff } of sorted) {
    left -= units + writtenOff
    if (left < 0) since ??= at
    lowest = Math.min(lowest, left)
  }
  return since === undefined ? undefined : { code, at: since, lacking: -lowest }
}

function byTime(a: { at: number; code: string }, b: { at: number; code: string }): number {
  return a.at - b.at || (a.code < b.code ? -1 : 1)
}

function mostOften(notes: readonly string[]): string[] {
  const counts = Map.groupBy(notes, (note) => note)
  return [...counts]
    .toSorted(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .slice(0, NOTES_SHOWN)
    .map(([note]) => note)
}

const BELOW_SHOWN = 5

/** The same in lines to read. */
export function textOfStockTaking({ reasons, below, spellings }: StockTaking): string {
  const day = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toString().slice(0, 10)
  const worst = below.toSorted((a, b) => b.lacking - a.lacking).slice(0, BELOW_SHOWN)
  return [
    'Written off, by reason',
    ...reasons.map(({ reason, lines, units, notes }) => {
      const said = notes.map((note) => (note === '' ? 'nothing' : `"${note}"`)).join(', ')
      return `  ${reason.padEnd(12)} ${lines} lines, ${units} units: ${said}`
    }),
    `Items of which more was written off than the sales show to have been there: ${below.length}`,
    ...worst.map(
      ({ code, at, lacking }) => `  ${code.padEnd(12)} ${lacking} short since ${day(at)}`,
    ),
    `Codes that differ in case only, each taken as one item: ${spellings.length}`,
    ...spellings.slice(0, BELOW_SHOWN).map(({ as }) => `  ${as.join(', ')}`),
  ].join('\n')
}
