import { isSameRule } from './draft.ts'
import type { RoutingRule } from './rule.ts'

export const draftStandings = ['same', 'published', 'changed'] as const
/** What became of a draft since somebody looked at what it would do. */
export type DraftStanding = (typeof draftStandings)[number]

type Rules = readonly RoutingRule[]

export function isSameList(one: Rules, other: Rules): boolean {
  return one.length === other.length && one.every((rule, i) => isSameRule(rule, other[i]!))
}

/** Of some rules those that stand in one of other lists just as they are. */
export function standingIn(rules: Rules, others: readonly Rules[]): Set<string> {
  const before = Map.groupBy(others.flat(), ({ id }) => id)
  const stands = rules.filter((rule) => before.get(rule.id)?.some((one) => isSameRule(one, rule)))
  return new Set(stands.map(({ id }) => id))
}

/** `draft` undefined: there is none, all that it changed was published or dropped. */
export function decideStanding(
  then: Rules,
  now: { draft: Rules | undefined; published: Rules },
): DraftStanding {
  if (isSameList(then, now.published)) return 'published'
  return now.draft && isSameList(then, now.draft) ? 'same' : 'changed'
}
