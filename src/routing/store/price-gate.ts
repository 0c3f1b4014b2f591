import { newId } from '../../lib/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { FULL_DAYS, type PriceGate } from '../domain/price-gate.ts'
import type { StoredPlan } from '../store.ts'

/** Keeps what a simulation said of prices. */
export async function saveGate(tx: Tx, gate: PriceGate): Promise<void> {
  const { channelId, planVersion, rulesVersion, lookAhead, passed, days, decidedAt } = gate
  const by = lookAhead && JSON.stringify(lookAhead)
  const [base, low, high] = [gate.base, gate.low, gate.high].map((one) => JSON.stringify(one))
  await tx.query(sql`
    insert into routing.price_gate
      (id, channel_id, plan_version, rules_version, look_ahead, base, low, high, passed,
        days, decided_at)
    values (${newId(decidedAt.epochMilliseconds)}::uuid, ${channelId}::int, ${planVersion}::int,
      ${rulesVersion}::int, ${by}::json, ${base}::json, ${low}::json,
      ${high}::json, ${passed}::boolean, ${days}::int, ${decidedAt}::timestamptz)`)
}

/** What a plan says besides prices. */
export type SaidPlan = Pick<StoredPlan, 'strategy' | 'tariff' | 'objective' | 'improving'>

/** With what the plan said that was played; null: the channel had none of its own. */
export type PlayedGate = PriceGate & { played: SaidPlan | null }

/**
 * The newest of each channel, look ahead, version of the plan and of what it can say; of all the
 * newest first.
 */
export async function listNewestGates(
  db: Queryable,
  of: { channelId?: number } = {},
): Promise<PlayedGate[]> {
  const wanted = of.channelId === undefined ? sql`true` : sql`channel_id = ${of.channelId}`
  const kind = sql`channel_id, look_ahead->>'days', look_ahead->>'marginPercent',
    coalesce(look_ahead->>'together', 'false'), plan_version, is_full,
    concat_ws(' ', base->>'verdict', low->>'verdict', high->>'verdict')`
  return db.query<PlayedGate>(sql`
    select newest.*, case when p.id is not null then json_build_object('strategy', p.strategy,
      'tariff', p.tariff, 'objective', p.objective, 'improving', p.improving) end as played
    from (
      select distinct on (${kind})
        channel_id as "channelId", plan_version as "planVersion", rules_version as "rulesVersion",
        look_ahead as "lookAhead", base, low, high, passed, days, decided_at as "decidedAt"
      from (
        select *, coalesce(days >= ${FULL_DAYS}::int, true) as is_full
        from routing.price_gate where ${wanted}) as gate
      order by ${kind}, decided_at desc, id desc) as newest
    left join routing.plan as p
      on p.channel_id = newest."channelId" and p.version = newest."planVersion"
    order by newest."decidedAt" desc, newest."channelId"`)
}
