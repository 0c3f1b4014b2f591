import { Refusal } from '../../lib/refusal.ts'
import type { Permission } from '../../lib/permissions.ts'
import type { Scope } from '../../lib/scope.ts'

/** Who asks. `id` names the actor in events and the owner of idempotency keys. */
export type Caller = {
  /** `person:<uuid>`, `key:<uuid>` or `anyone`. */
  id: string
  name: string
  permissions: ReadonlySet<Permission>
  scope: Scope
  /** The system a key speaks for, where it says so; people speak for `tutti`. */
  system: string | null
  /** How the caller proved it: only a cookie needs the check against other sites. */
  via: 'session' | 'key' | 'nothing'
}

export const anyone: Caller = {
  id: 'anyone',
  name: 'anyone',
  permissions: new Set(),
  scope: { channels: [], locations: [] },
  system: null,
  via: 'nothing',
}

/** Refuses who lacks a permission: the one that a route names, or another that a request needs. */
export function refuseWithout(
  { name, permissions }: Pick<Caller, 'name' | 'permissions'>,
  permission: Permission,
  field?: string,
): void {
  if (permissions.has(permission)) return
  throw new Refusal('permission_missing', {
    detail: `${name} lacks the permission ${permission}`,
    facts: { permission },
    ...(field !== undefined && { field }),
  })
}
