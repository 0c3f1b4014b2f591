import type { Scope } from '../../lib/scope.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Concern } from '../domain/authority.ts'

/** Which system is in charge of what at a location; null: whoever has the permission. */
export type Authority = {
  concern: Concern
  locationId: number
  owner: string | null
  /** False: the owner itself takes off what leaves, as soon as it has heard of it. */
  tuttiDecrements: boolean
  version: number
  setAt: Temporal.Instant
  setBy: string
}

const columns = sql`concern, location_id as "locationId", owner,
  tutti_decrements as "tuttiDecrements", version, set_at as "setAt",
  set_by as "setBy"`

export async function listAuthorities(db: Queryable, scope: Scope): Promise<Authority[]> {
  const seen = scope === 'all' ? sql`true` : sql`location_id = any (${scope.locations}::int[])`
  return db.query<Authority>(sql`
    select ${columns} from network.authority where ${seen} order by location_id, concern`)
}

/**
 * The version of what is said of a location, 0 where nothing is. The location is locked, so that
 * of two who are the first to say something the second one hears of it.
 */
export async function lockAuthority(
  tx: Tx,
  { concern, locationId }: Pick<Authority, 'concern' | 'locationId'>,
): Promise<number> {
  await tx.query(sql`select id from network.location where id = ${locationId} for no key update`)
  const [row] = await tx.query<{ version: number }>(sql`
    select version from network.authority
    where concern = ${concern} and location_id = ${locationId}`)
  return row?.version ?? 0
}

export async function saveAuthority(tx: Tx, given: Omit<Authority, 'version'>): Promise<Authority> {
  const { concern, locationId, owner, tuttiDecrements, setAt, setBy } = given
  const [row] = await tx.query<Authority>(sql`
    insert into network.authority as a
      (concern, location_id, owner, tutti_decrements, set_at, set_by)
    values (${concern}, ${locationId}, ${owner}, ${tuttiDecrements}, ${setAt}, ${setBy})
    on conflict (concern, location_id) do update set owner = excluded.owner,
      tutti_decrements = excluded.tutti_decrements,
      set_at = excluded.set_at, set_by = excluded.set_by, version = a.version + 1
    returning ${columns}`)
  return row!
}
