import { sql } from '../platform/db/sql.ts'
import type { Queryable, Tx } from '../platform/db/index.ts'
import type { Improving, Plan } from './domain/decide.ts'
import type { Declines, Given } from './domain/declines.ts'
import type { DecisionRecord } from './domain/record.ts'
import type { StoredTariff } from './domain/freight.ts'
import type { Objective } from './domain/objective.ts'
import type { LookAhead } from './domain/outlook.ts'
import type { Avoided } from './domain/types.ts'

export type StoredPlan = Omit<Plan, 'tariff' | 'declines' | 'prices' | 'improving'> & {
  id: number
  channelId: number
  tariff: StoredTariff
  objective: Objective
  /** Null: it does not go by prices of scarce stock. */
  lookAhead: LookAhead | null
  improving: Improving | null
  /** Null: as usual. */
  coolOffHours: number | null
  validFrom: Temporal.Instant
}

/** A decision as it is kept. */
export type StoredDecision = {
  id: string
  orderId: string
  groupNo: number
  cause: string
  record: DecisionRecord
  decidedAt: Temporal.Instant
}

/** A location that an order is not given to for a while; one SKU of it, or all (null). */
export type Exclusion = Avoided & {
  orderId: string
  cause: string
  until: Temporal.Instant
  actor: string
  createdAt: Temporal.Instant
}

const columns = sql`id, channel_id as "channelId", version, strategy, tariff, objective,
  look_ahead as "lookAhead", improving, cool_off_hours as "coolOffHours",
  valid_from as "validFrom"`

/** The newest plan of every channel. */
export async function listPlans(db: Queryable): Promise<StoredPlan[]> {
  return db.query<StoredPlan>(sql`
    select distinct on (channel_id) ${columns} from routing.plan
    order by channel_id, version desc`)
}

/** Versions of the plan of a channel, the newest first; those before one. */
export async function listPlanVersions(
  db: Queryable,
  of: { channelId: number; before: number | undefined; limit: number },
): Promise<(StoredPlan & { publishedBy: string })[]> {
  const earlier = of.before === undefined ? sql`true` : sql`version < ${of.before}::int`
  return db.query(sql`
    select ${columns}, created_by as "publishedBy" from routing.plan
    where channel_id = ${of.channelId} and ${earlier}
    order by version desc limit ${of.limit}::int`)
}

/** A version of the plan of a channel; undefined also for 0, where it has none of its own. */
export async function findPlanVersion(
  db: Queryable,
  of: { channelId: number; version: number },
): Promise<StoredPlan | undefined> {
  const [plan] = await db.query<StoredPlan>(sql`
    select ${columns} from routing.plan
    where channel_id = ${of.channelId} and version = ${of.version}`)
  return plan
}

/** One version of a plan. */
export async function findPlan(db: Queryable, id: number): Promise<StoredPlan | undefined> {
  const [plan] = await db.query<StoredPlan>(sql`
    select ${columns} from routing.plan where id = ${id}`)
  return plan
}

