import { isTooFew } from '../endless.ts'
import type { Bar, SalesRules } from './offer.ts'
import type { Rule } from './rule.ts'

/**
 * What one channel may sell by one delivery method of what is there. The same is asked where stock
 * is decided on and where it is written, so that what is kept back is not sold through a race.
 * Units are base units of the SKU.
 */
export type Offer = {
  /** The rule by which nothing of the SKU may go from the location; undefined: something may. */
  barred(skuId: number, locationId: number): { why: Bar; rule: Rule } | undefined
  /** Of the free units at a location those that are safety stock. */
  safety(skuId: number, locationId: number, onHand: number, free: number): number
  /** Of the free units those held back since the feed is overdue, besides the safety stock. */
  buffer(locationId: number, onHand: number, free: number, safety: number): number
  /** Of the free units those that are not for sale: both. Never more than are free. */
  keep(skuId: number, locationId: number, onHand: number, free: number): number
  safetyRule(skuId: number, locationId: number): Rule | undefined
  /** Units kept back of all that the channel could sell. */
  threshold(skuId: number): number
  thresholdRule(skuId: number): Rule | undefined
}

/** What is for sale at one moment, to any channel. */
export type Offering = {
  /** Of the rules that it goes by. */
  version: number
  to(channelId: number, method: string | null): Offer
}

/** What is held back where the numbers of a location are out of date. */
type Caution = { heldBack(locationId: number, onHand: number, available: number): number }

/** Reads the rules once for all that is decided together. */
export function createOffering(
  caution: Caution,
  rules: SalesRules,
  now: Temporal.Instant,
): Offering {
  const known = new Map<number, Map<string | null, Offer>>()
  return {
    version: rules.version,
    to(channelId, method) {
      let ofChannel = known.get(channelId)
      if (!ofChannel) known.set(channelId, (ofChannel = new Map()))
      let offer = ofChannel.get(method)
      if (!offer) ofChannel.set(method, (offer = offerOf(caution, rules, channelId, method, now)))
      return offer
    },
  }
}

function offerOf(
  caution: Caution,
  rules: SalesRules,
  channelId: number,
  method: string | null,
  now: Temporal.Instant,
): Offer {
  const said = rules.for({ channelId, method, now })
  function safety(skuId: number, locationId: number, onHand: number, free: number): number {
    // Of what is not stocked there is always enough, whatever share of it is kept.
    if (free <= 0 || !isTooFew(free)) return 0
    return Math.min(free, said.safety(skuId, locationId, onHand))
  }
  function buffer(locationId: number, onHand: number, free: number, kept: number): number {
    if (free <= kept) return 0
    return Math.min(free - kept, caution.heldBack(locationId, onHand, free))
  }
  return {
    barred: said.barred,
    safety,
    buffer,
    keep(skuId, locationId, onHand, free) {
      const kept = safety(skuId, locationId, onHand, free)
      return kept + buffer(locationId, onHand, free, kept)
    },
    safetyRule: said.safetyRule,
    threshold: said.threshold,
    thresholdRule: said.thresholdRule,
  }
}

/** Everything that is free is for sale: before any rule, and while every feed is in time. */
export const offersAll: Offer = {
  barred: () => undefined,
  safety: () => 0,
  buffer: () => 0,
  keep: () => 0,
  safetyRule: () => undefined,
  threshold: () => 0,
  thresholdRule: () => undefined,
}
