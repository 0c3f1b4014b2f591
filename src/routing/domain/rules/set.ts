import type { RoutingLocation } from '../types.ts'
import { closingsOf, type LiveClosing } from './closings.ts'
import { testOf } from './matching.ts'
import { tiersOf, amongOf, type Among } from './places.ts'
import type { Facts } from './facts.ts'
import type { Asked } from './record.ts'
import type { RoutingRule, Wish } from './rule.ts'

/** A rule made ready to decide. */
export type LiveRule = {
  /** As it stands; undefined: everything else, from the pool, as the plan of the channel says. */
  rule: RoutingRule | undefined
  tierOf: (location: RoutingLocation) => number | undefined
  wishes: readonly { wish: Wish; isAbout: Among }[]
  closings: readonly LiveClosing[]
}

/** What is told of decisions while a canary runs: of those of both sides. */
export type Watch = {
  /** Only of the canary: what decides instead where an error comes up, which is told. */
  instead?: { rules: RuleSet; failed(error: unknown): void }
  /** How long an order that was being placed was decided on. */
  took(ms: number): void
  /** An order that could not be served was not taken. */
  refused(externalId: string): void
}

/** A version of the rules, made ready. */
export type RuleSet = {
  version: number
  watch?: Watch
  /** Whether a wish of some rule takes something off what units cost. */
  paysForUnits: boolean
  /** The rules that fit a delivery group, in order, and what decides on everything else. */
  matching(facts: Facts): LiveRule[]
}

/** The same for who only tries: what comes up then ends no canary. */
export function untold(rules: RuleSet): RuleSet {
  const { watch } = rules
  if (!watch?.instead) return rules
  return { ...rules, watch: { ...watch, instead: { ...watch.instead, failed: () => undefined } } }
}

/** What decides where no rule fits: every place of the pool. */
export const everythingElse: LiveRule = {
  rule: undefined,
  tierOf: () => 0,
  wishes: [],
  closings: [],
}

/** A rule cannot be made ready to decide: a fault of ours, rules are looked at when written. */
export class NotReady extends Error {
  readonly rule: RoutingRule
  readonly asked: Asked

  constructor(version: number, rule: RoutingRule, cause: unknown) {
    super(`Rule ${rule.id} of version ${version} cannot be made ready.`, { cause })
    this.rule = rule
    this.asked = { version, rule, passed: [] }
  }
}

export function ruleSetOf(version: number, rules: readonly RoutingRule[]): RuleSet {
  const live = rules.map((rule) => {
    try {
      return { test: testOf(rule), ...liveRuleOf(rule) }
    } catch (error) {
      throw new NotReady(version, rule, error)
    }
  })
  return {
    version,
    paysForUnits: rules.some(({ wishes }) => wishes.some(({ perUnit = 0 }) => perUnit < 0)),
    matching: (facts) => [...live.filter(({ test }) => test(facts)), everythingElse],
  }
}

export function liveRuleOf(rule: RoutingRule): LiveRule {
  const wishes = rule.wishes.map((wish) => {
    return { wish, isAbout: amongOf(wish.places, wish.except) }
  })
  return { rule, tierOf: tiersOf(rule.use), wishes, closings: closingsOf(rule.never) }
}
