import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { HoldHead } from '../domain/hold-terms.ts'

export type NewHold = {
  id: string
  channelId: number
  method: string | null
  pickupLocationId: number | null
  customer: Buffer | null
  address: Buffer | null
  expiresAt: Temporal.Instant
  minutes: number
  extensionsMost: number
}

const head = sql`h.id, h.channel_id as "channelId", h.method,
  h.pickup_location_id as "pickupLocationId", h.placed_at as "placedAt",
  h.expires_at as "expiresAt", h.minutes, h.extensions, h.extensions_most as "extensionsMost",
  h.closed_as as "closedAs", h.order_id as "orderId"`

/** Holds that have become orders, for the checks of who owns those. */
export const convertedHolds = sql`select id, channel_id, order_id from inventory.hold
  where closed_as = 'converted'`

export async function insertHold(
  tx: Tx,
  hold: NewHold,
  by: { actor: string; now: Temporal.Instant },
): Promise<void> {
  await tx.query(sql`
    insert into inventory.hold (id, channel_id, method, pickup_location_id, customer, address,
      placed_at, placed_by, expires_at, minutes, extensions_most)
    values (${hold.id}, ${hold.channelId}, ${hold.method}, ${hold.pickupLocationId},
      ${hold.customer}, ${hold.address}, ${by.now}, ${by.actor}, ${hold.expiresAt},
      ${hold.minutes}, ${hold.extensionsMost})`)
}

export async function findHold(db: Queryable, id: string): Promise<HoldHead | undefined> {
  const [hold] = await db.query<HoldHead>(sql`
    select ${head} from inventory.hold as h where h.id = ${id}`)
  return hold
}

/** Holds, locked in order of their ids: before counters, supply rows and claims. */
export async function lockHolds(tx: Tx, ids: readonly string[]): Promise<HoldHead[]> {
  return tx.query<HoldHead>(sql`
    select ${head} from inventory.hold as h where h.id = any (${ids}::uuid[])
    order by h.id for update`)
}

/** Whose open holds are counted. */
export type Holder = { field: 'customer' | 'address'; channelId: number; hash: Buffer }

/**
 * How many holds one has open with a channel. It is locked until the transaction ends, so that of
 * two holds placed at once the second counts the first; lock in the order of the name, and first.
 */
export async function countOpenHolds(
  tx: Tx,
  { field, channelId, hash }: Holder,
  now: Temporal.Instant,
): Promise<number> {
  const name = `hold ${field} ${channelId} ${hash.toString('hex')}`
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 3))`)
  const is: Sql = field === 'customer' ? sql`customer = ${hash}` : sql`address = ${hash}`
  const [row] = await tx.query<{ n: number }>(sql`
    select count(*)::int as n from inventory.hold
    where ${is} and channel_id = ${channelId} and closed_at is null and expires_at > ${now}`)
  return row!.n
}

/** A hold and its units count until later. */
export async function extendHoldRow(
  tx: Tx,
  { id }: HoldHead,
  expiresAt: Temporal.Instant,
): Promise<void> {
  await Promise.all([
    tx.query(sql`
      update inventory.hold set expires_at = ${expiresAt}, extensions = extensions + 1
      where id = ${id}`),
    tx.query(sql`
      update inventory.claim set expires_at = ${expiresAt}
      where reference = ${id} and kind = 'hold' and closed_at is null`),
    tx.query(sql`
      update inventory.counter_use set until = ${expiresAt} where owner_id = ${id}`),
  ])
}

/** Ends holds before their time: released, or turned into the allocations of orders. */
export async function closeHolds(
  tx: Tx,
  ended: readonly { id: string; orderId: string | null }[],
  now: Temporal.Instant,
): Promise<void> {
  if (ended.length === 0) return
  await tx.query(sql`
    update inventory.hold as h set closed_at = ${now}, order_id = v.order_id,
      closed_as = case when v.order_id is null then 'released' else 'converted' end
    from unnest(
      ${ended.map(({ id }) => id)}::uuid[], ${ended.map(({ orderId }) => orderId)}::uuid[]
    ) as v (id, order_id)
    where h.id = v.id`)
}
