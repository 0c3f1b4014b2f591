import { randomUUID } from 'node:crypto'
import type { SupplyKey } from '../../src/inventory/domain/supply.ts'
import { sql, type Sql } from '../../src/platform/db/sql.ts'
import type { Busy } from './busy.ts'
import { allocate, change, hold, steps, withLedger, type Sabotage } from './sabotage.ts'

const dropUncovered = sql`alter table inventory.supply drop constraint supply_uncovered`
const dropQuantity = sql`alter table inventory.claim drop constraint claim_quantity_check`
const dropKind = sql`alter table inventory.claim drop constraint claim_of_kind`

/** For every invariant of inventory what breaks it, and it alone. */
export function stockSabotages(busy: Busy): Record<string, Sabotage[]> {
  const rowOf = (sku: string, at = 'A'): SupplyKey => {
    return { skuId: busy.skus[sku]!, locationId: busy.locations[at]!, supplyNo: 0 }
  }
  const update = (sku: string, set: Sql): Sql => {
    const { skuId, locationId } = rowOf(sku)
    return sql`update inventory.supply set ${set}
      where sku_id = ${skuId} and location_id = ${locationId}
      returning sku_id, location_id, supply_no`
  }
  const openHold = sql`reference = ${busy.hold} and closed_at is null`
  const free = rowOf('FREE')
  const damaged = sql`sku_id = ${busy.skus['KEPT']!} and condition = 'damaged'`
  const ofCondition = (set: Sql) => sql`update inventory.condition_level set ${set}
    where ${damaged} returning sku_id, location_id`
  return {
    I1: [
      async (tx) => {
        await tx.query(sql`alter table inventory.supply drop constraint supply_held`)
        await tx.query(dropQuantity)
        await withLedger(tx, [free], (ledger) => hold(ledger, free, -1))
        return [reported(free)]
      },
      async (tx) => {
        await tx.query(sql`alter table inventory.supply drop constraint supply_allocated`)
        await tx.query(dropQuantity)
        const [here, there] = [rowOf('X', 'A'), rowOf('X', 'B')]
        await withLedger(tx, [here, there], (ledger) => {
          allocate(ledger, here, 1, [busy.orders.rich, 1])
          allocate(ledger, there, -1, [busy.orders.rich, 1])
        })
        return [reported(there)]
      },
    ],
    I2: [steps(closeTask(rowOf('NEGATIVE')))],
    I3: [
      steps(dropUncovered, update('FREE', sql`uncovered = 1`)),
      steps(dropUncovered, update('NEGATIVE', sql`uncovered = 1`)),
    ],
    I3b: [steps(closeTask(rowOf('UNCOVERED')))],
    I3e: [steps(closeTask(rowOf('BROKEN'))), steps(misname(rowOf('BROKEN')))],
    I3c: [
      async (tx) => {
        const row = rowOf('CART')
        await withLedger(tx, [row], (ledger) => change(ledger, row, { quantity: -8 }))
        return [reported(row)]
      },
    ],
    I3d: [
      async (tx) => {
        const receipt = { ...rowOf('SOON'), supplyNo: 1 }
        await withLedger(tx, [receipt], (ledger) => change(ledger, receipt, { quantity: -4 }))
        return [reported(receipt)]
      },
    ],
    I13: [
      steps(
        sql`update catalog.sku set kind = 'bundle' where id = ${free.skuId}`,
        sql`select sku_id, location_id, supply_no from inventory.supply
          where sku_id = ${free.skuId}`,
      ),
    ],
    I4: [
      steps(update('FREE', sql`quantity = quantity + 1`)),
      // Of a receipt, since only stock on hand has conditions that would differ as well.
      steps(sql`insert into inventory.supply (sku_id, location_id, supply_no, quantity, unavailable,
          held, allocated, uncovered, version, due_on, doubted_at)
        values (${free.skuId}, ${free.locationId}, 9, 0, 1, 0, 0, 1, 0, '2099-01-01', now())
        returning sku_id, location_id, supply_no`),
      steps(update('FREE', sql`version = version + 1`)),
      steps(sql`insert into inventory.movement select (jsonb_populate_record(m,
          jsonb_build_object('id', uuidv7(), 'supply_no', 9, 'claim_id', null))).*
        from inventory.movement as m where sku_id = ${free.skuId}
        returning sku_id, location_id, supply_no`),
    ],
    I5: [
      async (tx) => {
        await withLedger(tx, [free], (ledger) => change(ledger, free, { held: 1 }))
        return [reported(free)]
      },
      // A claim on a row that is not there; the ledger has it on another, where it is undone.
      async (tx) => {
        await withLedger(tx, [free], (ledger) => {
          hold(ledger, free, 1)
          change(ledger, free, { held: -1 })
        })
        return tx.query(sql`update inventory.claim set supply_no = 9
          where sku_id = ${free.skuId} returning sku_id, location_id, supply_no`)
      },
    ],
    I5b: [
      steps(ofCondition(sql`quantity = quantity + 1`)),
      steps(ofCondition(sql`condition = 'quarantine'`)),
      steps(sql`delete from inventory.condition_level where ${damaged}
        returning sku_id, location_id`),
      steps(sql`insert into inventory.condition_level (sku_id, location_id, condition, quantity)
        values (${free.skuId}, ${free.locationId}, 'other', 1) returning sku_id, location_id`),
    ],
    ...claimSabotages(openHold, busy),
  }
}

