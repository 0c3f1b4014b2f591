import { sql } from '../../platform/db/sql.ts'
import type { Tx } from '../../platform/db/index.ts'
import { compareSupplyKeys, keyOf, openLedger, type By, type Ledger } from '../domain/ledger.ts'
import type { Supply, SupplyKey } from '../domain/supply.ts'
import { saveConditions } from './conditions.ts'
import { saveDayLoads } from './day-loads.ts'

/**
 * Locks supply rows in key order and opens a ledger over them. Rows that are not there are left out
 * (`create` makes those on hand first, for facts).
 */
export async function lockLedger(
  tx: Tx,
  keys: readonly SupplyKey[],
  options: { create?: boolean } = {},
): Promise<Ledger> {
  const sorted = uniqueKeys(keys)
  if (sorted.length === 0) return openLedger([])
  const skus = sorted.map(({ skuId }) => skuId)
  const locations = sorted.map(({ locationId }) => locationId)
  const numbers = sorted.map(({ supplyNo }) => supplyNo)
  if (options.create) await createOnHand(tx, sorted)
  // The inner order by makes the rows come, and so be locked, in key order.
  const rows = await tx.query<Supply>(sql`
    select s.sku_id as "skuId", s.location_id as "locationId", s.supply_no as "supplyNo",
      s.quantity, s.unavailable, s.held, s.allocated, s.uncovered, s.version
    from unnest(${skus}::int[], ${locations}::int[], ${numbers}::int[])
      as k (sku_id, location_id, supply_no)
    join inventory.supply as s using (sku_id, location_id, supply_no)
    order by s.sku_id, s.location_id, s.supply_no
    for update of s`)
  return openLedger(rows)
}

async function createOnHand(tx: Tx, keys: readonly SupplyKey[]): Promise<void> {
  const onHand = keys.filter(({ supplyNo }) => supplyNo === 0)
  if (onHand.length === 0) return
  await tx.query(sql`
    insert into inventory.supply
      (sku_id, location_id, supply_no, quantity, unavailable, held, allocated, uncovered, version)
    select k.sku_id, k.location_id, 0, 0, 0, 0, 0, 0, 0
    from unnest(
      ${onHand.map((k) => k.skuId)}::int[], ${onHand.map((k) => k.locationId)}::int[]
    ) as k (sku_id, location_id)
    on conflict do nothing`)
}

/** Writes everything that was gathered, one statement per table. */
export async function saveLedger(tx: Tx, ledger: Ledger, by: By): Promise<void> {
  const saved = [
    updateSupplies(tx, ledger),
    insertClaims(tx, ledger, by),
    updateClaims(tx, ledger, by),
    insertMovements(tx, ledger),
    saveConditions(tx, ledger),
    saveDayLoads(tx, ledger),
  ]
  await Promise.all(saved)
}

/**
 * Writes the rows whose version is still the one that was locked; fewer rows than expected is a
 * bug. The check constraint on `uncovered` is the second net under every claim.
 */
async function updateSupplies(tx: Tx, ledger: Ledger): Promise<void> {
  const rows = [...ledger.supplies.values()].filter(
    (supply) => supply !== ledger.locked.get(keyOf(supply)),
  )
  if (rows.length === 0) return
  const written = await tx.query(sql`
    update inventory.supply as s set
      quantity = v.quantity, unavailable = v.unavailable, held = v.held,
      allocated = v.allocated, uncovered = v.uncovered, version = v.version
    from unnest(
      ${rows.map((r) => r.skuId)}::int[], ${rows.map((r) => r.locationId)}::int[],
      ${rows.map((r) => r.supplyNo)}::int[], ${rows.map((r) => r.quantity)}::bigint[],
      ${rows.map((r) => r.unavailable)}::bigint[], ${rows.map((r) => r.held)}::bigint[],
      ${rows.map((r) => r.allocated)}::bigint[], ${rows.map((r) => r.uncovered)}::bigint[],
      ${rows.map((r) => r.version)}::bigint[],
      ${rows.map((r) => ledger.locked.get(keyOf(r))!.version)}::bigint[]
    ) as v (sku_id, location_id, supply_no, quantity, unavailable, held, allocated, uncovered,
      version, expected)
    where s.sku_id = v.sku_id and s.location_id = v.location_id and s.supply_no = v.supply_no
      and s.version = v.expected
    returning 1`)
  if (written.length !== rows.length) throw new Error('a locked supply row had another version')
}

