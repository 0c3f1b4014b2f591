import { newId } from '../../lib/ids.ts'
import type { Database } from '../../platform/db/index.ts'
import { saveEvents } from '../../platform/events/index.ts'
import type { Network } from '../../network/index.ts'
import type { By } from '../domain/ledger.ts'
import { receiptDelayed } from '../events.ts'
import { markLateReceipts } from '../store/coming.ts'

const AT_ONCE = 500

/**
 * Tells once of each receipt whose day has passed at its location and that has not come; true if
 * there may be more.
 */
export async function tellLateReceipts(
  db: Database,
  { locationById }: Network,
  { by, committed }: { by: By; committed: () => void },
): Promise<boolean> {
  const today = new Map(
    [...locationById.values()].map(({ id, timeZone }) => {
      return [id, by.now.toZonedDateTimeISO(timeZone).toPlainDate()]
    }),
  )
  return db.transaction(async (tx) => {
    const late = await markLateReceipts(tx, today, by.now, AT_ONCE)
    if (late.length === 0) return false
    type Row = [number, number, number, number, string]
    const receipts = late.map((r): Row => {
      return [r.skuId, r.locationId, r.supplyNo, r.quantity, r.dueOn.toString()]
    })
    const { actor, now, nowMs } = by
    const event = { id: newId(nowMs), subject: null, actor, data: { receipts }, occurredAt: now }
    await saveEvents(tx, receiptDelayed, [event])
    tx.onCommit(committed)
    return late.length === AT_ONCE
  })
}
