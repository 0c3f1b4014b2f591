import { newId } from '../../lib/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { PriceGate } from '../domain/price-gate.ts'

/** Keeps what a simulation said of prices. */
export async function saveGate(tx: Tx, gate: PriceGate): Promise<void> {
  const { channelId, planVersion, rulesVersion, lookAhead, passed, decidedAt } = gate
  const by = lookAhead && JSON.stringify(lookAhead)
  const [base, low, high] = [gate.base, gate.low, gate.high].map((one) => JSON.stringify(one))
  await tx.query(sql`
    insert into routing.price_gate
      (id, channel_id, plan_version, rules_version, look_ahead, base, low, high, passed,
        decided_at)
    values (${newId(decidedAt.epochMilliseconds)}::uuid, ${channelId}::int, ${planVersion}::int,
      ${rulesVersion}::int, ${by}::json, ${base}::json, ${low}::json,
      ${high}::json, ${passed}::boolean, ${decidedAt}::timestamptz)`)
}

/** The newest of each channel and look ahead, of all channels the newest first. */
export async function listNewestGates(
  db: Queryable,
  of: { channelId?: number } = {},
): Promise<PriceGate[]> {
  const wanted = of.channelId === undefined ? sql`true` : sql`channel_id = ${of.channelId}`
  return db.query<PriceGate>(sql`
    select * from (
      select distinct on (channel_id, look_ahead->>'days', look_ahead->>'marginPercent',
          coalesce(look_ahead->>'together', 'false'))
        channel_id as "channelId", plan_version as "planVersion", rules_version as "rulesVersion",
        look_ahead as "lookAhead", base, low, high, passed, decided_at as "decidedAt"
      from routing.price_gate where ${wanted}
      order by channel_id, look_ahead->>'days', look_ahead->>'marginPercent',
        coalesce(look_ahead->>'together', 'false'), decided_at desc, id desc) as newest
    order by "decidedAt" desc, "channelId"`)
}
