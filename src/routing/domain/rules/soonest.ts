import type { Besides, Reach } from '../../../shipping/index.ts'
import type { Candidate, Candidates } from '../candidates.ts'
import type { Plan } from '../decide.ts'
import type { Moment } from '../departure.ts'
import { timingOf } from '../timing.ts'
import type { GroupToRoute } from '../types.ts'
import type { RoutingRule } from './rule.ts'

type Asked = {
  group: GroupToRoute
  plan: Plan
  moment: Moment | undefined
  /** What other limits of the rule leave of services. */
  limited: ((locationId: number) => Besides) | undefined
}

/**
 * Where a rule ranks by who is there soonest, parcels go with the services that are: of each place
 * those that arrive first of all that take each unit which it has; one whose arrival is not known
 * where no other takes them. Undefined where the rule does not, or nothing is carried by cards. A
 * place of which no arrival is known keeps all its services.
 */
export function soonestServices(
  rule: RoutingRule | undefined,
  { reach, list, skus }: Pick<Candidates, 'reach' | 'list' | 'skus'>,
  asked: Asked,
): ((locationId: number) => Besides) | undefined {
  if (!reach || !ranksBySoonest(rule)) return undefined
  const heaviest = (candidates: readonly Candidate[]) =>
    Math.max(
      ...candidates.flatMap(({ available }) =>
        skus.map((_, s) => (available[s]! > 0 ? reach.wholeWeights[s]! : 0)),
      ),
    )
  const places = Map.groupBy(list, ({ location }) => location.id)
  const known = new Map(
    [...places].map(([id, candidates]) => {
      return [id, firstFrom(candidates[0]!.location, heaviest(candidates), reach, asked)]
    }),
  )
  return (id) => {
    const first = known.get(id)
    if (!first || first.size === 0) return () => 0
    return (service) => (first.has(service) ? 0 : Infinity)
  }
}

/** After all days that are known. */
const UNKNOWN = '9999-12-31'

function ranksBySoonest(rule: RoutingRule | undefined): boolean {
  return rule?.choose.by === 'ranking' && rule.choose.ranking.includes('soonest')
}

/**
 * The services that arrive on the first day on which some of them takes each unit; where none ever
 * does, those of the first day on which some carry at all. None where no arrival is known.
 */
function firstFrom(
  location: Candidate['location'],
  heaviest: number,
  reach: Reach,
  { group, plan, moment, limited }: Asked,
): Set<string> {
  const arrivals: { service: string; on: string }[] = []
  reach.from(location, (service, transitDays) => {
    const besides = limited?.(location.id)(service, transitDays) ?? 0
    const { arrivesOn } = timingOf(group, plan, moment, location.id, { service, transitDays })
    if (besides === 0) arrivals.push({ service, on: arrivesOn ?? UNKNOWN })
    return besides
  })
  if (arrivals.every(({ on }) => on === UNKNOWN)) return new Set()
  const days = Map.groupBy(arrivals, ({ on }) => on)
  let carrying: string[] = []
  for (const day of [...days.keys()].toSorted()) {
    const able: string[] = []
    const some: string[] = []
    for (const { service } of days.get(day)!) {
      const offer = reach.from(location, (one) => (one === service ? 0 : Infinity))
      if ('why' in offer) continue
      some.push(service)
      if (offer.carried(heaviest).parcels === 1) able.push(service)
    }
    if (able.length > 0) return new Set(able)
    if (carrying.length === 0) carrying = some
  }
  return new Set(carrying)
}
