import type { Static } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import type { SkuBook } from '../../catalog/index.ts'
import type { NetworkBook } from '../../network/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { WaitingOrders } from '../actions/arrivals.ts'
import type { ConditionLevels } from '../domain/condition.ts'
import type { StockRow } from '../domain/ledger.ts'
import { freeOf } from '../domain/supply.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import type { RuleBook } from '../book.ts'
import type { stockAnswer } from '../schemas.ts'

/** What the routes of stock work with. */
export type InventoryWorld = {
  platform: Platform
  skus: SkuBook
  network: NetworkBook
  index: AvailabilityIndex
  rules: RuleBook
  /** Who waits for goods that arrive. */
  waiting: WaitingOrders
}

/** Units by condition in whole ones. */
export function conditionsOf(levels: ConditionLevels, decimals: number): ConditionLevels {
  return Object.fromEntries(
    Object.entries(levels).map(([condition, units]) => [condition, quantityOf(units, decimals)]),
  )
}

/** Stock on hand in the words and units of the API. */
export function stockOf(
  row: StockRow,
  at: { sku: string; location: string; decimals: number },
): Static<typeof stockAnswer> {
  const show = (units: number) => quantityOf(units, at.decimals)
  return {
    sku: at.sku,
    location: at.location,
    onHand: show(row.quantity),
    unavailable: show(row.unavailable),
    conditions: conditionsOf(row.conditions, at.decimals),
    held: show(row.held),
    allocated: show(row.allocated),
    uncovered: show(row.uncovered),
    available: show(Math.max(0, freeOf(row))),
    version: row.version,
  }
}
