import { sql, together, type Sql } from '../../platform/db/sql.ts'
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
  const rows = await tx.query<LockedRow>(sql`
    select ${lockedColumns}
    from unnest(${skus}::int[], ${locations}::int[], ${numbers}::int[])
      as k (sku_id, location_id, supply_no)
    join inventory.supply as s using (sku_id, location_id, supply_no)
    order by s.sku_id, s.location_id, s.supply_no
    for update of s`)
  return ledgerOf(rows)
}

/**
 * Has all who take units of a SKU for a channel that keeps its last ones come one after the other:
 * what it keeps is of a sum over rows that nobody locks together. Whoever has this lock may add
 * them up, and nobody else decides on that sum before the end. Taken before supply rows.
 */
export async function lockSums(tx: Tx, skuIds: readonly number[]): Promise<void> {
  if (skuIds.length === 0) return
  const slots = [...new Set(skuIds.map((id) => id % SUM_SLOTS))].toSorted((a, b) => a - b)
  await tx.query(sql`
    select pg_advisory_xact_lock(${SUM_LOCK}::int, s.no)
    from (select unnest(${slots}::int[]) as no order by 1) as s`)
}

const SUM_LOCK = 6_334
/** Some SKUs share a lock: the server has room for so many of one transaction, not for any. */
const SUM_SLOTS = 256

/** Locks the rows on hand of these SKUs at these locations, as far as there are any. */
export async function lockOnHand(
  tx: Tx,
  skuIds: readonly number[],
  locationIds: readonly number[],
): Promise<Ledger> {
  const rows = await tx.query<LockedRow>(sql`
    select ${lockedColumns} from inventory.supply as s
    where s.sku_id = any (${skuIds}::int[]) and s.location_id = any (${locationIds}::int[])
      and s.supply_no = 0
    order by s.sku_id, s.location_id for update`)
  return ledgerOf(rows)
}

type LockedRow = Supply & { fenced: boolean }

const lockedColumns = sql`s.sku_id as "skuId", s.location_id as "locationId",
  s.supply_no as "supplyNo", s.quantity, s.unavailable, s.held, s.allocated, s.uncovered, s.version,
  s.fenced`

function ledgerOf(rows: readonly LockedRow[]): Ledger {
  const fenced = rows.filter((row) => row.fenced).map(({ skuId }) => skuId)
  return openLedger(rows, new Set(fenced))
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

/** Writes everything that was gathered; what is usual as one statement. */
export async function saveLedger(tx: Tx, ledger: Ledger, by: By): Promise<void> {
  const changed = [...ledger.supplies.values()].filter(
    (supply) => supply !== ledger.locked.get(keyOf(supply)),
  )
  const inserts = [...insertClaims(ledger, by), ...insertMovements(ledger, tx.epoch)]
  await Promise.all([
    updateSupplies(tx, ledger, { changed, inserts }),
    updateClaims(tx, ledger, by),
    saveConditions(tx, ledger),
    saveDayLoads(tx, ledger),
  ])
}

/**
 * Writes, with what is inserted beside them, the rows whose version is still the one that was
 * locked; fewer rows than expected is a bug. The check constraint on `uncovered` is the second net
 * under every claim.
 */
async function updateSupplies(
  tx: Tx,
  ledger: Ledger,
  { changed: rows, inserts }: { changed: readonly Supply[]; inserts: readonly Sql[] },
): Promise<void> {
  if (rows.length === 0 && inserts.length === 0) return
  const update = sql`
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
    returning 1`
  const written = await tx.query(together([...inserts, update]))
  if (written.length !== rows.length) throw new Error('a locked supply row had another version')
}

function insertClaims({ newClaims: claims }: Ledger, by: By): Sql[] {
  if (claims.length === 0) return []
  const insert = sql`
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
    ) as c`
  return [insert]
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

function insertMovements({ movements }: Ledger, epoch: number): Sql[] {
  if (movements.length === 0) return []
  const m = movements
  const after = m.map((movement) => movement.after)
  const before = m.map((movement) => movement.before)
  const insert = sql`
    insert into inventory.movement (epoch, id, sku_id, location_id, supply_no, version, reason,
      quantity_change, unavailable_change, held_change, allocated_change,
      quantity, unavailable, held, allocated, uncovered,
      claim_id, expires_at, reference, actor, occurred_at, condition)
    select ${epoch}::int, v.*
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
    ) as v`
  return [insert]
}

function uniqueKeys(keys: readonly SupplyKey[]): SupplyKey[] {
  const unique = new Map(keys.map((key) => [keyOf(key), key]))
  return [...unique.values()].toSorted(compareSupplyKeys)
}
