import type { Scope } from '../../lib/scope.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

/** Locations that people and rules speak of together. */
export type Group = {
  id: number
  code: string
  name: string
  version: number
  archived: boolean
}

const columns = sql`id, code, name, version, archived_at is not null as archived`

/** Undefined where the code is taken. */
export async function insertGroup(
  tx: Tx,
  group: Pick<Group, 'code' | 'name'>,
  now: Temporal.Instant,
): Promise<Group | undefined> {
  const [row] = await tx.query<Group>(sql`
    insert into network.location_group (code, name, created_at)
    values (${group.code}, ${group.name}, ${now})
    on conflict do nothing returning ${columns}`)
  return row
}

/** With the number of its locations that the caller may see, and whether those are all. */
export async function listGroups(
  db: Queryable,
  scope: Scope,
): Promise<(Group & { locationCount: number; isWhole: boolean })[]> {
  return db.query(sql`
    select ${columns},
      not exists (select from network.location_group_member as m
        where m.group_id = location_group.id and not ${sees(scope)}) as "isWhole",
      (select count(*)::int from network.location_group_member as m
        where m.group_id = location_group.id and ${sees(scope)}) as "locationCount"
    from network.location_group order by code`)
}

export async function findGroup(db: Queryable, code: string): Promise<Group | undefined> {
  const [row] = await db.query<Group>(
    sql`select ${columns} from network.location_group where code = ${code}`,
  )
  return row
}

/** The codes of its locations that the caller may see. */
export async function listMembers(db: Queryable, scope: Scope, groupId: number): Promise<string[]> {
  const rows = await db.query<{ code: string }>(sql`
    select l.code from network.location_group_member as m
    join network.location as l on l.id = m.location_id
    where m.group_id = ${groupId} and ${sees(scope)} order by l.code`)
  return rows.map(({ code }) => code)
}

export async function listMemberIds(db: Queryable, groupId: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(sql`
    select location_id as id from network.location_group_member where group_id = ${groupId}`)
  return rows.map(({ id }) => id)
}

function sees(scope: Scope) {
  return scope === 'all' ? sql`true` : sql`m.location_id = any (${scope.locations}::int[])`
}

/** Others may go on naming it meanwhile: locations that say that they are in it. */
export async function lockGroup(tx: Tx, code: string): Promise<Group | undefined> {
  const [row] = await tx.query<Group>(
    sql`select ${columns} from network.location_group where code = ${code} for no key update`,
  )
  return row
}

export async function updateGroup(tx: Tx, group: Group, now: Temporal.Instant): Promise<Group> {
  const g = group
  const [row] = await tx.query<Group>(sql`
    update network.location_group set name = ${g.name},
      archived_at = case when ${g.archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${g.id} returning ${columns}`)
  return row!
}

/** Takes the locations in; who is in it already stays. */
export async function addMembers(
  tx: Tx,
  groupId: number,
  locationIds: readonly number[],
): Promise<void> {
  await tx.query(sql`
    insert into network.location_group_member (group_id, location_id)
    select ${groupId}::int, n.id from unnest(${locationIds}::int[]) as n (id) order by n.id
    on conflict do nothing`)
}

export async function removeMembers(
  tx: Tx,
  groupId: number,
  locationIds: readonly number[],
): Promise<void> {
  await tx.query(sql`
    delete from network.location_group_member
    where group_id = ${groupId} and location_id = any (${locationIds}::int[])`)
}
