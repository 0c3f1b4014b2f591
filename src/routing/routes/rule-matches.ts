import { refuseWithout } from '../../platform/http/caller.ts'
import { command, type Route } from '../../platform/http/route.ts'
import { countMatched, rulesAbove } from '../actions/count-matched.ts'
import { createDeliveryBook, RECENT } from '../book/deliveries.ts'
import { matchesAnswer, matchesBody } from '../schemas/rules.ts'
import { findRuleDraft, findRuleVersion } from '../store/rules.ts'
import { refuseScoped, type RoutingWorld } from './rules.ts'

/** How many deliveries of late the conditions of a rule would have fitted. */
export function matchesRoute({ platform, readDeliveries }: RoutingWorld): Route {
  const book = createDeliveryBook(platform, readDeliveries)
  return command(
    {
      path: '/v1/routing-rules/draft/matches',
      access: 'routing:read',
      tag: 'Routing rules',
      summary: 'How many deliveries of late conditions would fit, at the place of a rule',
      description:
        `Of the deliveries of ${RECENT.days} days on which rules decide, of the newest ` +
        `${RECENT.orders.toLocaleString('en')} orders at most, as they stand now; looked up at ` +
        'most once a minute. Goes by conditions alone, as if the draft had been in force then: ' +
        'dates of rules count for nothing, but those that are over are left out. Nothing is ' +
        'changed by it. It needs `orders:read` as well: a count tells of orders.',
      body: matchesBody,
      answers: { 200: matchesAnswer },
    },
    async (tx, { body: { when, id }, caller, now }) => {
      refuseScoped(caller.scope)
      refuseWithout(caller, 'orders:read')
      const { rules } = await findRuleDraft(tx)
      const all = rules ?? (await findRuleVersion(tx, 'newest'))?.rules ?? []
      const counted = await countMatched(book, { when, above: rulesAbove(all, id) }, now)
      return { status: 200, body: { ...counted, from: counted.from?.toString() ?? null } }
    },
  )
}
