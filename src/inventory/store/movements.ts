import type { Scope } from '../../lib/scope.ts'
import { sql } from '../../platform/db/sql.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Condition } from '../domain/condition.ts'

/** A change of a supply row as the ledger has it, and the row afterwards; base units. */
export type Movement = {
  id: string
  locationId: number
  /** 0 is stock on hand, above 0 the number of an expected receipt. */
  supplyNo: number
  reason: string
  /** Of the units that it made unavailable, or available again. */
  condition: Condition | null
  reference: string | null
  /** Whose units were claimed, given back or sent. */
  orderId: string | null
  actor: string
  occurredAt: Temporal.Instant
  recordedAt: Temporal.Instant
  quantityChange: number
  unavailableChange: number
  heldChange: number
  allocatedChange: number
  quantity: number
  unavailable: number
  held: number
  allocated: number
  uncovered: number
}

/** Movements from before there were conditions are of `other`. */
const conditionOf = sql`case when m.unavailable_change <> 0 then coalesce(m.condition, 'other') end`

/**
 * What happened to the stock of a SKU, the latest recorded first, at locations that the caller may
 * see. Each location gives its latest few by the index, so that a SKU with a long past costs no
 * more than a new one.
 */
export async function listMovements(
  db: Queryable,
  scope: Scope,
  page: {
    skuId: number
    locationId: number | undefined
    before: string | undefined
    limit: number
  },
): Promise<Movement[]> {
  const { skuId, locationId, before, limit } = page
  const seen = scope === 'all' ? sql`true` : sql`location_id = any (${scope.locations}::int[])`
  const here = locationId === undefined ? sql`true` : sql`location_id = ${locationId}`
  const earlier = before === undefined ? sql`true` : sql`m.id < ${before}::uuid`
  return db.query<Movement>(sql`
    select m.id, m.location_id as "locationId", m.supply_no as "supplyNo", m.reason, m.reference,
      (select order_id from inventory.claim where id = m.claim_id) as "orderId", m.actor,
      m.occurred_at as "occurredAt", m.recorded_at as "recordedAt", ${conditionOf} as condition,
      m.quantity_change as "quantityChange",
      m.unavailable_change as "unavailableChange", m.held_change as "heldChange",
      m.allocated_change as "allocatedChange", m.quantity, m.unavailable, m.held, m.allocated,
      m.uncovered
    from (
      select distinct location_id from inventory.supply
      where sku_id = ${skuId} and ${seen} and ${here}) as at
    cross join lateral (
      select * from inventory.movement as m
      where m.sku_id = ${skuId} and m.location_id = at.location_id and m.supply_no >= 0
        and ${earlier}
      order by m.id desc limit ${limit}) as m
    order by m.id desc limit ${limit}`)
}
