import { codeOf, type Database, type Tx } from '../../../platform/db/index.ts'
import { stockSet } from '../../events.ts'
import {
  decideFed,
  decideOvertaken,
  isChange,
  lastOfEach,
  type FeedNumber,
  type FeedRow,
} from '../../domain/feed.ts'
import { addFact, supplyOf } from '../../domain/ledger.ts'
import { listDiffering, saveFedBy, type Differing, type FeedTime } from '../../store/feed-rows.ts'
import { insertMentions, lockPlaces, readNewer } from '../../store/feeds.ts'
import { lockLedger } from '../../store/ledger.ts'
import { settleFacts, type StockContext } from '../settle.ts'

/** A feed as its rows need to know it. */
export type FeedSpec = {
  id: string
  source: string
  sourceId: number
  number: FeedNumber
  time: FeedTime
}

/**
 * Applies rows of a feed in one short transaction: what newer feeds have not overtaken, and of that
 * only rows that are not as fed already are locked and written. Answers how many numbers changed,
 * and the rows that came too late.
 */
export async function applyRows(
  tx: Tx,
  spec: FeedSpec,
  given: readonly FeedRow[],
  context: StockContext,
): Promise<{ changed: number; overtaken: FeedRow[] }> {
  const rows = lastOfEach(given)
  if (rows.length === 0) return { changed: 0, overtaken: [] }
  const locationIds = [...new Set(rows.map(({ locationId }) => locationId))]
  const { now } = context.by
  const at = { sourceId: spec.sourceId, asOf: spec.time.asOf, locationIds, now }
  // One after the other in one exchange: each sees what was committed before the places were ours.
  const [, newer, differing] = await Promise.all([
    lockPlaces(tx, locationIds),
    readNewer(tx, at),
    listDiffering(tx, spec, rows),
  ])
  const { fresh, overtaken } = decideOvertaken(rows, newer)
  const [changed] = await Promise.all([
    writeDiffering(tx, spec, decideOvertaken(differing, newer).fresh, context),
    insertMentions(tx, { id: spec.id, asOf: spec.time.asOf }, fresh, now),
  ])
  return { changed, overtaken }
}

async function writeDiffering(
  tx: Tx,
  spec: FeedSpec,
  differing: readonly Differing[],
  context: StockContext,
): Promise<number> {
  if (differing.length === 0) return 0
  const create = differing.some(({ isNew }) => isNew)
  const ledger = await lockLedger(tx, differing.map(keyIn), { create })
  // What moved till its row was locked is looked at once more: that is in both sides of the sum.
  const isAsFound = (one: Differing) => supplyOf(ledger, keyIn(one)).version === one.row.version
  const parted = Map.groupBy(differing, isAsFound)
  const again = await listDiffering(tx, spec, parted.get(false) ?? [])
  const written: [number, number][] = []
  for (const one of [...(parted.get(true) ?? []), ...again]) {
    const { skuId, locationId, units, since } = one
    const key = keyIn(one)
    const change = decideFed(supplyOf(ledger, key), { number: spec.number, units }, since)
    if (!isChange(change)) continue
    const told = { reason: 'feed' as const, reference: spec.source, occurredAt: spec.time.asOf }
    addFact(ledger, key, { ...change, condition: 'awaiting_owner', ...told }, context.by)
    written.push([skuId, locationId])
  }
  const others = differing.filter(({ isOfOther }) => isOfOther)
  await Promise.all([
    settleFacts(tx, ledger, { type: stockSet, data: { supplies: written } }, context),
    saveFedBy(tx, others, spec.sourceId),
  ])
  return written.length
}

function keyIn({ skuId, locationId }: FeedRow) {
  return { skuId, locationId, supplyNo: 0 }
}

const TRIES = 5
const LOCK_NOT_AVAILABLE = '55P03'

/** A transaction that waits longer than usual for rows that are sold from right now. */
export async function patiently<Result>(
  db: Database,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (tries >= TRIES || codeOf(error) !== LOCK_NOT_AVAILABLE) throw error
    }
  }
}
