import { decideRouting, type Decision, type Plan } from '../decide.ts'
import type { GroupToRoute, NetworkView, StockView } from '../types.ts'
import type { Priced } from './priced.ts'

/**
 * The decision at prices of scarce stock. A price never refuses what stock can serve: where a plan
 * lets goods unserved that cost too much, that is decided first, without prices.
 */
export function decidePriced(
  group: GroupToRoute,
  plan: Plan,
  of: { network: NetworkView; stock: StockView; prices: Pick<Priced, 'stock' | 'slot'> },
): Decision {
  const { prices } = of
  const network = { ...of.network, slotPrice: prices.slot }
  const stock = { ...of.stock, price: prices.stock }
  if (plan.objective?.unfilledPerUnit === undefined) {
    return decideRouting(group, plan, network, stock)
  }
  const plain = decideRouting(group, plan, of.network, of.stock)
  if (plain.record.unfilled) return plain
  const { unfilledPerUnit: _, ...objective } = plan.objective
  return decideRouting(group, { ...plan, objective }, network, stock)
}
