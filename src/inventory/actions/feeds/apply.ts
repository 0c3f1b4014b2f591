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
import { listDiffering, saveFedBy, type FeedTime } from '../../store/feed-rows.ts'
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
  await lockPlaces(tx, locationIds)
  const { now } = context.by
  const at = { sourceId: spec.sourceId, asOf: spec.time.asOf, locationIds, now }
  const { fresh, overtaken } = decideOvertaken(rows, await readNewer(tx, at))
  const changed = await writeDiffering(tx, spec, fresh, context)
  await insertMentions(tx, { id: spec.id, asOf: spec.time.asOf }, fresh, now)
  return { changed, overtaken }
}

async function writeDiffering(
  tx: Tx,
  spec: FeedSpec,
  rows: readonly FeedRow[],
  context: StockContext,
): Promise<number> {
  const differing = await listDiffering(tx, spec, rows)
  if (differing.length === 0) return 0
  const keys = differing.map(({ skuId, locationId }) => ({ skuId, locationId, supplyNo: 0 }))
  const ledger = await lockLedger(tx, keys, { create: true })
  const written: [number, number][] = []
  // Looked at once more: what happened till the rows were locked is in both sides of the sum.
  for (const { skuId, locationId, units, since } of await listDiffering(tx, spec, differing)) {
    const key = { skuId, locationId, supplyNo: 0 }
    const fed = { number: spec.number, units }
    const change = decideFed(supplyOf(ledger, key), fed, since)
    if (!isChange(change)) continue
    const told = { reason: 'feed' as const, reference: spec.source, occurredAt: spec.time.asOf }
    addFact(ledger, key, { ...change, condition: 'awaiting_owner', ...told }, context.by)
    written.push([skuId, locationId])
  }
  await settleFacts(tx, ledger, { type: stockSet, data: { supplies: written } }, context)
  await saveFedBy(tx, keys, spec.sourceId)
  return written.length
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
