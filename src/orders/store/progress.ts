import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { namedOrder } from './capture.ts'
import { stateNow } from './state.ts'

/** The head of a locked order, as those who work on it need it. */
export type LockedHead = {
  id: string
  channelId: number
  externalId: string
  number: string
  version: number
  held: boolean
}

/** Locks orders in order of their ids: whoever moves units of a line holds its order. */
export async function lockHeads(tx: Tx, ids: readonly string[]): Promise<Map<string, LockedHead>> {
  // A statement that waits for a lock goes on with what it saw of other tables before it waited, so
  // holds are read by a statement of their own; it travels with the first.
  const [, heads] = await Promise.all([
    tx.query(sql`
      select from orders.order where id = any (${ids}::uuid[]) order by id for update`),
    tx.query<LockedHead>(sql`
      select o.id, o.channel_id as "channelId", o.external_id as "externalId", o.number,
        o.version, exists (
        select from orders.hold as h where h.order_id = o.id and h.released_at is null) as held
      from orders.order as o where o.id = any (${ids}::uuid[])`),
  ])
  return new Map(heads.map((head) => [head.id, head]))
}

/** Signed units that one line moves by, in base units. */
export type LineMove = {
  orderId: string
  lineNo: number
  cancelled: number
  allocated: number
  expected: number
  released: number
  picked: number
  packed: number
  fulfilled: number
}

/** Moves units along their lines; the check constraint holds the nesting. One row a line. */
export async function addToCounters(tx: Tx, moves: readonly LineMove[]): Promise<void> {
  if (moves.length === 0) return
  const m = moves
  await tx.query(sql`
    update orders.order_line as l set cancelled = l.cancelled + v.cancelled,
      allocated = l.allocated + v.allocated, expected = l.expected + v.expected,
      released = l.released + v.released,
      picked = l.picked + v.picked, packed = l.packed + v.packed,
      fulfilled = l.fulfilled + v.fulfilled
    from unnest(
      ${m.map((r) => r.orderId)}::uuid[], ${m.map((r) => r.lineNo)}::int[],
      ${m.map((r) => r.cancelled)}::bigint[], ${m.map((r) => r.allocated)}::bigint[],
      ${m.map((r) => r.expected)}::bigint[],
      ${m.map((r) => r.released)}::bigint[], ${m.map((r) => r.picked)}::bigint[],
      ${m.map((r) => r.packed)}::bigint[], ${m.map((r) => r.fulfilled)}::bigint[]
    ) as v (order_id, no, cancelled, allocated, expected, released, picked, packed,
      fulfilled)
    where l.order_id = v.order_id and l.no = v.no`)
}

/**
 * Raises the version of each order by the number of events that tell of it, and reads its state
 * anew: lines and holds must be written before. Answers the versions before.
 */
export async function raiseVersions(
  tx: Tx,
  by: ReadonlyMap<string, number>,
  now: Temporal.Instant,
): Promise<Map<string, number>> {
  if (by.size === 0) return new Map()
  const rows = await tx.query<{ id: string; version: number }>(sql`
    update orders.order as o set version = o.version + v.n, changed_at = ${now}::timestamptz,
      state = ${stateNow}
    from unnest(${[...by.keys()]}::uuid[], ${[...by.values()]}::int[]) as v (id, n)
    where o.id = v.id returning o.id, o.version - v.n as version`)
  return new Map(rows.map(({ id, version }) => [id, version]))
}

/** Marks orders as late since then, where they are not yet, and answers which; lock them first. */
export async function markLate(
  tx: Tx,
  ids: readonly string[],
  since: Temporal.Instant,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await tx.query<{ id: string }>(sql`
    update orders.order set late_since = ${since}
    where id = any (${ids}::uuid[]) and late_since is null returning id`)
  return new Set(rows.map(({ id }) => id))
}

/** An order with units that may be released, and since when. */
export type Releasable = { id: string; releaseAt: Temporal.Instant }

/**
 * Orders with units that are allocated, there, and not released, whose time has come and that no
 * hold keeps, the longest first.
 */
export async function listReleasable(
  db: Queryable,
  now: Temporal.Instant,
  page: { after: Releasable | undefined; limit: number },
): Promise<Releasable[]> {
  const { after, limit } = page
  const rest = after
    ? sql`and (l.release_at, l.order_id) > (${after.releaseAt}::timestamptz, ${after.id}::uuid)`
    : sql``
  return db.query<Releasable>(sql`
    select l.order_id as id, l.release_at as "releaseAt" from orders.order_line as l
    where l.allocated - l.expected > l.released and l.release_at <= ${now}::timestamptz ${rest}
      and not exists (
        select from orders.hold as h where h.order_id = l.order_id and h.released_at is null)
    group by l.release_at, l.order_id order by l.release_at, l.order_id limit ${limit}`)
}

