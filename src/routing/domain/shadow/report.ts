import { differencesOf, policyReportOf, type PolicyReport } from '../simulation/index.ts'
import type { Sums } from './sums.ts'

/**
 * What is said of both sides. The interval is that of the simulator, with blocks of orders for
 * batches: a shadow runs for hours or weeks, and the blocks grow with it.
 */
export function reportOf({ blocks, changed, compared }: Sums): {
  live: PolicyReport
  shadow: PolicyReport
} {
  const { live, shadow, orders, isDetailed } = blocks
  const { by, ...rest } = differencesOf(live, shadow, orders)
  const against = { differs: changed, by, ...(isDetailed && rest) }
  return {
    live: policyReportOf({ figures: live, against: undefined }, compared, undefined),
    shadow: policyReportOf({ figures: shadow, against }, compared, undefined),
  }
}
