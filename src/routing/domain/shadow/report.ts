import {
  decidePaired,
  measures,
  policyReportOf,
  type Measure,
  type Paired,
  type PolicyReport,
} from '../simulation/index.ts'
import type { Sums } from './sums.ts'

/**
 * What is said of both sides. The interval is that of the simulator, with blocks of orders for
 * batches: a shadow runs for hours or weeks, and the blocks grow with it.
 */
export function reportOf({ blocks, changed, compared }: Sums): {
  live: PolicyReport
  shadow: PolicyReport
} {
  const { live, shadow, orders } = blocks
  const by = Object.fromEntries(
    measures.map((measure): [Measure, Paired] => {
      return [measure, decidePaired(live.daily[measure], shadow.daily[measure], orders)]
    }),
  ) as Record<Measure, Paired>
  const saidOf = (figures: typeof live, against: { differs: number; by: typeof by } | undefined) =>
    policyReportOf({ policy: '', figures, stockOuts: 0, against }, compared, undefined)
  return { live: saidOf(live, undefined), shadow: saidOf(shadow, { differs: changed, by }) }
}
