import { refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import { lockView, updateView, type View } from '../store/view.ts'

export type ViewChange =
  | { action: 'set'; fields: Partial<Pick<View, 'name' | 'query' | 'isShared'>> }
  | { action: 'archive' }

/**
 * Changes a view as its owner decided. A view of another is `not_yours` where it is shared, and
 * otherwise not there.
 */
export async function changeView(
  tx: Tx,
  { id, personId, version }: { id: string; personId: string; version: number },
  changes: readonly ViewChange[],
  now: Temporal.Instant,
): Promise<{ id: string; version: number }> {
  const view = await lockView(tx, id)
  if (!view || view.archived) return refuse('not_found')
  if (view.personId !== personId) return refuse(view.isShared ? 'not_yours' : 'not_found')
  refuseOtherVersion(version, view.version)
  const next = changes.reduce<View>(
    (changed, change) =>
      change.action === 'archive'
        ? { ...changed, archived: true }
        : { ...changed, ...change.fields },
    view,
  )
  return { id, version: await updateView(tx, next, now) }
}
