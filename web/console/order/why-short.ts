import { listed } from '../../lib/listed.ts'
import type { Step } from '../../ui/steps.tsx'
import { goodsText } from './goods.ts'
import type { Group, Order, OrderEvent } from './types.ts'
import { uncarriedBy, type Uncarried } from './why-uncarried.ts'
import { fullDays, reasonText } from './why-reason.ts'
import type { DecisionRecord, Names, Teller } from './why.ts'

/**
 * What has become of a delivery since: whether something of it still waits, whether all of it is
 * cancelled, and what was said of that.
 */
export type Since = { waits: boolean; isCancelled: boolean; said?: string | undefined }

type Telling = Names & Teller

/** What passes by itself. */
const PASSING: ReadonlySet<string> = new Set([
  'location_paused',
  'sku_paused',
  'at_capacity',
  'declined',
  'not_found_there',
])

/** Places that a title names; more are counted. */
const NAMED = 2

export function titleOf(record: DecisionRecord, names: Names, { words, formats }: Teller): string {
  const { since } = names
  const places = [...new Set(record.chosen.map(({ locationId }) => locationId))].map(names.place)
  if (since?.isCancelled) return words.titleCancelled
  if (places.length > NAMED) return words.titleMany(places.length)
  if (places.length > 0) return words.title(listed(formats.language, places))
  if (record.cancelled && waitingIn(record).length === 0) return words.titleCancelled
  return since?.waits === false ? words.titleWaited : words.titleWaiting
}

/** Where nothing of it comes from anywhere. */
export function nobodyText(record: DecisionRecord, of: Telling): string {
  const { words } = of
  const { unfilled, had, candidates, excluded, heldBack, ruled, cancelled = [] } = record
  if (unfilled) return words.allUnfilled
  const isNowhere = cancelled.length > 0 && cancelled.every(([, , why]) => why === 'no_stock')
  if (isNowhere && !had) return words.nobody
  const uncarried = uncarriedIn(record, of)
  if (uncarried && uncarried !== 'some') return words.uncarried[uncarried]
  const { no_stock: _, not_in_pool: __, ...others } = excluded
  const isThere = had || heldBack || ruled?.safety || ruled?.aside || ruled?.threshold
  // Older decisions do not say whether places that dropped out had some.
  const isMaybe = candidates.length > 0 || Object.keys(others).length > 0
  return isThere || isMaybe ? words.nobodyCould : words.nobody
}

/** Nothing of it is sent, since no service takes it. */
function uncarriedIn(record: DecisionRecord, { pickup }: Names): Uncarried | undefined {
  return pickup === null && record.chosen.length === 0 ? uncarriedBy(record) : undefined
}

type Lacking = { lineNo: number; skuId: number; units: number }

/** What was short since it was not there: not what was there and too dear. */
export function notThere({ short, unfilled = [] }: DecisionRecord): Lacking[] {
  const left = new Map(unfilled.map(([skuId, units]) => [skuId, units]))
  return short.flatMap(({ lineNo, skuId, wanted, available }) => {
    const lacking = wanted - available
    const tooDear = Math.min(lacking, left.get(skuId) ?? 0)
    left.set(skuId, (left.get(skuId) ?? 0) - tooDear)
    return lacking > tooDear ? [{ lineNo, skuId, units: lacking - tooDear }] : []
  })
}

/** What of that the rule did not cancel. */
function waitingIn(record: DecisionRecord): Lacking[] {
  const { cancelled = [] } = record
  return notThere(record).flatMap((one) => {
    const gone = cancelled.filter(([no, , why]) => no === one.lineNo && why !== 'too_dear')
    const units = gone.reduce((left, [, some]) => left - some, one.units)
    return units > 0 ? [{ ...one, units }] : []
  })
}

/** What was cancelled, what waits, and why. */
export function shortSteps(record: DecisionRecord, names: Names, teller: Teller): Step[] {
  const of = { ...names, ...teller }
  const { cancelled = [] } = record
  const waits = waitingIn(record)
  const passing = waits.filter(({ skuId }) => isPassing(record, skuId))
  const rest = waits.filter((one) => !passing.includes(one))
  return [
    ...(cancelled.length > 0 ? [cancelledStep(record, cancelled, of)] : []),
    ...(passing.length > 0 ? [passingStep(record, passing, of)] : []),
    ...(rest.length > 0 ? [waitingStep(record, rest, of)] : []),
  ]
}

