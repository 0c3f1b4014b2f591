import type { RoutingRule } from './rule.ts'

type Dated = Pick<RoutingRule, 'from' | 'until' | 'off'>

/** Rules as if the time of each had come; those whose time is over at a moment stay away. */
export function asIfNow<Rule extends Dated>(rules: readonly Rule[], now: Temporal.Instant): Rule[] {
  return rules
    .filter(({ until }) => until === null || compare(Temporal.Instant.from(until), now) > 0)
    .map((rule) => ({ ...rule, from: null, until: null }))
}

/** Rules that are switched on and decide at no moment of a span, whatever is ordered in it. */
export function outOfTime<Rule extends Dated>(
  rules: readonly Rule[],
  span: { from: Temporal.Instant; until: Temporal.Instant },
): Rule[] {
  return rules.filter(({ from, until, off }) => {
    if (off) return false
    const isAhead = from !== null && compare(Temporal.Instant.from(from), span.until) >= 0
    const isOver = until !== null && compare(Temporal.Instant.from(until), span.from) <= 0
    return isAhead || isOver
  })
}

const { compare } = Temporal.Instant