/** Orders by the ids that their channels gave them. */
export async function findOrdersByExternalIds(
  db: Queryable,
  keys: readonly { channelId: number; externalId: string }[],
): Promise<{ id: string; channelId: number; externalId: string }[]> {
  return db.query(sql`
    select o.id, o.channel_id as "channelId", o.external_id as "externalId"
    from unnest(${keys.map(({ channelId }) => channelId)}::int[],
      ${keys.map(({ externalId }) => externalId)}::text[]) as k (channel_id, external_id)
    ${namedOrder}`)
}

/** Closes open holds of orders, of one cause or of all; answers how many of each order. */
export async function closeHoldsOf(
  tx: Tx,
  of: { orderIds: readonly string[]; cause: string | undefined; by: string },
  now: Temporal.Instant,
): Promise<{ id: string; orderId: string }[]> {
  return tx.query(sql`
    update orders.hold set released_at = ${now}, released_by = ${of.by}
    where order_id = any (${of.orderIds}::uuid[]) and released_at is null
      and cause = coalesce(${of.cause ?? null}::text, cause)
    returning id, order_id as "orderId"`)
}

/** A wish to cancel units that have been released. */
export type CancelRequest = {
  id: string
  orderId: string
  lineNo: number
  quantity: number
  reason: string
  requestedBy: string
}

const request = sql`id, order_id as "orderId", line_no as "lineNo", quantity, reason,
  requested_by as "requestedBy"`

export async function insertCancelRequests(
  tx: Tx,
  requests: readonly CancelRequest[],
  now: Temporal.Instant,
): Promise<void> {
  if (requests.length === 0) return
  const r = requests
  await tx.query(sql`
    insert into orders.cancel_request (id, order_id, line_no, quantity, reason, requested_by,
      requested_at)
    select r.*, ${now}::timestamptz from unnest(
      ${r.map(({ id }) => id)}::uuid[], ${r.map(({ orderId }) => orderId)}::uuid[],
      ${r.map(({ lineNo }) => lineNo)}::int[], ${r.map(({ quantity }) => quantity)}::bigint[],
      ${r.map(({ reason }) => reason)}::text[],
      ${r.map(({ requestedBy }) => requestedBy)}::text[]) as r`)
}

/** Units of each line that somebody has asked to cancel and nobody has answered. */
export async function listOpenRequests(
  db: Queryable,
  orderId: string,
): Promise<Map<number, number>> {
  const rows = await db.query<{ lineNo: number; quantity: number }>(sql`
    select line_no as "lineNo", sum(quantity)::bigint as quantity from orders.cancel_request
    where order_id = ${orderId} and answered_at is null group by line_no`)
  return new Map(rows.map(({ lineNo, quantity }) => [lineNo, quantity]))
}

/** Orders with open requests to cancel, the oldest request first. */
export async function listCancelRequests(db: Queryable, limit: number): Promise<string[]> {
  const rows = await db.query<{ orderId: string }>(sql`
    select order_id as "orderId" from orders.cancel_request where answered_at is null
    group by order_id order by min(id::text) limit ${limit}`)
  return rows.map(({ orderId }) => orderId)
}

/** The open requests of orders, locked; lock the orders first. */
export async function lockCancelRequests(
  tx: Tx,
  orderIds: readonly string[],
): Promise<CancelRequest[]> {
  return tx.query<CancelRequest>(sql`
    select ${request} from orders.cancel_request
    where order_id = any (${orderIds}::uuid[]) and answered_at is null order by id for update`)
}

export async function answerCancelRequests(
  tx: Tx,
  answers: readonly { id: string; cancelled: number }[],
  now: Temporal.Instant,
): Promise<void> {
  if (answers.length === 0) return
  await tx.query(sql`
    update orders.cancel_request as r set cancelled = v.cancelled, answered_at = ${now}::timestamptz
    from unnest(${answers.map(({ id }) => id)}::uuid[],
      ${answers.map(({ cancelled }) => cancelled)}::bigint[]) as v (id, cancelled)
    where r.id = v.id`)
}

/** Ids of the orders of some channels, for who lists what belongs to orders. */
export function ordersOfChannels(channels: readonly number[]): Sql {
  return sql`select id from orders.order where channel_id = any (${channels}::int[])`
}

/** The channel of each of these orders. */
export async function channelsOfOrders(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.query<{ id: string; channelId: number }>(sql`
    select id, channel_id as "channelId" from orders.order where id = any (${ids}::uuid[])`)
  return new Map(rows.map(({ id, channelId }) => [id, channelId]))
}
