import type { Queryable } from '../../platform/db/index.ts'
import { canariesOf, type StoredCanary } from '../store/canaries.ts'
import type { RuleVersion } from '../store/rules.ts'

/** Versions as the API tells them, each with its canary where it had one. */
export async function versionsOf(db: Queryable, versions: readonly RuleVersion[]) {
  const canaries = await canariesOf(
    db,
    versions.map(({ version }) => version),
  )
  return versions.map((one) => versionOf(one, canaries.get(one.version)))
}

export function versionOf(version: RuleVersion, canary: StoredCanary | undefined) {
  const { note, despite, restores, added, changed, removed, publishedBy, approved } = version
  const [validFrom, publishedAt] = [version.validFrom.toString(), version.publishedAt.toString()]
  const counts = { added, changed, removed }
  const withdrawn = version.withdrawn && {
    ...version.withdrawn,
    at: Temporal.Instant.from(version.withdrawn.at).toString(),
  }
  return {
    version: version.version,
    note,
    despite,
    restores,
    canary: canary ? { id: canary.id, state: canary.outcome ?? ('running' as const) } : null,
    withdrawn,
    validFrom,
    publishedAt,
    publishedBy,
    approved,
    ...counts,
  }
}
