import type { Rule, RuleKind } from './rule.ts'

/** Who asks what may be sold. */
export type Asking = {
  channelId: number
  /** Null where it is not known yet, as on the page of a product. */
  method: string | null
  now: Temporal.Instant
}

/** Why nothing of a SKU may be sold from a location although the channel has it in its pool. */
export const bars = ['not_sold_now', 'not_eligible'] as const
export type Bar = (typeof bars)[number]

/** The rules of one published version, ready to be asked: in memory, no IO. */
export type SalesRules = {
  /** 0 before anything was published. */
  version: number
  for(asking: Asking): OfferRules
  /**
   * Rules of a kind that are in force for the SKU, the channel, the method and the moment, whatever
   * their locations: the most specific first.
   */
  matching(kind: RuleKind, skuId: number, asking: Asking): readonly Rule[]
  /** All rules of a kind, in force now or at another time. */
  ofKind(kind: RuleKind): readonly Rule[]
  /** Until then no rule begins or ends; milliseconds. */
  steadyUntil(nowMs: number): number
}

/** The rules for one who asks. Units are base units of the SKU. */
export type OfferRules = {
  /** The rule by which nothing of the SKU may go from the location; undefined: something may. */
  barred(skuId: number, locationId: number): { why: Bar; rule: Rule } | undefined
  /** Units of those on hand that stay there: safety stock, rounded up, never below 0. */
  safety(skuId: number, locationId: number, onHand: number): number
  /** The rule that says so. */
  safetyRule(skuId: number, locationId: number): Rule | undefined
  /** Units kept back of the channel's sum over all locations. */
  threshold(skuId: number): number
  thresholdRule(skuId: number): Rule | undefined
}

/** Before any rule is published, everything may be sold. */
export const noRules: SalesRules = {
  version: 0,
  for: () => ({
    barred: () => undefined,
    safety: () => 0,
    safetyRule: () => undefined,
    threshold: () => 0,
    thresholdRule: () => undefined,
  }),
  matching: () => [],
  ofKind: () => [],
  steadyUntil: () => Infinity,
}
