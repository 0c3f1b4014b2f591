import { sql } from '../platform/db/sql.ts'
import type { Queryable, Tx } from '../platform/db/index.ts'
import type { Plan } from './domain/decide.ts'
import type { DecisionRecord } from './domain/record.ts'
import type { Tariff } from './domain/freight.ts'

export type StoredPlan = Plan & { id: number; channelId: number; validFrom: Temporal.Instant }

/** A decision as it is kept. */
export type StoredDecision = {
  id: string
  orderId: string
  groupNo: number
  cause: string
  record: DecisionRecord
  decidedAt: Temporal.Instant
}

const columns = sql`id, channel_id as "channelId", version, strategy, tariff,
  valid_from as "validFrom"`

/** The newest plan of every channel. */
export async function listPlans(db: Queryable): Promise<StoredPlan[]> {
  return db.query<StoredPlan>(sql`
    select distinct on (channel_id) ${columns} from routing.plan
    order by channel_id, version desc`)
}

/** Plans are immutable: a change is the next version. */
export async function insertPlan(
  tx: Tx,
  plan: { channelId: number; strategy: Plan['strategy']; tariff: Tariff; createdBy: string },
  now: Temporal.Instant,
): Promise<StoredPlan> {
  const [row] = await tx.query<StoredPlan>(sql`
    insert into routing.plan (channel_id, version, strategy, tariff, valid_from, created_by)
    select ${plan.channelId}::int, coalesce(max(version), 0) + 1, ${plan.strategy}::text,
      ${JSON.stringify(plan.tariff)}::json, ${now}::timestamptz, ${plan.createdBy}::text
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

export async function listDecisions(db: Queryable, orderId: string): Promise<StoredDecision[]> {
  return db.query<StoredDecision>(sql`
    select id, order_id as "orderId", group_no as "groupNo", cause, record,
      decided_at as "decidedAt"
    from routing.decision where order_id = ${orderId} order by group_no, id`)
}