function claimSabotages(openHold: Sql, busy: Busy): Record<string, Sabotage[]> {
  const ofClaim = (set: Sql) => sql`update inventory.claim set ${set} where ${openHold}
    returning id`
  const line = sql`order_id = ${busy.orders.rich} and line_no = 1`
  return {
    I6: [
      steps(ofClaim(sql`reference = null`)),
      steps(dropKind, ofClaim(sql`expires_at = null`)),
      steps(dropKind, ofClaim(sql`order_id = ${randomUUID()}, line_no = 1`)),
      steps(
        dropKind,
        sql`update inventory.claim set expires_at = now() where ${line} returning id`,
      ),
    ],
    I6c: [
      steps(ofClaim(sql`expires_at = expires_at + interval '1 minute'`)),
      steps(ofClaim(sql`reference = ${randomUUID()}`)),
      steps(
        sql`update inventory.hold set closed_at = now(), closed_as = 'released'
          where id = ${busy.hold}`,
        ofClaim(sql`kind = kind`),
      ),
    ],
    I8: [
      steps(
        sql`update inventory.hold set expires_at = now() - interval '2 minutes'
          where id = ${busy.hold}`,
        ofClaim(sql`expires_at = now() - interval '2 minutes'`),
      ),
    ],
    I10: [
      // Never taken; taken twice; by a claim that is not there; more and less than is open.
      steps(sql`update inventory.movement set claim_id = null
        where reference = ${busy.hold} and reason = 'hold' returning old.claim_id as id`),
      steps(sql`update inventory.movement set reason = 'hold' where reason = 'hold_released'
        returning claim_id as id`),
      steps(sql`update inventory.movement set claim_id = ${randomUUID()}::uuid
        where reason = 'sale' returning claim_id as id`),
      steps(sql`update inventory.movement as m
        set claim_id = case m.claim_id when two.one then two.other else two.one end
        from (select min(id::text)::uuid as one, max(id::text)::uuid as other from inventory.claim
          where order_id in (${busy.orders.rich}, ${busy.orders.held}) and line_no = 1) as two
        where m.claim_id in (two.one, two.other) returning m.claim_id as id`),
    ],
  }
}

function closeTask({ skuId, locationId, supplyNo }: SupplyKey): Sql {
  const subject = `${skuId}/${locationId}/${supplyNo}`
  return sql`update tasks.task set closed_at = now(), closed_by = 'nobody'
    where subject_id = ${subject} and closed_at is null
    returning ${skuId}::int as sku_id, ${locationId}::int as location_id,
      ${supplyNo}::int as supply_no`
}

/** Its task says something else than is so. */
function misname({ skuId, locationId, supplyNo }: SupplyKey): Sql {
  const subject = `${skuId}/${locationId}/${supplyNo}`
  return sql`update tasks.task set cause = 'stock_below_zero'
    where subject_id = ${subject} and closed_at is null
    returning ${skuId}::int as sku_id, ${locationId}::int as location_id,
      ${supplyNo}::int as supply_no`
}

function reported({ skuId, locationId, supplyNo }: SupplyKey): object {
  return { sku_id: skuId, location_id: locationId, supply_no: supplyNo }
}
