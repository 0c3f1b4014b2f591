import type { Condition, ConditionLevels } from './condition.ts'
import { bars, type Bar } from './rules/offer.ts'
import type { Offer } from './rules/offering.ts'
import { freeOf, type Supply } from './supply.ts'

/** Why a channel sells nothing of a SKU from a location, whatever is free there. */
export const closings = [
  'sku_archived',
  'not_in_pool',
  'location_archived',
  'location_paused',
  'does_not_ship',
  'no_pickup',
  'sku_paused',
  ...bars,
] as const
export type Closing = (typeof closings)[number]

/** A rule of availability, by its id and what it is called now. */
export type NamedRule = { id: string; name: string }

/** What a number is made of; each is added, so what takes something away is below 0. */
export const termKinds = [
  'on_hand',
  'unavailable',
  'held',
  'allocated',
  // Promised without cover: a location has nothing then, not less than nothing.
  'uncovered',
  ...closings,
  'safety_stock',
  'overdue_feed',
  // By a ring-fence, for other channels.
  'set_aside',
  // Of the channel: what its locations have, and what it keeps back of the sum.
  'locations',
  'other_locations',
  'threshold',
  'quota',
] as const
export type TermKind = (typeof termKinds)[number]

/** One term of a number. Units are base units of the SKU. */
export type Term = {
  term: TermKind
  units: number
  /** Why units are unavailable. */
  condition?: Condition
  /** The feed that is overdue. */
  source?: string
  /** By which that is so. */
  rule?: NamedRule
}

export function sumOf(terms: readonly Term[]): number {
  return terms.reduce((sum, { units }) => sum + units, 0)
}

/** Whether anything may be sold from a location, and what of it. */
export type Terms = {
  closed: { why: Closing; rule?: NamedRule | undefined } | undefined
  offer: Pick<Offer, 'safety' | 'buffer' | 'safetyRule' | 'aside' | 'asideRule'>
  /** Who feeds the location. */
  source: string | undefined
}

/** From what is on hand at a location to what a channel can sell there; those of 0 left out. */
export function termsAt(
  row: Omit<Supply, 'supplyNo' | 'version'> & { conditions: ConditionLevels },
  { closed, offer, source }: Terms,
): Term[] {
  const { skuId, locationId, quantity: onHand } = row
  const free = freeOf({ ...row, supplyNo: 0, version: 0 })
  const terms: Term[] = [{ term: 'on_hand', units: onHand }]
  const conditions = Object.entries(row.conditions) as [Condition, number][]
  for (const [condition, units] of conditions) {
    terms.push({ term: 'unavailable', units: -units, condition })
  }
  terms.push({ term: 'held', units: -row.held })
  terms.push({ term: 'allocated', units: -row.allocated })
  terms.push({ term: 'uncovered', units: Math.max(0, -free) })
  const there = Math.max(0, free)
  if (closed) terms.push({ term: closed.why, units: -there, ...ruleIn(closed.rule) })
  else {
    const safety = offer.safety(skuId, locationId, onHand, there)
    const buffer = offer.buffer(locationId, onHand, there, safety)
    const rule = offer.safetyRule(skuId, locationId)
    terms.push({ term: 'safety_stock', units: -safety, ...ruleIn(rule) })
    terms.push({ term: 'overdue_feed', units: -buffer, ...(source && { source }) })
    const aside = offer.aside(skuId, locationId, there, safety + buffer)
    const by = offer.asideRule(skuId, locationId)
    terms.push({ term: 'set_aside', units: -aside, ...ruleIn(by) })
  }
  // What closes a place is told even where nothing is there to be sold.
  return terms.filter(
    ({ term, units }) => units !== 0 || term === closed?.why || term === 'on_hand',
  )
}

/** How many units a quota leaves a channel to sell, and its rule. */
export type QuotaLeft = { left: number; rule: NamedRule }

/** What limits a channel over all its locations. */
export type Limits = {
  offer: Pick<Offer, 'threshold' | 'thresholdRule'>
  quota: QuotaLeft | undefined
}

/** From what each location can give to what the channel can sell of all that together. */
export function termsOf(
  { here, elsewhere }: { here: number; elsewhere: number },
  { offer, quota }: Limits,
  skuId: number,
): Term[] {
  const kept = Math.min(offer.threshold(skuId), here + elsewhere)
  const rule = offer.thresholdRule(skuId)
  const terms: Term[] = [
    { term: 'locations', units: here },
    { term: 'other_locations', units: elsewhere },
    { term: 'threshold', units: -kept, ...ruleIn(rule) },
  ]
  const beyond = quota ? Math.max(0, here + elsewhere - kept - quota.left) : 0
  terms.push({ term: 'quota', units: -beyond, ...ruleIn(quota?.rule) })
  return terms.filter(({ term, units }) => units !== 0 || term === 'locations')
}

/** No location gives more than all of them together: what limits the sum counts there too. */
export function withinTotal(terms: Term[], ofAll: readonly Term[]): Term[] {
  let sum = sumOf(terms)
  let most = 0
  const limits: Term[] = []
  for (const { term, units, rule } of ofAll) {
    most += units
    if (term !== 'threshold' && term !== 'quota') continue
    const over = sum - most
    if (over <= 0) continue
    limits.push({ term, units: -over, ...ruleIn(rule) })
    sum = most
  }
  return [...terms, ...limits]
}

function ruleIn(rule: NamedRule | undefined): { rule?: NamedRule } {
  return rule ? { rule: { id: rule.id, name: rule.name } } : {}
}

/** A bar as it is told. */
export function closedBy(bar: { why: Bar; rule: NamedRule } | undefined): Terms['closed'] {
  return bar && { why: bar.why, rule: { id: bar.rule.id, name: bar.rule.name } }
}
