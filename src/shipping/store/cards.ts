import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Card } from '../domain/card.ts'

/** A version of the card of a service, as it is kept. */
export type StoredCard = {
  id: number
  serviceId: number
  version: number
  validFrom: Temporal.Instant
  validUntil: Temporal.Instant | null
  content: Card
  createdAt: Temporal.Instant
  createdBy: string
}

const columns = sql`id, service_id as "serviceId", version, valid_from as "validFrom",
  valid_until as "validUntil", content, created_at as "createdAt", created_by as "createdBy"`

/** The next version; the service must be locked. */
export async function insertCard(
  tx: Tx,
  card: Pick<StoredCard, 'serviceId' | 'validFrom' | 'validUntil' | 'content' | 'createdBy'>,
  now: Temporal.Instant,
): Promise<StoredCard> {
  const [row] = await tx.query<StoredCard>(sql`
    insert into shipping.card
      (service_id, version, valid_from, valid_until, content, created_at, created_by)
    select ${card.serviceId}::int, coalesce(max(version), 0) + 1, ${card.validFrom}::timestamptz,
      ${card.validUntil}::timestamptz, ${JSON.stringify(card.content)}::json,
      ${now}::timestamptz, ${card.createdBy}::text
    from shipping.card where service_id = ${card.serviceId}
    returning ${columns}`)
  return row!
}

/** The cards of a service, the newest first. */
export async function listCards(db: Queryable, serviceId: number): Promise<StoredCard[]> {
  return db.query<StoredCard>(sql`
    select ${columns} from shipping.card where service_id = ${serviceId} order by version desc`)
}

export async function findCard(
  db: Queryable,
  serviceId: number,
  version: number,
): Promise<StoredCard | undefined> {
  const [row] = await db.query<StoredCard>(sql`
    select ${columns} from shipping.card
    where service_id = ${serviceId} and version = ${version}`)
  return row
}

/**
 * All cards that are valid now or will be: not those that ended, nor those that a newer one without
 * an end has taken the place of.
 */
export async function listLiveCards(db: Queryable, now: Temporal.Instant): Promise<StoredCard[]> {
  return db.query<StoredCard>(sql`
    select ${columns} from shipping.card as c
    where (valid_until is null or valid_until > ${now})
      and not exists (select from shipping.card as n
        where n.service_id = c.service_id and n.version > c.version
          and n.valid_from <= ${now} and n.valid_until is null)
    order by service_id, version`)
}
