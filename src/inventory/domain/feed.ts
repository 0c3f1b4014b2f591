import type { Supply } from './supply.ts'

/**
 * Whose number a feed tells: `on_hand` is what lies there; `available` is that less what the source
 * itself has reserved or holds back.
 */
export const feedNumbers = ['on_hand', 'available'] as const
export type FeedNumber = (typeof feedNumbers)[number]

/** A full feed says all that a location has; a delta only what it names. */
export const feedKinds = ['full', 'delta'] as const
export type FeedKind = (typeof feedKinds)[number]

/** What a feed says of one row, in base units. */
export type Fed = { number: FeedNumber; units: number }

/**
 * What the ledger has of a row that the fed number does not contain yet: movements that happened
 * after the feed was true, or were recorded here after the source last heard of us; each once.
 */
export type Since = {
  /** Changes of what is on hand, without feeds, counts, and what waits for the owner no more. */
  quantity: number
  /** Changes of what is unavailable, but for what waits for the owner. */
  unavailable: number
  /** Changes of allocations that the source has not heard of. */
  allocated: number
  /** Units that have left and that the owner still counted, as far as was known here. */
  awaiting: number
  /** Units that left so after the source last heard of us: it still counts them. */
  awaitingLater: number
  /** Somebody counted the row after the feed was true: that says more than the feed. */
  isCounted: boolean
}

/** What a fed number does to a row: to what is on hand, and to what waits for the owner. */
export type FedChange = { quantity: number; unavailable: number }

/**
 * How a fed number changes a row: on hand becomes the number that was fed, plus what happened
 * since; what has left and is no longer counted by the source waits no longer. What the source
 * still counts and waits here no more was taken off here. Claims are not touched, and a count made
 * since stands: it was of what lies there, so what waits no longer leaves the number too.
 */
export function decideFed(
  row: Pick<Supply, 'quantity' | 'unavailable' | 'allocated'>,
  fed: Fed,
  since: Since,
): FedChange {
  const released = Math.max(0, since.awaiting - since.awaitingLater)
  const unavailable = 0 - released
  if (since.isCounted) return { quantity: unavailable, unavailable }
  const keptBack = row.unavailable - since.awaiting - since.unavailable
  const known = keptBack + row.allocated - since.allocated
  const then = fed.number === 'on_hand' ? fed.units : fed.units + known
  const takenOff = Math.max(0, since.awaitingLater - since.awaiting)
  return { quantity: then + since.quantity - takenOff - row.quantity, unavailable }
}

/** Whether it does anything at all. */
export function isChange({ quantity, unavailable }: FedChange): boolean {
  return quantity !== 0 || unavailable !== 0
}

/** The share of refused rows, in percent, above which a full feed is taken for broken. */
export const REFUSED_PERCENT = 5

/**
 * Whether what a full feed does not mention is set to zero. A feed without a good row, or with more
 * than `most` percent bad ones, is a broken file: it must not empty a shop.
 */
export function decideZeroing(feed: {
  kind: FeedKind
  good: number
  refused: number
  most: number
}): boolean {
  const { kind, good, refused, most } = feed
  return kind === 'full' && good > 0 && refused * 100 <= most * (good + refused)
}

/** What a row is about; of a refused one as far as it can be told. */
export type Named = { skuId: number | undefined; locationId: number; isGood: boolean }

/** What a feed has named so far, by location: with its bad rows, for those are not missing. */
export type Tally = Map<number, { skuIds: number[]; good: number; refused: number }>

export function addNamed(tally: Tally, named: readonly Named[]): void {
  for (const { isGood, ...what } of named) addTo(tally, what, isGood)
}

/** The same of rows that are all good: most are. */
export function addGood(
  tally: Tally,
  rows: readonly Pick<FeedRow, 'skuId' | 'locationId'>[],
): void {
  for (const row of rows) addTo(tally, row, true)
}

function addTo(tally: Tally, { skuId, locationId }: Omit<Named, 'isGood'>, isGood: boolean): void {
  let at = tally.get(locationId)
  if (!at) tally.set(locationId, (at = { skuIds: [], good: 0, refused: 0 }))
  if (skuId !== undefined) at.skuIds.push(skuId)
  at[isGood ? 'good' : 'refused'] += 1
}

/**
 * Whether a full feed has said all there is: as a whole, and of each location by itself. Never
 * where rows may be hidden in one that could not be read: how many, nobody knows.
 */
export function decideWhole(
  head: { kind: FeedKind; refusedPercent: number },
  all: { good: number; refused: number; mayHide: boolean },
  tally: Tally,
): boolean {
  const { kind, refusedPercent: most } = head
  if (all.mayHide) return false
  const places = [...tally.values()].filter(({ good }) => good > 0)
  return [all, ...places].every(({ good, refused }) => decideZeroing({ good, refused, kind, most }))
}

/** With so many others that are being answered a feed rests as long as it works. */
const MANY = 16
/** At most so many times as long: it has to end some time. */
const RESTS_MOST = 3

/** How long a feed rests after some work, so that orders beside it hardly wait for it. */
export function decideRest(workedMs: number, others: number): number {
  return workedMs * Math.min(RESTS_MOST, others / MANY)
}

/** One row of a feed, resolved. */
export type FeedRow = { no: number; skuId: number; locationId: number; units: number }

/** What newer feeds have said of a location. */
export type Newer = {
  /** Locations of which a newer full feed of the same source is in: it has said all. */
  whole: ReadonlySet<number>
  /** SKUs by location that newer feeds of any source mention. */
  mentioned: ReadonlyMap<number, ReadonlySet<number>>
}

/** Parts the rows of a late feed: those that still say something, and those that are overtaken. */
export function decideOvertaken<Row extends { skuId: number; locationId: number }>(
  rows: readonly Row[],
  newer: Newer,
): { fresh: Row[]; overtaken: Row[] } {
  // Most feeds are the newest.
  if (newer.whole.size === 0 && newer.mentioned.size === 0)
    return { fresh: [...rows], overtaken: [] }
  const isOvertaken = ({ skuId, locationId }: Row) =>
    newer.whole.has(locationId) || (newer.mentioned.get(locationId)?.has(skuId) ?? false)
  const parted = Map.groupBy(rows, isOvertaken)
  return { fresh: parted.get(false) ?? [], overtaken: parted.get(true) ?? [] }
}

/** The last of the rows of each SKU and location: who says a number twice means the later one. */
export function lastOfEach(rows: readonly FeedRow[]): readonly FeedRow[] {
  const seen = new Map<number, Set<number>>()
  const isTwice = rows.some(({ skuId, locationId }) => {
    let skus = seen.get(locationId)
    if (!skus) seen.set(locationId, (skus = new Set()))
    return skus.size === skus.add(skuId).size
  })
  if (!isTwice) return rows
  return [...new Map(rows.map((row) => [`${row.skuId}/${row.locationId}`, row])).values()]
}
