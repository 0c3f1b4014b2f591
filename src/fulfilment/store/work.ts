import type { Scope } from '../../lib/scope.ts'
import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { ordersOfChannels } from '../../orders/index.ts'
import type { RequestState, Work, WorkLine, WorkState } from '../domain/work.ts'

/** A fulfilment order as it is kept. */
export type StoredWork = Work & {
  lines: WorkLine[]
  /** By when the next step is due. */
  dueAt: Temporal.Instant | null
  /** By when all of it should have left. */
  shipBy: Temporal.Instant
  escalation: number
  version: number
  createdAt: Temporal.Instant
  changedAt: Temporal.Instant
}

const head = sql`id, order_id as "orderId", group_no as "groupNo", location_id as "locationId",
  state, request, due_at as "dueAt", ship_by as "shipBy", escalation, version,
  created_at as "createdAt",
  changed_at as "changedAt"`

type Line = WorkLine & { workId: string }

const lineColumns = sql`fulfilment_order_id as "workId", line_no as "lineNo", sku_id as "skuId",
  quantity, withdrawn, picked, packed, fulfilled`

/** The orders of these fulfilment orders; those that do not exist are left out. */
export async function ordersOf(
  db: Queryable,
  ids: readonly string[],
): Promise<{ id: string; orderId: string }[]> {
  return db.query(sql`
    select id, order_id as "orderId" from fulfilment.fulfilment_order
    where id = any (${ids}::uuid[])`)
}

/** Locks fulfilment orders in order of their ids, with their lines; lock their orders first. */
export async function lockWork(tx: Tx, ids: readonly string[]): Promise<Map<string, StoredWork>> {
  return withLines(
    tx.query<StoredWork>(sql`
      select ${head} from fulfilment.fulfilment_order
      where id = any (${ids}::uuid[]) order by id for update`),
    tx.query<Line>(sql`
      select ${lineColumns} from fulfilment.fulfilment_line
      where fulfilment_order_id = any (${ids}::uuid[]) order by fulfilment_order_id, line_no`),
  )
}

/** The same for all fulfilment orders of some orders. */
export async function lockWorkOf(
  tx: Tx,
  orderIds: readonly string[],
): Promise<Map<string, StoredWork>> {
  return withLines(
    tx.query<StoredWork>(sql`
      select ${head} from fulfilment.fulfilment_order
      where order_id = any (${orderIds}::uuid[]) order by id for update`),
    tx.query<Line>(sql`
      select ${lineColumns} from fulfilment.fulfilment_line
      where order_id = any (${orderIds}::uuid[]) order by fulfilment_order_id, line_no`),
  )
}

