import { momentOf, type RuleSku, type RuleWorld } from './active.ts'
import { createFinder, findsNothing, type Finder } from './finder.ts'
import { keptBackOf, unitsUp } from './kept-back.ts'
import type { Asking, Bar, OfferRules, SalesRules } from './offer.ts'
import type { Rule, RuleKind } from './rule.ts'
import { steadyAround, type RuleSet } from './set.ts'

/** The finders of one channel and method between two moments, made as they are asked for. */
type View = { fromMs: number; untilMs: number; finderOf(kind: RuleKind): Finder; offer: OfferRules }

/**
 * A set of rules ready to be asked about the network as it is now. What is worked out for a channel
 * and a method is kept until the next moment at which some rule begins or ends.
 */
export function salesRulesOf(set: RuleSet, world: RuleWorld): SalesRules {
  const views = new Map<number, Map<string | null, View>>()
  const ofKind = new Map<RuleKind, readonly Rule[]>()

  function viewOf(asking: Asking): View {
    const { channelId, method, now } = asking
    const nowMs = now.epochMilliseconds
    let ofChannel = views.get(channelId)
    if (!ofChannel) views.set(channelId, (ofChannel = new Map()))
    const known = ofChannel.get(method)
    if (known && known.fromMs <= nowMs && nowMs < known.untilMs) return known
    const view = createView(set, world, asking)
    ofChannel.set(method, view)
    return view
  }

  return {
    version: set.version,
    steadyUntil: (nowMs) => steadyAround(set, nowMs)[1],
    for: (asking) => viewOf(asking).offer,
    matching: (kind, skuId, asking) => {
      const sku = loaded(world, skuId)
      return viewOf(asking).finderOf(kind).listOf(sku)
    },
    ofKind(kind) {
      let known = ofKind.get(kind)
      if (known) return known
      const of = set.kinds.get(kind)
      const kept = of ? [...[...of.bySku.values()].flat(), ...of.others] : []
      ofKind.set(kind, (known = kept.map(({ rule }) => rule)))
      return known
    },
  }
}

function createView(set: RuleSet, world: RuleWorld, asking: Asking): View {
  const moment = momentOf(asking, world)
  const finders = new Map<RuleKind, Finder>()
  const [fromMs, untilMs] = steadyAround(set, moment.nowMs)
  const finderOf = (kind: RuleKind): Finder => {
    let finder = finders.get(kind)
    if (!finder) {
      const of = set.kinds.get(kind)
      finder = of ? createFinder(of, moment) : findsNothing
      finders.set(kind, finder)
    }
    return finder
  }
  return { fromMs, untilMs, finderOf, offer: offerOf(finderOf, world) }
}

function offerOf(finderOf: (kind: RuleKind) => Finder, world: RuleWorld): OfferRules {
  const [pool, eligibility] = [finderOf('pool'), finderOf('eligibility')]
  const [safety, threshold] = [finderOf('safety_stock'), finderOf('threshold')]
  const thresholdOf = (sku: RuleSku) => threshold.find(sku, NOWHERE)
  return {
    barred(skuId, locationId) {
      if (pool === findsNothing && eligibility === findsNothing) return undefined
      const sku = loaded(world, skuId)
      return (
        barOf(pool.find(sku, locationId), 'not_sold_now') ??
        barOf(eligibility.find(sku, locationId), 'not_eligible')
      )
    },
    safety(skuId, locationId, onHand) {
      if (safety === findsNothing) return 0
      const sku = loaded(world, skuId)
      const terms = safety.find(sku, locationId)?.terms
      return terms?.kind === 'safety_stock' ? keptBackOf(terms, onHand, sku.decimals) : 0
    },
    safetyRule(skuId, locationId) {
      return safety === findsNothing ? undefined : safety.find(loaded(world, skuId), locationId)
    },
    threshold(skuId) {
      if (threshold === findsNothing) return 0
      const sku = loaded(world, skuId)
      const terms = thresholdOf(sku)?.terms
      return terms?.kind === 'threshold' ? unitsUp(terms.quantity, sku.decimals) : 0
    },
    thresholdRule(skuId) {
      return threshold === findsNothing ? undefined : thresholdOf(loaded(world, skuId))
    },
  }
}

/** What is kept back of a sum over all locations has no location: no location has this id. */
const NOWHERE = 0

function barOf(rule: Rule | undefined, why: Bar): { why: Bar; rule: Rule } | undefined {
  if (rule?.terms.kind === 'pool') return rule.terms.sells ? undefined : { why, rule }
  if (rule?.terms.kind === 'eligibility') return rule.terms.eligible ? undefined : { why, rule }
  return undefined
}

function loaded(world: RuleWorld, skuId: number): RuleSku {
  const sku = world.skuOf(skuId)
  if (!sku) throw new Error(`SKU ${skuId} is asked about before it is loaded`)
  return sku
}