/** Of two who publish at once one waits here. Answers the newest version, 0 where there is none. */
export async function lockPlan(tx: Tx, channelId: number): Promise<number> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtext('routing.plan'), ${channelId}::int)`)
  const [newest] = await tx.query<{ version: number }>(sql`
    select coalesce(max(version), 0) as version from routing.plan
    where channel_id = ${channelId}`)
  return newest!.version
}

/** Plans are immutable: a change is the next version. */
export async function insertPlan(
  tx: Tx,
  plan: {
    channelId: number
    strategy: Plan['strategy']
    tariff: StoredTariff
    objective?: Objective
    lookAhead?: LookAhead | null
    improving?: Improving | null
    coolOffHours?: number | undefined
    createdBy: string
  },
  now: Temporal.Instant,
): Promise<StoredPlan> {
  const [row] = await tx.query<StoredPlan>(sql`
    insert into routing.plan
      (channel_id, version, strategy, tariff, objective, look_ahead, improving, cool_off_hours,
        valid_from, created_by)
    select ${plan.channelId}::int, coalesce(max(version), 0) + 1, ${plan.strategy}::text,
      ${JSON.stringify(plan.tariff)}::json, ${JSON.stringify(plan.objective ?? {})}::json,
      ${plan.lookAhead ? JSON.stringify(plan.lookAhead) : null}::json,
      ${plan.improving ? JSON.stringify(plan.improving) : null}::json,
      ${plan.coolOffHours ?? null}::smallint,
      ${now}::timestamptz, ${plan.createdBy}::text
    from routing.plan where channel_id = ${plan.channelId}
    returning ${columns}`)
  return row!
}

export async function saveDecisions(
  tx: Tx,
  decisions: readonly Omit<StoredDecision, 'decidedAt'>[],
  now: Temporal.Instant,
): Promise<void> {
  if (decisions.length === 0) return
  const d = decisions
  await tx.query(sql`
    insert into routing.decision (id, order_id, group_no, cause, plan_id, record, decided_at)
    select d.*, ${now}::timestamptz from unnest(
      ${d.map((r) => r.id)}::uuid[], ${d.map((r) => r.orderId)}::uuid[],
      ${d.map((r) => r.groupNo)}::smallint[], ${d.map((r) => r.cause)}::text[],
      ${d.map((r) => r.record.plan.id)}::int[],
      ${d.map((r) => JSON.stringify(r.record))}::json[]) as d`)
}

/** The decisions of some orders: each order's in the order in which they were made. */
export async function listDecisionsOf(
  db: Queryable,
  orderIds: readonly string[],
): Promise<StoredDecision[]> {
  return db.query<StoredDecision>(sql`
    select id, order_id as "orderId", group_no as "groupNo", cause, record,
      decided_at as "decidedAt"
    from routing.decision where order_id = any (${orderIds}::uuid[]) order by id`)
}

export async function findDecision(db: Queryable, id: string): Promise<StoredDecision | undefined> {
  const [decision] = await db.query<StoredDecision>(sql`
    select id, order_id as "orderId", group_no as "groupNo", cause, record,
      decided_at as "decidedAt"
    from routing.decision where id = ${id}`)
  return decision
}

/** The locations that orders were ever given to, by order id, in the order of their ids. */
export async function listServing(
  db: Queryable,
  orderIds: readonly string[],
): Promise<Map<string, number[]>> {
  const rows = await db.query<{ orderId: string; locationIds: number[] }>(sql`
    select d.order_id as "orderId",
      array_agg(distinct (c->>'locationId')::int order by (c->>'locationId')::int)
        as "locationIds"
    from routing.decision as d, json_array_elements(d.record->'chosen') as c
    where d.order_id = any (${orderIds}::uuid[]) group by d.order_id`)
  return new Map(rows.map(({ orderId, locationIds }) => [orderId, locationIds]))
}

export async function listDecisions(db: Queryable, orderId: string): Promise<StoredDecision[]> {
  return db.query<StoredDecision>(sql`
    select id, order_id as "orderId", group_no as "groupNo", cause, record,
      decided_at as "decidedAt"
    from routing.decision where order_id = ${orderId} order by group_no, id`)
}

/** Of two exclusions of the same, in the table or here, the one that lasts longer counts. */
export async function saveExclusions(tx: Tx, rows: readonly Exclusion[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(sql`
    insert into routing.exclusion
      (order_id, location_id, sku_id, cause, until, created_at, actor)
    select distinct on (order_id, location_id, sku_id) *
    from unnest(
      ${rows.map((r) => r.orderId)}::uuid[], ${rows.map((r) => r.locationId)}::int[],
      ${rows.map((r) => r.skuId)}::int[], ${rows.map((r) => r.cause)}::text[],
      ${rows.map((r) => r.until)}::timestamptz[], ${rows.map((r) => r.createdAt)}::timestamptz[],
      ${rows.map((r) => r.actor)}::text[]
    ) as r (order_id, location_id, sku_id, cause, until, created_at, actor)
    order by order_id, location_id, sku_id, until desc
    on conflict on constraint exclusion_once do update
    set cause = excluded.cause, until = excluded.until, created_at = excluded.created_at,
      actor = excluded.actor
    where excluded.until > exclusion.until`)
}

/** What the orders are not given to now. */
export async function listExclusions(
  db: Queryable,
  orderIds: readonly string[],
  now: Temporal.Instant,
): Promise<Exclusion[]> {
  return db.query<Exclusion>(sql`
    select order_id as "orderId", location_id as "locationId", sku_id as "skuId", cause, until,
      created_at as "createdAt", actor
    from routing.exclusion where order_id = any (${orderIds}::uuid[]) and until > ${now}
    order by order_id, location_id, sku_id`)
}

/**
 * Of the newest decisions since a moment, at most so many: how many orders each location was given,
 * and how many of them it declined. What was not found there is no declining.
 */
export async function countDeclines(
  db: Queryable,
  { since, most }: { since: Temporal.Instant; most: number },
  now: Temporal.Instant,
): Promise<Declines & { from: Temporal.Instant | null }> {
  const rows = await db.query<Given & { locationId: number; from: Temporal.Instant }>(sql`
    with newest as (
      select order_id, record, decided_at from routing.decision order by id desc limit ${most}::int
    ), given as (
      select n.order_id, (c->>'locationId')::int as location_id, min(n.decided_at) as decided_at
      from newest as n, json_array_elements(n.record->'chosen') as c
      where n.decided_at >= ${since}::timestamptz group by 1, 2
    )
    select g.location_id as "locationId", count(*)::int as given,
      count(e.order_id)::int as declined, min(g.decided_at) as from
    from given as g left join routing.exclusion as e
      on e.order_id = g.order_id and e.location_id = g.location_id and e.sku_id is null
    group by g.location_id order by g.location_id`)
  const from = rows.map((row) => row.from).toSorted(Temporal.Instant.compare)[0] ?? null
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0)
  return {
    at: now.toString({ smallestUnit: 'millisecond' }),
    from,
    all: { given: sum(({ given }) => given), declined: sum(({ declined }) => declined) },
    byLocation: new Map(
      rows.map(({ locationId, given, declined }) => [locationId, { given, declined }]),
    ),
  }
}
