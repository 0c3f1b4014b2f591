import { valuesOf } from './contradictory.ts'
import {
  isMeasured,
  partsOf,
  type Condition,
  type PlainCondition,
  type RoutingRule,
} from './rule.ts'

/**
 * The first of the rules before one that takes all that it could, from now on: it decides for good,
 * as long as the other does, on everything that fits that. What cannot be told of two conditions
 * counts as no.
 */
export function decideShadowed(
  rule: RoutingRule,
  before: readonly RoutingRule[],
  now: Temporal.Instant,
): RoutingRule | undefined {
  return before.find((one) => {
    if (one.off || one.otherwise === 'next_rule' || !isAsLong(one, rule, now)) return false
    return one.when.every((wide) => areWithin(rule.when, wide))
  })
}

type Dates = Pick<RoutingRule, 'from' | 'until'>

/** Whether one decides, from now on, whenever another does. */
function isAsLong(one: Dates, other: Dates, now: Temporal.Instant): boolean {
  const begins = ({ from }: Dates) => Math.max(momentOf(from) ?? -Infinity, now.epochMilliseconds)
  const ends = ({ until }: Dates) => momentOf(until) ?? Infinity
  return begins(one) <= begins(other) && ends(one) >= ends(other)
}

function momentOf(at: string | null): number | undefined {
  return at === null ? undefined : Temporal.Instant.from(at).epochMilliseconds
}

/** Whether what several conditions let in is all let in by a wide one. */
function areWithin(when: readonly Condition[], wide: Condition): boolean {
  if (areSurelyWithin(when, wide)) return true
  return when.some((narrow, i) => {
    if (narrow.of !== 'any_of') return false
    return narrow.conditions.every((one) => {
      return areSurelyWithin(when.toSpliced(i, 1, ...partsOf(one)), wide)
    })
  })
}

function areSurelyWithin(when: readonly Condition[], wide: Condition): boolean {
  if (wide.of === 'any_of') {
    return wide.conditions.some((one) => partsOf(one).every((part) => areSurelyWithin(when, part)))
  }
  return when.some((narrow) => narrow.of !== 'any_of' && isWithin(narrow, wide))
}

function isWithin(narrow: PlainCondition, wide: PlainCondition): boolean {
  if (narrow.of !== wide.of || (narrow.not ?? false) !== (wide.not ?? false)) return false
  const [inner, outer] = narrow.not ? [wide, narrow] : [narrow, wide]
  if (inner.of === 'wanted_on' && outer.of === 'wanted_on') {
    return (
      (inner.from ?? '') >= (outer.from ?? '') &&
      (outer.until === undefined || (inner.until !== undefined && inner.until <= outer.until))
    )
  }
  if (isMeasured(inner) && isMeasured(outer)) {
    const from = (inner.from ?? -Infinity) >= (outer.from ?? -Infinity)
    return from && (inner.below ?? Infinity) <= (outer.below ?? Infinity)
  }
  if ('in' in inner && 'in' in outer) {
    const isNarrow = valuesOf(inner).isSubsetOf(valuesOf(outer))
    if (!('lines' in inner) || !('lines' in outer)) return isNarrow
    return isNarrow && (inner.lines === outer.lines || inner.lines === 'all')
  }
  return JSON.stringify(inner) === JSON.stringify(outer)
}