async function insertClaims(tx: Tx, { newClaims: claims }: Ledger, by: By): Promise<void> {
  if (claims.length === 0) return
  await tx.query(sql`
    insert into inventory.claim (id, kind, sku_id, location_id, supply_no, quantity, order_id,
      line_no, reference, expires_at, promised_on, work_on, created_at)
    select c.*, ${by.now}
    from unnest(
      ${claims.map((c) => c.id)}::uuid[], ${claims.map((c) => c.kind)}::text[],
      ${claims.map((c) => c.skuId)}::int[], ${claims.map((c) => c.locationId)}::int[],
      ${claims.map((c) => c.supplyNo)}::int[], ${claims.map((c) => c.quantity)}::bigint[],
      ${claims.map((c) => c.orderId)}::uuid[], ${claims.map((c) => c.lineNo)}::int[],
      ${claims.map((c) => c.reference)}::text[], ${claims.map((c) => c.expiresAt)}::timestamptz[],
      ${claims.map((c) => c.promisedOn ?? null)}::date[],
      ${claims.map((c) => c.workOn ?? null)}::date[]
    ) as c`)
}

async function updateClaims(tx: Tx, { changedClaims: claims }: Ledger, by: By): Promise<void> {
  if (claims.length === 0) return
  // A claim keeps the quantity it ended with, so that its row still says what it was about.
  const written = await tx.query(sql`
    update inventory.claim as c set
      quantity = case when v.remaining = 0 then c.quantity else v.remaining end,
      closed_at = case when v.remaining = 0 then ${by.now}::timestamptz end,
      closed_as = case when v.remaining = 0 then v.ended_as end
    from unnest(
      ${claims.map((c) => c.id)}::uuid[], ${claims.map((c) => c.left)}::bigint[],
      ${claims.map((c) => c.endedAs)}::text[]
    ) as v (id, remaining, ended_as)
    where c.id = v.id and c.closed_at is null
    returning 1`)
  if (written.length !== claims.length) throw new Error('a claim to change was closed already')
}

async function insertMovements(tx: Tx, { movements }: Ledger): Promise<void> {
  if (movements.length === 0) return
  const m = movements
  const after = m.map((movement) => movement.after)
  const before = m.map((movement) => movement.before)
  await tx.query(sql`
    insert into inventory.movement (epoch, id, sku_id, location_id, supply_no, version, reason,
      quantity_change, unavailable_change, held_change, allocated_change,
      quantity, unavailable, held, allocated, uncovered,
      claim_id, expires_at, reference, actor, occurred_at, condition)
    select ${tx.epoch}::int, v.*
    from unnest(
      ${m.map((r) => r.id)}::uuid[], ${after.map((r) => r.skuId)}::int[],
      ${after.map((r) => r.locationId)}::int[], ${after.map((r) => r.supplyNo)}::int[],
      ${after.map((r) => r.version)}::bigint[], ${m.map((r) => r.reason)}::text[],
      ${after.map((r, i) => r.quantity - before[i]!.quantity)}::bigint[],
      ${after.map((r, i) => r.unavailable - before[i]!.unavailable)}::bigint[],
      ${after.map((r, i) => r.held - before[i]!.held)}::bigint[],
      ${after.map((r, i) => r.allocated - before[i]!.allocated)}::bigint[],
      ${after.map((r) => r.quantity)}::bigint[], ${after.map((r) => r.unavailable)}::bigint[],
      ${after.map((r) => r.held)}::bigint[], ${after.map((r) => r.allocated)}::bigint[],
      ${after.map((r) => r.uncovered)}::bigint[], ${m.map((r) => r.claimId)}::uuid[],
      ${m.map((r) => r.expiresAt)}::timestamptz[], ${m.map((r) => r.reference)}::text[],
      ${m.map((r) => r.actor)}::text[], ${m.map((r) => r.occurredAt)}::timestamptz[],
      ${m.map((r) => r.condition)}::text[]
    ) as v`)
}

function uniqueKeys(keys: readonly SupplyKey[]): SupplyKey[] {
  const unique = new Map(keys.map((key) => [keyOf(key), key]))
  return [...unique.values()].toSorted(compareSupplyKeys)
}