/** What was said when all of it was cancelled, where no rule did that. */
export function cancelledLater({ cancelled = [] }: DecisionRecord, of: Telling): Step[] {
  const { isCancelled, said } = of.since ?? {}
  if (!isCancelled || said === undefined || cancelled.length > 0) return []
  return [{ says: of.words.cancelled(said), more: [] }]
}

function isPassing({ cancelled, had = [] }: DecisionRecord, skuId: number): boolean {
  return cancelled !== undefined || had.some(([id, why]) => id === skuId && PASSING.has(why))
}

function cancelledStep(
  record: DecisionRecord,
  cancelled: NonNullable<DecisionRecord['cancelled']>,
  of: Telling,
): Step {
  const skuOf = new Map(record.short.map(({ lineNo, skuId }) => [lineNo, skuId]))
  const byLine = [...Map.groupBy(cancelled, ([lineNo]) => lineNo)]
  const goods = byLine.map(([lineNo, own]) => {
    const units = own.reduce((sum, [, some]) => sum + some, 0)
    return { lineNo, skuId: skuOf.get(lineNo)!, units }
  })
  const lacks: Record<string, string> = {
    ...of.words.lacking,
    ...(of.pickup !== null && { no_stock: of.words.elsewhere }),
  }
  const reasons = cancelled.flatMap(([lineNo, , why]) => {
    const plain = lacks[why]
    if (plain !== undefined) return [plain]
    const told = hadBy(record, new Set([skuOf.get(lineNo)!]), of, (one) => !PASSING.has(one))
    return told.length > 0 ? told : [of.words.whyLeft(reasonText(why, of))]
  })
  return { says: of.words.cancelled(goodsOf(goods, of)), more: [...new Set(reasons)] }
}

function passingStep(record: DecisionRecord, lacking: readonly Lacking[], of: Telling): Step {
  const { words, since } = of
  const skuIds = new Set(lacking.map(({ skuId }) => skuId))
  const isTold = (why: string) => PASSING.has(why) && (why !== 'at_capacity' || !record.full)
  const more = [...hadBy(record, skuIds, of, isTold), ...fullDays(record, of, of)]
  const goods = goodsOf(lacking, of)
  if (since?.waits === false) return { says: words.wasShort(goods), more }
  const then = record.cancelled ? words.waitsElseCancelled : words.waitsToPassMore
  return { says: words.waitsToPass(goods), more: [...more, then] }
}

function waitingStep(record: DecisionRecord, lacking: readonly Lacking[], of: Telling): Step {
  const { words, since } = of
  const more = hadBy(record, new Set(lacking.map(({ skuId }) => skuId)), of)
  const goods = goodsOf(lacking, of)
  if (since?.waits === false) return { says: words.wasShort(goods), more }
  if (uncarriedIn(record, of)) return { says: words.uncarried.waitsForCarriage(goods), more }
  return { says: words.waits(goods), more: [...more, words.waitsMore] }
}

/** How many places had some and dropped out, a sentence for each reason: of most places first. */
function hadBy(
  { had = [] }: DecisionRecord,
  skuIds: ReadonlySet<number>,
  of: Telling,
  isTold: (why: string) => boolean = () => true,
): string[] {
  const most = new Map<string, number>()
  for (const [skuId, why, places] of had) {
    if (skuIds.has(skuId) && isTold(why)) most.set(why, Math.max(most.get(why) ?? 0, places))
  }
  return [...most]
    .toSorted(([, a], [, b]) => b - a)
    .map(([why, places]) => of.words.had(reasonText(why, of), places))
}

function goodsOf(lacking: readonly Lacking[], of: Telling): string {
  const goods = lacking.map(({ skuId, units }) => goodsText(units, of.sku(skuId), of))
  return listed(of.formats.language, goods)
}

/** What has become of a delivery group; what was said is not known without the events. */
export function sinceOf(
  { lines }: Pick<Order, 'lines'>,
  { no }: Pick<Group, 'no'>,
  events: readonly OrderEvent[] | undefined,
  { words }: Teller,
): Since {
  const own = lines.filter(({ group }) => group === no)
  const waits = own.some(({ ordered, cancelled, allocated }) => ordered - cancelled > allocated)
  const isCancelled = own.every(({ ordered, cancelled }) => cancelled >= ordered)
  const numbers = new Set(own.map((line) => line.no))
  const said = events
    ?.flatMap((event) => (event.type === 'order.cancelled' ? [event.data] : []))
    .findLast((one) => one.lines.some(([line]) => numbers.has(line)))
  const reason = said?.cause === 'no_place' ? words.nobodyCould : said?.reason
  return { waits, isCancelled, said: reason }
}
