import type { By } from '../../inventory/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { publishNewRules } from '../../routing/index.ts'
import { routingRules } from '../domain/routing.ts'
import type { DemoWorld } from './plan.ts'

/** Says how orders are routed, when the retailer opens. */
export async function makeRoutingRules(tx: Tx, world: DemoWorld, by: By): Promise<void> {
  await publishNewRules(tx, world, { rules: routingRules, note: 'As we open' }, by)
  tx.onCommit(world.plans.markStale)
}
