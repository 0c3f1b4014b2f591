import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Cursor } from '../../platform/events/index.ts'
import type { GuardName, GuardOutcome, Guards } from '../domain/canary/guards.ts'
import type { Sharing, Side } from '../domain/canary/side.ts'
import { noSums, type CanaryMeasure, type Sum, type Sums } from '../domain/canary/sums.ts'

export type CanaryOutcome = 'promoted' | 'returned'
export const canaryCauses = ['by_hand', 'guard', 'error', 'until'] as const
export type CanaryCause = (typeof canaryCauses)[number]

/** A version that decides on a share of new orders, while `control` decides on the others. */
export type RunningCanary = Sharing & { version: number; control: number }

/** Why it returned by itself: the guard that was broken, with its numbers then, or the error. */
export type CanaryWhy =
  | (Pick<GuardOutcome, 'canary' | 'control' | 'low' | 'high'> & { guard: GuardName; most: number })
  | { error: string }

export type NewCanary = RunningCanary & {
  currency: string
  guards: Guards
  minimumOrders: number
  startedBy: string
}

export type CanaryEnd = {
  outcome: CanaryOutcome
  cause: CanaryCause
  why: CanaryWhy | null
  note: string | null
  endedAt: Temporal.Instant
  endedBy: string
}

export type StoredCanary = NewCanary & { [Of in keyof CanaryEnd]: CanaryEnd[Of] | null }

const running = sql`id, version, control, share_permille as "sharePermille",
  channel_ids as "channelIds", starts_at as "startsAt", until`
const columns = sql`${running}, currency, guards, minimum_orders as "minimumOrders",
  started_by as "startedBy", outcome, cause, why, note, ended_at as "endedAt",
  ended_by as "endedBy"`

/** The one that is not over; asked for each second by every process. */
export async function findRunning(db: Queryable): Promise<RunningCanary | undefined> {
  const [row] = await db.query<RunningCanary>(sql`
    select ${running} from routing.canary where ended_at is null`)
  return row
}

/** `cursor`: from where on its figures read the event log. */
export async function insertCanary(tx: Tx, one: NewCanary, cursor: Cursor): Promise<void> {
  await tx.query(sql`
    insert into routing.canary (id, version, control, share_permille, channel_ids, currency,
      guards, minimum_orders, starts_at, until, started_by, epoch, tx, event_id)
    values (${one.id}, ${one.version}, ${one.control}, ${one.sharePermille},
      ${one.channelIds}::int[], ${one.currency}, ${JSON.stringify(one.guards)}::json,
      ${one.minimumOrders}, ${one.startsAt}, ${one.until}, ${one.startedBy}, ${cursor.epoch},
      ${cursor.tx}::xid8, ${cursor.id})`)
}

export async function findCanary(db: Queryable, id: string): Promise<StoredCanary | undefined> {
  const [row] = await db.query<StoredCanary>(sql`
    select ${columns} from routing.canary where id = ${id}`)
  return row
}

/** The newest first; one that runs is the first of all. */
export async function listCanaries(
  db: Queryable,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<StoredCanary[]> {
  const older = before === undefined ? sql`true` : sql`version < ${before}`
  return db.query<StoredCanary>(sql`
    select ${columns} from routing.canary where ${older} order by version desc limit ${limit}`)
}

/** Those of some versions, by version. */
export async function canariesOf(
  db: Queryable,
  versions: readonly number[],
): Promise<Map<number, StoredCanary>> {
  const rows = await db.query<StoredCanary>(sql`
    select ${columns} from routing.canary where version = any (${versions}::int[])`)
  return new Map(rows.map((row) => [row.version, row]))
}

/** One that nobody else ends till the end of the transaction. */
export async function lockCanary(tx: Tx, id: string): Promise<StoredCanary | undefined> {
  return lockOne(tx, sql`id = ${id}`, sql``)
}

/** The one that runs, with its cursor; undefined while another process works on it. */
export async function takeRunning(
  tx: Tx,
): Promise<(StoredCanary & { cursor: Cursor }) | undefined> {
  const canary = await lockOne(tx, sql`ended_at is null`, sql`skip locked`)
  if (!canary) return undefined
  const [cursor] = await tx.query<Cursor>(sql`
    select epoch, tx::text as tx, event_id as id from routing.canary where id = ${canary.id}`)
  return { ...canary, cursor: cursor! }
}

async function lockOne(tx: Tx, which: Sql, how: Sql): Promise<StoredCanary | undefined> {
  const [row] = await tx.query<StoredCanary>(sql`
    select ${columns} from routing.canary where ${which} for update ${how}`)
  return row
}

export async function moveCanary(tx: Tx, id: string, { epoch, tx: at, id: event }: Cursor) {
  await tx.query(sql`
    update routing.canary set epoch = ${epoch}, tx = ${at}::xid8, event_id = ${event}
    where id = ${id}`)
}

export async function saveEnd(tx: Tx, id: string, end: CanaryEnd): Promise<void> {
  const { outcome, cause, why, note, endedAt, endedBy } = end
  await tx.query(sql`
    update routing.canary set outcome = ${outcome}, cause = ${cause},
      why = ${why && JSON.stringify(why)}::json, note = ${note}, ended_at = ${endedAt},
      ended_by = ${endedBy} where id = ${id}`)
}

/** Adds what was measured to what is kept. */
export async function saveSums(tx: Tx, id: string, sums: Sums): Promise<void> {
  const rows = Object.entries(sums).flatMap(([side, own]) =>
    Object.entries(own)
      .filter(([, { n, sum, squares }]) => n !== 0 || sum !== 0 || squares !== 0)
      .map(([measure, of]) => ({ side, measure, ...of })),
  )
  if (rows.length === 0) return
  await tx.query(sql`
    insert into routing.canary_sum as s (canary_id, side, measure, n, sum, squares)
    select ${id}::uuid, r.* from unnest(
      ${rows.map(({ side }) => side)}::text[], ${rows.map(({ measure }) => measure)}::text[],
      ${rows.map(({ n }) => n)}::bigint[], ${rows.map(({ sum }) => sum)}::float8[],
      ${rows.map(({ squares }) => squares)}::float8[]) as r
    on conflict (canary_id, side, measure) do update
    set n = s.n + excluded.n, sum = s.sum + excluded.sum, squares = s.squares + excluded.squares`)
}

export async function readSums(db: Queryable, ids: readonly string[]): Promise<Map<string, Sums>> {
  const rows = await db.query<Sum & { id: string; side: Side; measure: CanaryMeasure }>(sql`
    select canary_id as id, side, measure, n, sum, squares from routing.canary_sum
    where canary_id = any (${ids}::uuid[])`)
  const all = new Map(ids.map((id) => [id, noSums()]))
  for (const { id, side, measure, n, sum, squares } of rows) {
    all.get(id)![side][measure] = { n, sum, squares }
  }
  return all
}

/** Notes orders that were declined; answers those that were not before. */
export async function noteDeclined(
  tx: Tx,
  id: string,
  orderIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.query<{ orderId: string }>(sql`
    insert into routing.canary_declined (canary_id, order_id)
    select ${id}::uuid, o from unnest(${orderIds}::uuid[]) as o
    on conflict do nothing returning order_id as "orderId"`)
  return new Set(rows.map(({ orderId }) => orderId))
}
