import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import type { Share } from '../domain/fences.ts'

const columns = sql`rule_id as "ruleId", sku_id as "skuId", location_id as "locationId",
  channel_id as "channelId", quantity`

/** All shares: a ring-fence is for few SKUs. */
export async function readAllShares(db: Queryable): Promise<Share[]> {
  return db.query<Share>(sql`
    select ${columns} from inventory.ring_fence_share order by sku_id, location_id, rule_id`)
}

/** The shares of some SKUs; as they stay while their supply rows are locked. */
export async function readShares(db: Queryable, skuIds: readonly number[]): Promise<Share[]> {
  return db.query<Share>(sql`
    select ${columns} from inventory.ring_fence_share where sku_id = any (${skuIds}::int[])
    order by sku_id, location_id, rule_id`)
}

/** Writes what has changed of the shares of a ring-fence; 0 ends one. Lock the rows before. */
export async function saveShares(tx: Tx, shares: readonly Share[]): Promise<void> {
  const [kept, gone] = [
    shares.filter(({ quantity }) => quantity > 0),
    shares.filter(({ quantity }) => quantity === 0),
  ]
  if (gone.length > 0) {
    await tx.query(sql`
      delete from inventory.ring_fence_share as s using unnest(
        ${gone.map((s) => s.ruleId)}::uuid[], ${gone.map((s) => s.skuId)}::int[],
        ${gone.map((s) => s.locationId)}::int[]) as v (rule_id, sku_id, location_id)
      where s.rule_id = v.rule_id and s.sku_id = v.sku_id and s.location_id = v.location_id`)
  }
  if (kept.length === 0) return
  await tx.query(sql`
    insert into inventory.ring_fence_share (rule_id, sku_id, location_id, channel_id, quantity)
    select * from unnest(
      ${kept.map((s) => s.ruleId)}::uuid[], ${kept.map((s) => s.skuId)}::int[],
      ${kept.map((s) => s.locationId)}::int[], ${kept.map((s) => s.channelId)}::int[],
      ${kept.map((s) => s.quantity)}::bigint[])
    on conflict (sku_id, location_id, rule_id) do update
      set quantity = excluded.quantity, channel_id = excluded.channel_id`)
}

/** How many units a ring-fence is about in all, and the percentage of which that was taken. */
export type Fenced = { fenced: number | null; percent: number | null }

/** Null before it has begun; its counter must be locked. */
export async function findFenced(tx: Tx, of: { ruleId: string; skuId: number }): Promise<Fenced> {
  const [row] = await tx.query<Fenced>(sql`
    select fenced, fenced_percent as percent from inventory.counter
    where rule_id = ${of.ruleId} and sku_id = ${of.skuId} and key = ''`)
  return row ?? { fenced: null, percent: null }
}

export async function saveFenced(
  tx: Tx,
  of: { ruleId: string; skuId: number } & Fenced,
): Promise<void> {
  await tx.query(sql`
    update inventory.counter set fenced = ${of.fenced}, fenced_percent = ${of.percent}
    where rule_id = ${of.ruleId} and sku_id = ${of.skuId} and key = ''
      and (fenced, fenced_percent) is distinct from (${of.fenced}::bigint,
        ${of.percent}::double precision)`)
}
