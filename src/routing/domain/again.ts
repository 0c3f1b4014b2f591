import { pricedBy, servedOf } from './ahead.ts'
import { routeSeen, weighLive, type Plan } from './decide.ts'
import type { Weighed } from './weigh.ts'
import type { DecisionRecord } from './record.ts'
import { factsOf } from './rules/facts.ts'
import { everythingElse, type LiveRule } from './rules/set.ts'
import type { GroupToRoute, NetworkView, StockView } from './types.ts'

/** What a record says of who decided. */
export type Decided = Pick<DecisionRecord, 'rule' | 'nominated' | 'chosen'>

/** All that a decision goes by. */
export type Inputs = { group: GroupToRoute; plan: Plan; network: NetworkView; stock: StockView }

/**
 * The rule that decided, and what it weighed; what goes along with the rest takes no part, and what
 * can be served is as it is without prices of scarce stock.
 */
export function weighAgain(
  { group, plan, network, stock }: Inputs,
  { rule, nominated, chosen }: Decided,
): { live: LiveRule; weighed: Weighed } {
  const demand = group.demand.filter(({ follows }) => !follows)
  // It came from the place that was named, and only that was looked at; or from any.
  const isThere = chosen.every(({ locationId }) => locationId === nominated?.[0])
  const from = group.nominated && { ...group.nominated, firm: true }
  const leading = { ...group, demand, nominated: isThere ? from : undefined }
  const seen = pricedBy(plan, leading, { group: leading, network, stock })
  const served = servedOf(seen, (of) => routeSeen(of, plan))
  const facts = plan.rules && factsOf(leading)
  const live = facts && plan.rules!.matching(facts).find((one) => one.rule?.id === rule?.id)
  const by = rule?.id ? (live ?? everythingElse) : everythingElse
  return { live: by, weighed: weighLive(by, served, plan, seen.network, seen.stock).weighed }
}
