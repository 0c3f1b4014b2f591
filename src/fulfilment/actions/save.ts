import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import type { UnitMove } from '../../orders/index.ts'
import { closeTasksOf } from '../../tasks/index.ts'
import type { Change, RequestState, WorkState } from '../domain/work.ts'
import { closeArrived } from '../store/parcel.ts'
import { saveWork, type StoredWork } from '../store/work.ts'

/** A decided command on one fulfilment order. */
export type Done = { work: StoredWork; change: Change }

/** States in which nothing is due any more. */
const ENDED: ReadonlySet<WorkState> = new Set(['shipped', 'delivered', 'cancelled'])

/** Writes fulfilment orders after their changes. What was late has its task until it is done. */
export async function saveDone(tx: Tx, done: readonly Done[], by: By): Promise<void> {
  const late = done.filter((one) => one.work.escalation > 0 && isOnTime(one))
  const works = done.map((one) => {
    const { work, change } = one
    const { state, request, lines } = change.after
    const touched = new Set(change.lines.map(({ lineNo }) => lineNo))
    return {
      id: work.id,
      state,
      request,
      dueAt: dueOf(work, state, request),
      escalation: isOnTime(one) ? 0 : work.escalation,
      lines: lines.filter(({ lineNo }) => touched.has(lineNo)),
    }
  })
  await saveWork(tx, works, by.now)
  const taken = done.filter(({ change }) => change.lines.some(({ withdrawn }) => withdrawn > 0))
  await closeArrived(
    tx,
    taken.map(({ work }) => work.id),
  )
  const subjects = late.map(({ work }) => ({ subjectKind: 'fulfilment_order', subjectId: work.id }))
  await closeTasksOf(tx, subjects, by, 'the location goes on')
}

/** What was waited for has happened: it was accepted, or nothing is left to do. */
function isOnTime({ work, change: { after } }: Done): boolean {
  return ENDED.has(after.state) || (work.request === 'submitted' && after.request === 'accepted')
}

function dueOf(work: StoredWork, state: WorkState, request: RequestState): Temporal.Instant | null {
  if (ENDED.has(state)) return null
  // Whoever accepts is given the time for the work itself; see release.
  return work.request === 'submitted' && request === 'accepted' ? work.shipBy : work.dueAt
}

/** The units that the changes move along the order lines. */
export function movesOf(done: readonly Done[]): UnitMove[] {
  return done.flatMap(({ work, change }) =>
    change.lines.map(({ lineNo, picked, packed, fulfilled, withdrawn }) => ({
      orderId: work.orderId,
      lineNo,
      picked,
      packed,
      fulfilled,
      released: -withdrawn || 0,
      allocated: -withdrawn || 0,
    })),
  )
}

/** What an event says of a fulfilment order. */
export function named({ id, locationId }: { id: string; locationId: number }) {
  return { fulfilmentOrderId: id, locationId }
}
