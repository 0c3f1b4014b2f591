import { isTooFew } from '../endless.ts'
import { fencesOf, type Fences } from '../fences.ts'
import type { Bar, SalesRules } from './offer.ts'
import type { Rule } from './rule.ts'

/**
 * What one channel may sell by one delivery method of what is there. The same is asked where stock
 * is decided on and where it is written, so that what is kept back is not sold through a race.
 * Units are base units of the SKU.
 */
export type Offer = {
  /** Another object whenever what is kept back is another; undefined where that is not known. */
  basis?: object
  /** The rule by which nothing of the SKU may go from the location; undefined: something may. */
  barred(skuId: number, locationId: number): { why: Bar; rule: Rule } | undefined
  /** Of the free units at a location those that are safety stock. */
  safety(skuId: number, locationId: number, onHand: number, free: number): number
  /** Of the free units those held back since the feed is overdue, besides the safety stock. */
  buffer(locationId: number, onHand: number, free: number, safety: number): number
  /** Of the free units those set aside for other channels, besides what is kept already. */
  aside(skuId: number, locationId: number, free: number, kept: number): number
  asideRule(skuId: number, locationId: number): Rule | undefined
  /** Of the free units those that are not for sale: all of it. Never more than are free. */
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
  /** What ring-fences set aside; to be read anew where rows are locked. */
  fences: Fences
}

/** What is held back where the numbers of a location are out of date. */
type Caution = { heldBack(locationId: number, onHand: number, available: number): number }

/** Reads the rules once for all that is decided together. */
export function createOffering(
  caution: Caution,
  rules: SalesRules,
  now: Temporal.Instant,
  fences: Fences = fencesOf(new Map()),
): Offering {
  const known = new Map<number, Map<string | null, Offer>>()
  return {
    version: rules.version,
    fences,
    to(channelId, method) {
      let ofChannel = known.get(channelId)
      if (!ofChannel) known.set(channelId, (ofChannel = new Map()))
      let offer = ofChannel.get(method)
      if (!offer)
        ofChannel.set(method, (offer = offerOf({ caution, rules, fences, now }, channelId, method)))
      return offer
    },
  }
}

/** What one channel may sell by one method, where no other is decided on. */
export function offerOf(
  {
    caution,
    rules,
    fences,
    now,
  }: {
    caution: Caution
    rules: SalesRules
    fences: Fences
    now: Temporal.Instant
  },
  channelId: number,
  method: string | null,
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
  function aside(skuId: number, locationId: number, free: number, kept: number): number {
    if (!fences.isAny || free <= kept) return 0
    return Math.min(free - kept, fences.aside(channelId, skuId, locationId))
  }
  return {
    ...(!fences.isAny && { basis: said }),
    barred: said.barred,
    safety,
    buffer,
    aside,
    asideRule(skuId, locationId) {
      const id = fences.asideBy(channelId, skuId, locationId)
      return id === undefined
        ? undefined
        : rules.ofKind('ring_fence').find((rule) => rule.id === id)
    },
    keep(skuId, locationId, onHand, free) {
      const kept = safety(skuId, locationId, onHand, free)
      const cautious = kept + buffer(locationId, onHand, free, kept)
      return cautious + aside(skuId, locationId, free, cautious)
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
  aside: () => 0,
  asideRule: () => undefined,
  keep: () => 0,
  safetyRule: () => undefined,
  threshold: () => 0,
  thresholdRule: () => undefined,
}
