import type { SkuBook } from '../../catalog/index.ts'
import type { AvailabilityIndex, RuleBook } from '../../inventory/index.ts'
import type { NetworkBook } from '../../network/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { PlanBook } from '../../routing/index.ts'
import type { NumberBook } from './numbers.ts'

/** What placing and allocating orders know of the world. */
export type OrdersWorld = {
  platform: Platform
  skus: SkuBook
  network: NetworkBook
  plans: PlanBook
  index: AvailabilityIndex
  rules: RuleBook
  numbers: NumberBook
}

/** Which SKUs go along with the rest of their delivery group: those that are not stocked. */
export async function followsIn(
  { skus }: OrdersWorld,
  lines: readonly { skuId: number }[],
): Promise<(skuId: number) => boolean> {
  await skus.loadIds([...new Set(lines.map(({ skuId }) => skuId))])
  return (skuId) => skus.byId(skuId)?.kind === 'not_stocked'
}
