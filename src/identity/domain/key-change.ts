import type { Permission } from '../../lib/permissions.ts'
import { Refusal } from '../../lib/refusal.ts'

/** What a key may do, and how long (null: until it is revoked). */
export type Grant = { permissions: readonly Permission[]; expiresAt: Temporal.Instant | null }

/**
 * A grant after a change, or `permission_missing` with the part of the change at fault. Nobody
 * gives what they lack: permissions that are added, and all that a key then holds where its time
 * is prolonged, must be the changer's own. Whatever only takes away is allowed.
 */
export function decideGrant(
  before: Grant,
  change: Partial<Grant>,
  held: ReadonlySet<Permission>,
): Grant | Refusal {
  const after: Grant = {
    permissions: [...new Set(change.permissions ?? before.permissions)],
    expiresAt: change.expiresAt === undefined ? before.expiresAt : change.expiresAt,
  }
  const added = after.permissions.find((one) => !before.permissions.includes(one) && !held.has(one))
  if (added) return missing(added, 'permissions')
  const kept = after.permissions.find((one) => !held.has(one))
  if (kept && isLonger(after.expiresAt, before.expiresAt)) return missing(kept, 'expiresAt')
  return after
}

function isLonger(after: Grant['expiresAt'], before: Grant['expiresAt']): boolean {
  if (before === null) return false
  return after === null || Temporal.Instant.compare(after, before) > 0
}

function missing(permission: Permission, part: keyof Grant): Refusal {
  const detail = `You lack ${permission}, so you cannot give it to a key`
  return new Refusal('permission_missing', { field: part, detail, facts: { permission } })
}
