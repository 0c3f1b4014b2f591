import type { Permission } from '../../lib/permissions.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'

export type Person = {
  id: string
  email: string
  name: string
  passwordHash: string
  permissions: Permission[]
}

export type Session = {
  id: string
  personId: string
  name: string
  permissions: Permission[]
  seenAt: Temporal.Instant
  expiresAt: Temporal.Instant
}

export type ApiKey = {
  id: string
  name: string
  prefix: string
  permissions: Permission[]
  /** The system it speaks for; null where it says none. */
  system: string | null
  createdAt: Temporal.Instant
  expiresAt: Temporal.Instant | null
  revokedAt: Temporal.Instant | null
  usedAt: Temporal.Instant | null
  version: number
}

export async function hasPersons(db: Queryable): Promise<boolean> {
  return (await db.query(sql`select 1 from identity.person limit 1`)).length > 0
}

/** Undefined where the address is taken: another process was first. */
export async function insertPerson(
  db: Queryable,
  person: Person,
  now: Temporal.Instant,
): Promise<boolean> {
  const made = await db.query(sql`
    insert into identity.person (id, email, name, password_hash, permissions, created_at)
    values (${person.id}, ${person.email}, ${person.name}, ${person.passwordHash},
      ${person.permissions}::text[], ${now})
    on conflict do nothing returning 1`)
  return made.length > 0
}

export async function findPerson(db: Queryable, email: string): Promise<Person | undefined> {
  const [person] = await db.query<Person>(sql`
    select id, email, name, password_hash as "passwordHash", permissions
    from identity.person where lower(email) = lower(${email}) and archived_at is null`)
  return person
}

/** Whether there is a person of this id, `person:<uuid>`, who has not left. */
export async function isPerson(db: Queryable, id: string): Promise<boolean> {
  const [, uuid] = /^person:([0-9a-f-]{36})$/.exec(id) ?? []
  if (uuid === undefined) return false
  const rows = await db.query(
    sql`select 1 from identity.person where id = ${uuid} and archived_at is null`,
  )
  return rows.length > 0
}

/** Sets a password and ends the person's sessions; false where there is no such person. */
export async function updatePassword(
  tx: Tx,
  email: string,
  passwordHash: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const changed = await tx.query<{ id: string }>(sql`
    update identity.person set password_hash = ${passwordHash}, version = version + 1
    where lower(email) = lower(${email}) and archived_at is null returning id`)
  await tx.query(sql`
    update identity.session set ended_at = ${now}
    where ended_at is null and person_id = any (${changed.map(({ id }) => id)}::uuid[])`)
  return changed.length > 0
}

export async function insertSession(
  db: Queryable,
  session: { id: string; personId: string; tokenHash: Buffer; expiresAt: Temporal.Instant },
  now: Temporal.Instant,
): Promise<void> {
  await db.query(sql`
    insert into identity.session (id, person_id, token_hash, created_at, seen_at, expires_at)
    values (${session.id}, ${session.personId}, ${session.tokenHash}, ${now}, ${now},
      ${session.expiresAt})`)
}

export async function findSession(db: Queryable, tokenHash: Buffer): Promise<Session | undefined> {
  const [session] = await db.query<Session>(sql`
    select s.id, s.person_id as "personId", p.name, p.permissions, s.seen_at as "seenAt",
      s.expires_at as "expiresAt"
    from identity.session as s join identity.person as p on p.id = s.person_id
    where s.token_hash = ${tokenHash} and s.ended_at is null and p.archived_at is null`)
  return session
}

export async function touchSession(
  db: Queryable,
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  await db.query(sql`update identity.session set seen_at = ${now} where id = ${id}`)
}

export async function endSession(
  db: Queryable,
  tokenHash: Buffer,
  now: Temporal.Instant,
): Promise<void> {
  await db.query(sql`
    update identity.session set ended_at = ${now}
    where token_hash = ${tokenHash} and ended_at is null`)
}

const key = sql`id, name, prefix, permissions, system, created_at as "createdAt",
  expires_at as "expiresAt", revoked_at as "revokedAt", used_at as "usedAt", version`

export async function insertKey(
  db: Queryable,
  apiKey: Pick<ApiKey, 'id' | 'name' | 'prefix' | 'permissions' | 'system' | 'expiresAt'> & {
    secretHash: Buffer
    createdBy: string
  },
  now: Temporal.Instant,
): Promise<ApiKey> {
  const k = apiKey
  const [row] = await db.query<ApiKey>(sql`
    insert into identity.api_key (id, name, prefix, secret_hash, permissions, system,
      created_by, created_at, expires_at)
    values (${k.id}, ${k.name}, ${k.prefix}, ${k.secretHash}, ${k.permissions}::text[],
      ${k.system}, ${k.createdBy}, ${now}, ${k.expiresAt})
    returning ${key}`)
  return row!
}

export async function findKey(db: Queryable, secretHash: Buffer): Promise<ApiKey | undefined> {
  const [row] = await db.query<ApiKey>(
    sql`select ${key} from identity.api_key where secret_hash = ${secretHash}`,
  )
  return row
}

export async function touchKey(db: Queryable, id: string, now: Temporal.Instant): Promise<void> {
  await db.query(sql`update identity.api_key set used_at = ${now} where id = ${id}`)
}

export async function listKeys(
  db: Queryable,
  after: string | undefined,
  limit: number,
): Promise<ApiKey[]> {
  return db.query<ApiKey>(sql`
    select ${key} from identity.api_key
    where id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by id limit ${limit}`)
}

export async function lockKey(tx: Tx, id: string): Promise<ApiKey | undefined> {
  const [row] = await tx.query<ApiKey>(
    sql`select ${key} from identity.api_key where id = ${id} for update`,
  )
  return row
}

/** Writes everything of a key that may change; the version rises by one. */
export async function updateKey(
  tx: Tx,
  { id, name, permissions, system, expiresAt }: ApiKey,
): Promise<ApiKey> {
  const [row] = await tx.query<ApiKey>(sql`
    update identity.api_key set name = ${name}, permissions = ${permissions}::text[],
      system = ${system}, expires_at = ${expiresAt}, version = version + 1
    where id = ${id} returning ${key}`)
  return row!
}

export async function revokeKey(
  tx: Tx,
  id: string,
  now: Temporal.Instant,
): Promise<ApiKey | undefined> {
  const [row] = await tx.query<ApiKey>(sql`
    update identity.api_key set revoked_at = coalesce(revoked_at, ${now}), version = version + 1
    where id = ${id} returning ${key}`)
  return row
}
