import { newId } from '../../lib/ids.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { idAt } from '../../platform/partitions.ts'
import { nameOf } from '../domain/counter.ts'
import type { FenceLevel, Share } from '../domain/fences.ts'
import { findLiveVersion } from './rules.ts'

const columns = sql`rule_id as "ruleId", sku_id as "skuId", location_id as "locationId",
  channel_id as "channelId", quantity`

/** All shares, for who has read none yet. */
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

/** The shares of some SKUs as they were at a moment. */
export async function readSharesAt(
  db: Queryable,
  skuIds: readonly number[],
  at: Temporal.Instant,
): Promise<Share[]> {
  const after = idAt(Math.max(0, at.epochMilliseconds + 1))
  return db.query<Share>(sql`
    select ${columns} from (
      select distinct on (sku_id, location_id, rule_id) * from (
        select sku_id, location_id, rule_id, channel_id, quantity, id
        from inventory.ring_fence_share_past
        where sku_id = any (${skuIds}::int[]) and id >= ${after}::uuid
        union all
        select sku_id, location_id, rule_id, channel_id, quantity, null
        from inventory.ring_fence_share where sku_id = any (${skuIds}::int[])) as s
      order by sku_id, location_id, rule_id, id nulls last) as s
    where quantity > 0 order by sku_id, location_id, rule_id`)
}

/**
 * Writes what has changed of the shares of ring-fences, and keeps what they were until now; 0 ends
 * one. Lock the rows before.
 */
export async function saveShares(tx: Tx, shares: readonly Share[], nowMs: number): Promise<void> {
  await keepShares(tx, shares, nowMs)
  await writeShares(tx, shares)
  await markRows(tx, shares)
}

async function keepShares(tx: Tx, shares: readonly Share[], nowMs: number): Promise<void> {
  await tx.query(sql`
    insert into inventory.ring_fence_share_past
      (id, rule_id, sku_id, location_id, channel_id, quantity)
    select v.id, v.rule_id, v.sku_id, v.location_id, coalesce(s.channel_id, v.channel_id),
      coalesce(s.quantity, 0)
    from unnest(${shares.map(() => newId(nowMs))}::uuid[],
      ${shares.map((s) => s.ruleId)}::uuid[], ${shares.map((s) => s.skuId)}::int[],
      ${shares.map((s) => s.locationId)}::int[], ${shares.map((s) => s.channelId)}::int[]
    ) as v (id, rule_id, sku_id, location_id, channel_id)
    left join inventory.ring_fence_share as s using (rule_id, sku_id, location_id)`)
}

async function writeShares(tx: Tx, shares: readonly Share[]): Promise<void> {
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

/** Has rows on hand say whether anything of them is set aside. Lock them before. */
async function markRows(tx: Tx, shares: readonly Share[]): Promise<void> {
  await tx.query(sql`
    update inventory.supply as s set fenced = not s.fenced
    from unnest(${shares.map((one) => one.skuId)}::int[],
      ${shares.map((one) => one.locationId)}::int[]) as v (sku_id, location_id)
    where s.sku_id = v.sku_id and s.location_id = v.location_id and s.supply_no = 0
      and s.fenced <> exists (select from inventory.ring_fence_share as r
        where r.sku_id = s.sku_id and r.location_id = s.location_id)`)
}

type FenceKey = { ruleId: string; skuId: number }

/** What ring-fences are about and what their channels took, by `nameOf` the counter. */
export async function readFenceLevels(
  db: Queryable,
  fences: readonly FenceKey[],
  now: Temporal.Instant,
): Promise<Map<string, FenceLevel>> {
  if (fences.length === 0) return new Map()
  const rows = await db.query<FenceKey & FenceLevel>(sql`
    select c.rule_id as "ruleId", c.sku_id as "skuId", c.fenced, c.fenced_percent as percent,
      c.used - (select coalesce(sum(u.quantity), 0)::bigint from inventory.counter_use as u
        where u.until <= ${now} and u.rule_id = c.rule_id and u.sku_id = c.sku_id
          and u.key = c.key) as used
    from unnest(${fences.map(({ ruleId }) => ruleId)}::uuid[],
      ${fences.map(({ skuId }) => skuId)}::int[]) as k (rule_id, sku_id)
    join inventory.counter as c on c.rule_id = k.rule_id and c.sku_id = k.sku_id and c.key = ''`)
  return new Map(
    rows.map(({ ruleId, skuId, ...level }) => {
      return [nameOf({ ruleId, skuId, key: '' }), level]
    }),
  )
}

/** Writes what ring-fences are about in all. Lock their counters before. */
export async function saveFenced(
  tx: Tx,
  fences: readonly (FenceKey & Pick<FenceLevel, 'fenced' | 'percent'>)[],
): Promise<void> {
  await tx.query(sql`
    update inventory.counter as c set fenced = v.fenced, fenced_percent = v.percent
    from unnest(${fences.map(({ ruleId }) => ruleId)}::uuid[],
      ${fences.map(({ skuId }) => skuId)}::int[], ${fences.map(({ fenced }) => fenced)}::bigint[],
      ${fences.map(({ percent }) => percent)}::double precision[]
    ) as v (rule_id, sku_id, fenced, percent)
    where c.rule_id = v.rule_id and c.sku_id = v.sku_id and c.key = ''
      and (c.fenced, c.fenced_percent) is distinct from (v.fenced, v.percent)`)
}

/**
 * Whether this transaction may cut ring-fences by a version of the rules: one at a time may, of all
 * processes, and none by a version that is not in force any more.
 */
export async function tryLockCuts(tx: Tx, version: number): Promise<boolean> {
  const [row] = await tx.query<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('ring-fences', 3)) as locked`,
  )
  return row!.locked && (await findLiveVersion(tx)) <= version
}