/** Fulfilment orders with their lines, unlocked. */
export async function getWork(db: Queryable, ids: readonly string[]): Promise<StoredWork[]> {
  const found = await withLines(
    db.query<StoredWork>(sql`
      select ${head} from fulfilment.fulfilment_order where id = any (${ids}::uuid[])`),
    db.query<Line>(sql`
      select ${lineColumns} from fulfilment.fulfilment_line
      where fulfilment_order_id = any (${ids}::uuid[]) order by fulfilment_order_id, line_no`),
  )
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** All fulfilment orders of some orders, unlocked. */
export async function listWorkOf(
  db: Queryable,
  orderIds: readonly string[],
): Promise<StoredWork[]> {
  const rows = await db.query<{ id: string }>(sql`
    select id from fulfilment.fulfilment_order
    where order_id = any (${orderIds}::uuid[]) order by id`)
  return getWork(
    db,
    rows.map(({ id }) => id),
  )
}

/** Fulfilment orders that a location has to do something about, at most `limit`. */
export async function listOpenWork(db: Queryable, limit: number): Promise<StoredWork[]> {
  const rows = await db.query<{ id: string }>(sql`
    select id from fulfilment.fulfilment_order
    where state in ('open', 'picking', 'picked', 'packed') limit ${limit}`)
  return getWork(
    db,
    rows.map(({ id }) => id),
  )
}

async function withLines(
  heads: Promise<StoredWork[]>,
  lines: Promise<Line[]>,
): Promise<Map<string, StoredWork>> {
  const [works, all] = await Promise.all([heads, lines])
  const byId = new Map(works.map((work) => [work.id, { ...work, lines: [] as WorkLine[] }]))
  for (const { workId, ...line } of all) byId.get(workId)?.lines.push(line)
  return byId
}

/** Units that are being worked on and have not left, by line and location. */
export async function listInWork(
  db: Queryable,
  orderIds: readonly string[],
): Promise<{ orderId: string; lineNo: number; locationId: number; quantity: number }[]> {
  return db.query(sql`
    select l.order_id as "orderId", l.line_no as "lineNo", w.location_id as "locationId",
      l.quantity - l.fulfilled as quantity
    from fulfilment.fulfilment_line as l
    join fulfilment.fulfilment_order as w on w.id = l.fulfilment_order_id
    where l.order_id = any (${orderIds}::uuid[]) and l.quantity > l.fulfilled`)
}

/** Units that are picked and have not left, by SKU and location (`sku location`). */
export async function listInHand(
  db: Queryable,
  places: readonly { skuId: number; locationId: number }[],
): Promise<Map<string, number>> {
  if (places.length === 0) return new Map()
  const rows = await db.query<{ skuId: number; locationId: number; units: number }>(sql`
    select l.sku_id as "skuId", w.location_id as "locationId",
      sum(l.picked - l.fulfilled)::bigint as units
    from fulfilment.fulfilment_order as w
    join fulfilment.fulfilment_line as l on l.fulfilment_order_id = w.id
    where w.location_id = any (${places.map(({ locationId }) => locationId)}::int[])
      and w.state in ('picking', 'picked', 'packed')
      and l.sku_id = any (${places.map(({ skuId }) => skuId)}::int[])
    group by 1, 2`)
  return new Map(rows.map(({ skuId, locationId, units }) => [`${skuId} ${locationId}`, units]))
}

export type WorkToInsert = Work & { dueAt: Temporal.Instant; shipBy: Temporal.Instant }

/** Writes new fulfilment orders with their lines. */
export function insertWork(
  tx: Tx,
  works: readonly WorkToInsert[],
  now: Temporal.Instant,
): Promise<unknown> {
  if (works.length === 0) return Promise.resolve()
  const lines = works.flatMap((work) => work.lines.map((line) => ({ work, line })))
  return Promise.all([
    tx.query(sql`
      insert into fulfilment.fulfilment_order (id, order_id, group_no, location_id, state, request,
        due_at, ship_by, escalation, version, created_at, changed_at)
      select w.*, 0, 1, ${now}::timestamptz, ${now}::timestamptz from unnest(
        ${works.map((w) => w.id)}::uuid[], ${works.map((w) => w.orderId)}::uuid[],
        ${works.map((w) => w.groupNo)}::smallint[], ${works.map((w) => w.locationId)}::int[],
        ${works.map((w) => w.state)}::text[], ${works.map((w) => w.request)}::text[],
        ${works.map((w) => w.dueAt)}::timestamptz[],
        ${works.map((w) => w.shipBy)}::timestamptz[]) as w`),
    tx.query(sql`
      insert into fulfilment.fulfilment_line (fulfilment_order_id, line_no, order_id, sku_id,
        quantity, withdrawn, picked, packed, fulfilled)
      select l.*, 0, 0, 0, 0 from unnest(
        ${lines.map(({ work }) => work.id)}::uuid[], ${lines.map(({ line }) => line.lineNo)}::int[],
        ${lines.map(({ work }) => work.orderId)}::uuid[],
        ${lines.map(({ line }) => line.skuId)}::int[],
        ${lines.map(({ line }) => line.quantity)}::bigint[]) as l`),
  ])
}

/** What became of a fulfilment order: its state after, and the lines that changed. */
export type WorkToSave = {
  id: string
  state: WorkState
  request: RequestState
  dueAt: Temporal.Instant | null
  escalation: number
  lines: readonly WorkLine[]
}

/** Writes changed fulfilment orders, each its next version; one statement per table. */
export function saveWork(
  tx: Tx,
  works: readonly WorkToSave[],
  now: Temporal.Instant,
): Promise<unknown> {
  if (works.length === 0) return Promise.resolve()
  const lines = works.flatMap(({ id, lines: changed }) => changed.map((line) => ({ id, line })))
  return Promise.all([
    tx.query(sql`
      update fulfilment.fulfilment_order as w set state = v.state, request = v.request,
        due_at = v.due_at, escalation = v.escalation, version = w.version + 1,
        changed_at = ${now}::timestamptz
      from unnest(
        ${works.map((w) => w.id)}::uuid[], ${works.map((w) => w.state)}::text[],
        ${works.map((w) => w.request)}::text[], ${works.map((w) => w.dueAt)}::timestamptz[],
        ${works.map((w) => w.escalation)}::smallint[]
      ) as v (id, state, request, due_at, escalation)
      where w.id = v.id`),
    lines.length === 0
      ? undefined
      : tx.query(sql`
          update fulfilment.fulfilment_line as l set quantity = v.quantity,
            withdrawn = v.withdrawn, picked = v.picked, packed = v.packed, fulfilled = v.fulfilled
          from unnest(
            ${lines.map(({ id }) => id)}::uuid[], ${lines.map(({ line }) => line.lineNo)}::int[],
            ${lines.map(({ line }) => line.quantity)}::bigint[],
            ${lines.map(({ line }) => line.withdrawn)}::bigint[],
            ${lines.map(({ line }) => line.picked)}::bigint[],
            ${lines.map(({ line }) => line.packed)}::bigint[],
            ${lines.map(({ line }) => line.fulfilled)}::bigint[]
          ) as v (id, line_no, quantity, withdrawn, picked, packed, fulfilled)
          where l.fulfilment_order_id = v.id and l.line_no = v.line_no`),
  ])
}

/** Work of the caller's locations, and that of orders of the caller's channels anywhere. */
export function seenBy(scope: Exclude<Scope, 'all'>): Sql {
  return sql`(location_id = any (${scope.locations}::int[])
    or order_id in (${ordersOfChannels(scope.channels)}))`
}

/** Fulfilment orders within the caller's channels or locations, the oldest first. */
export async function listWork(
  db: Queryable,
  scope: Scope,
  page: {
    after: string[] | undefined
    limit: number
    locationId: number | undefined
    orderId: string | undefined
    state: WorkState | undefined
  },
): Promise<StoredWork[]> {
  const { after, limit, locationId, orderId, state } = page
  const conditions: Sql[] = []
  if (scope !== 'all') conditions.push(seenBy(scope))
  if (locationId !== undefined) conditions.push(sql`location_id = ${locationId}`)
  if (orderId !== undefined) conditions.push(sql`order_id = ${orderId}`)
  if (state !== undefined) conditions.push(sql`state = ${state}`)
  if (after) conditions.push(sql`(created_at, id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const ids = await db.query<{ id: string }>(sql`
    select id from fulfilment.fulfilment_order where ${allOf(conditions)}
    order by created_at, id limit ${limit}`)
  return getWork(
    db,
    ids.map(({ id }) => id),
  )
}

/** Fulfilment orders whose next step is overdue, the longest first. */
export async function listOverdue(
  db: Queryable,
  now: Temporal.Instant,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    select id from fulfilment.fulfilment_order where due_at <= ${now}
    order by due_at, id limit ${limit}`)
  return rows.map(({ id }) => id)
}

/**
 * Marks work as told of (once, then again and again), with the next time to look at it. Whoever has
 * it open decides on what it was, so it is no new version.
 */
export async function saveEscalation(
  tx: Tx,
  works: readonly { id: string; dueAt: Temporal.Instant | null; isTold: boolean }[],
): Promise<void> {
  if (works.length === 0) return
  await tx.query(sql`
    update fulfilment.fulfilment_order as w set due_at = v.due_at,
      escalation = least(w.escalation + v.told::int, 2)
    from unnest(${works.map(({ id }) => id)}::uuid[],
      ${works.map(({ dueAt }) => dueAt)}::timestamptz[],
      ${works.map(({ isTold }) => isTold)}::boolean[]) as v (id, due_at, told)
    where w.id = v.id`)
}

/** How many fulfilment orders there are in each state. */
export async function countWork(db: Queryable): Promise<{ state: WorkState; count: number }[]> {
  return db.query(sql`
    select state, count(*) as count from fulfilment.fulfilment_order
    group by state order by state`)
}
