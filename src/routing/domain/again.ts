import { weighLive, type Plan, type Weighed } from './decide.ts'
import type { DecisionRecord } from './record.ts'
import { factsOf } from './rules/facts.ts'
import { everythingElse, type LiveRule } from './rules/set.ts'
import type { GroupToRoute, NetworkView, StockView } from './types.ts'

/** All that a decision goes by. */
export type Inputs = { group: GroupToRoute; plan: Plan; network: NetworkView; stock: StockView }

/** The rule that decided, and what it weighed; what goes along with the rest takes no part. */
export function weighAgain(
  { group, plan, network, stock }: Inputs,
  { rule }: Pick<DecisionRecord, 'rule'>,
): { live: LiveRule; weighed: Weighed } {
  const leading = { ...group, demand: group.demand.filter(({ follows }) => !follows) }
  const facts = plan.rules && factsOf(leading)
  const live = facts && plan.rules!.matching(facts).find((one) => one.rule?.id === rule?.id)
  const by = rule?.id ? (live ?? everythingElse) : everythingElse
  return { live: by, weighed: weighLive(by, leading, plan, network, stock).weighed }
}
