import type { Permission } from '../../lib/permissions.ts'
import { Refusal, refuse } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import { decideGrant } from '../domain/key-change.ts'
import { lockKey, updateKey, type ApiKey } from '../store/access.ts'

export type KeyFields = Partial<Pick<ApiKey, 'name' | 'permissions' | 'system' | 'expiresAt'>>

/** Changes an API key. Refusals: `key_revoked`, `version_conflict`, `permission_missing`. */
export async function changeKey(
  tx: Tx,
  { id, version }: { id: string; version: number },
  changes: readonly KeyFields[],
  held: ReadonlySet<Permission>,
): Promise<ApiKey> {
  let key = (await lockKey(tx, id)) ?? refuse('not_found')
  refuseOtherVersion(version, key.version)
  if (key.revokedAt) return refuse('key_revoked')
  for (const [index, fields] of changes.entries()) {
    const grant = decideGrant(key, fields, held)
    if (grant instanceof Refusal) {
      const field = `/changes/${index}/fields/${grant.field}`
      return refuse(grant.code, { field, detail: grant.message, facts: grant.facts })
    }
    const { name = key.name, system = key.system } = fields
    key = { ...key, ...grant, permissions: [...grant.permissions], name, system }
  }
  return updateKey(tx, key)
}
