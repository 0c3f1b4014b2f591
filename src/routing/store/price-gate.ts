import { newId } from '../../lib/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { usualLookAhead } from '../domain/outlook.ts'
import type { PriceGate } from '../domain/price-gate.ts'

/** Keeps what a simulation said of prices. */
export async function saveGate(tx: Tx, gate: PriceGate): Promise<void> {
  const { channelId, planVersion, rulesVersion, lookAhead, passed, decidedAt } = gate
  const [base, low, high] = [gate.base, gate.low, gate.high].map((one) => JSON.stringify(one))
  await tx.query(sql`
    insert into routing.price_gate
      (id, channel_id, plan_version, rules_version, look_ahead, base, low, high, passed,
        decided_at)
    values (${newId(decidedAt.epochMilliseconds)}::uuid, ${channelId}::int, ${planVersion}::int,
      ${rulesVersion}::int, ${JSON.stringify(lookAhead)}::json, ${base}::json, ${low}::json,
      ${high}::json, ${passed}::boolean, ${decidedAt}::timestamptz)`)
}

const usual = JSON.stringify(usualLookAhead)
const columns = sql`channel_id as "channelId", plan_version as "planVersion",
  rules_version as "rulesVersion", coalesce(look_ahead, ${usual}::json) as "lookAhead",
  base, low, high, passed, decided_at as "decidedAt"`

/** The newest of each channel. */
export async function listNewestGates(db: Queryable): Promise<PriceGate[]> {
  return db.query<PriceGate>(sql`
    select distinct on (channel_id) ${columns}
    from routing.price_gate order by channel_id, decided_at desc, id desc`)
}

export async function newestGate(db: Queryable, channelId: number): Promise<PriceGate | undefined> {
  const [row] = await db.query<PriceGate>(sql`
    select ${columns} from routing.price_gate where channel_id = ${channelId}
    order by decided_at desc, id desc limit 1`)
  return row
}
