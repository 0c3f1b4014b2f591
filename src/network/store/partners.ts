import { allOf, sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { matchesWords } from '../../platform/db/words.ts'

export const partnerKinds = ['supplier', 'third_party', 'reseller', 'marketplace'] as const

/** Who runs locations for a legal entity. */
export type Partner = {
  id: number
  code: string
  name: string
  kind: (typeof partnerKinds)[number]
  /** Whom to ask there: personal data, which no event and no answer to a POST holds. */
  contactName: string | null
  email: string | null
  phone: string | null
  /** Days from an order to the goods. */
  leadDays: number | null
  note: string | null
  version: number
  archived: boolean
}

export type NewPartner = Omit<Partner, 'id' | 'version' | 'archived'>

const columns = sql`id, code, name, kind, contact_name as "contactName", email, phone,
  lead_days as "leadDays", note, version, archived_at is not null as archived`

/** Undefined where the code is taken. */
export async function insertPartner(
  tx: Tx,
  partner: NewPartner,
  now: Temporal.Instant,
): Promise<Partner | undefined> {
  const p = partner
  const [row] = await tx.query<Partner>(sql`
    insert into network.partner (code, name, kind, contact_name, email, phone, lead_days, note,
      created_at)
    values (${p.code}, ${p.name}, ${p.kind}, ${p.contactName}, ${p.email}, ${p.phone},
      ${p.leadDays}, ${p.note}, ${now})
    on conflict do nothing returning ${columns}`)
  return row
}

/** A page of the partners, by code. */
export async function listPartners(
  db: Queryable,
  page: {
    after: string
    limit: number
    q?: string | undefined
    kind?: Partner['kind'] | undefined
  },
): Promise<Partner[]> {
  const { after, limit, q, kind } = page
  const conditions = [sql`code > ${after}`]
  if (q !== undefined) conditions.push(matchesWords(q, sql`code || ' ' || name`))
  if (kind !== undefined) conditions.push(sql`kind = ${kind}`)
  return db.query<Partner>(sql`
    select ${columns} from network.partner
    where ${allOf(conditions)} order by code limit ${limit}`)
}

export async function findPartner(db: Queryable, code: string): Promise<Partner | undefined> {
  const [row] = await db.query<Partner>(
    sql`select ${columns} from network.partner where code = ${code}`,
  )
  return row
}

export async function lockPartner(tx: Tx, code: string): Promise<Partner | undefined> {
  const [row] = await tx.query<Partner>(
    sql`select ${columns} from network.partner where code = ${code} for no key update`,
  )
  return row
}

export async function updatePartner(
  tx: Tx,
  partner: Partner,
  now: Temporal.Instant,
): Promise<Partner> {
  const p = partner
  const [row] = await tx.query<Partner>(sql`
    update network.partner set name = ${p.name}, kind = ${p.kind},
      contact_name = ${p.contactName}, email = ${p.email}, phone = ${p.phone},
      lead_days = ${p.leadDays}, note = ${p.note},
      archived_at = case when ${p.archived} then coalesce(archived_at, ${now}) end,
      version = version + 1
    where id = ${p.id} returning ${columns}`)
  return row!
}
