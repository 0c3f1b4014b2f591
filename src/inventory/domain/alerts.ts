import { isOfSku, type RuleSku } from './rules/active.ts'
import { isAbout as isAt, type RulePlace } from './rules/places.ts'
import type { PlaceScope, SkuScope } from './rules/rule.ts'

/** Of a SKU at a location; and of a system that feeds a location. */
export const stockAlertKinds = ['low', 'out', 'over', 'negative', 'uncovered'] as const
export const alertKinds = [...stockAlertKinds, 'overdue_feed'] as const
export type StockAlertKind = (typeof stockAlertKinds)[number]
export type AlertKind = (typeof alertKinds)[number]

/** When stock is to be told of: what is null is any. */
export type AlertTerms = SkuScope &
  PlaceScope & {
    name: string
    kind: AlertKind
    /** Whole units; of `low` and `over` only. */
    threshold: number | null
    validFrom: Temporal.Instant
    validUntil: Temporal.Instant | null
    /** Whether a person is to see to it. */
    raisesTask: boolean
  }

export type AlertRule = AlertTerms & { id: string; version: number; archived: boolean }
export type StockRule = AlertRule & { kind: StockAlertKind }

/** How a SKU stands at a location, in base units, with what rules go by. */
export type Standing = {
  skuId: number
  locationId: number
  onHand: number
  available: number
  uncovered: number
  sku: RuleSku
  location: Omit<RulePlace, 'timeZone'>
}

/** A feed that people have been told is overdue, with what rules go by. */
export type LateFeed = {
  sourceId: number
  source: string
  locationId: number
  /** By how much its numbers are too old. */
  minutes: number
  location: Omit<RulePlace, 'timeZone'>
}

type Told<Kind extends AlertKind> = {
  id: string
  ruleId: string
  kind: Kind
  locationId: number
  raisesTask: boolean
}

/** Stock that is told of. */
export type OpenAlert = Told<StockAlertKind> & { skuId: number }

/** A feed that is told of. */
export type OpenFeedAlert = Told<'overdue_feed'> & { sourceId: number; source: string }

/** The number that a kind of alert is about. */
export function levelFor(
  kind: StockAlertKind,
  { onHand, available, uncovered }: Pick<Standing, 'onHand' | 'available' | 'uncovered'>,
): number {
  if (kind === 'uncovered') return uncovered
  return kind === 'low' || kind === 'out' ? available : onHand
}

/** Whether stock is as the rule tells of it. */
export function isAlarming(
  { kind, threshold }: Pick<StockRule, 'kind' | 'threshold'>,
  level: Standing,
): boolean {
  const units = levelFor(kind, level)
  const limit = (threshold ?? 0) * 10 ** level.sku.decimals
  switch (kind) {
    case 'low':
      return units > 0 && units <= limit
    case 'out':
      return units <= 0
    case 'over':
      return units > limit
    case 'negative':
      return units < 0
    case 'uncovered':
      return units > 0
  }
}

const isOfStock = (rule: AlertRule): rule is StockRule => rule.kind !== 'overdue_feed'

/** Whether a rule is about this stock at this moment. */
export function isAbout(rule: AlertRule, level: Standing, now: Temporal.Instant): boolean {
  return isInForce(rule, now) && isOfSku(rule, level.sku) && isAt(rule, level.location)
}

function isInForce({ archived, validFrom, validUntil }: AlertRule, now: Temporal.Instant): boolean {
  return (
    !archived &&
    Temporal.Instant.compare(validFrom, now) <= 0 &&
    (validUntil === null || Temporal.Instant.compare(now, validUntil) < 0)
  )
}

/**
 * What is to be told of from now on, and what no longer. What is told of already and still so is
 * left as it is: nobody hears of it twice. `open` are the alerts of these rules on this stock.
 */
export function decideAlerts(
  rules: readonly AlertRule[],
  levels: readonly Standing[],
  open: readonly OpenAlert[],
  now: Temporal.Instant,
): { raise: { rule: StockRule; level: Standing }[]; clear: OpenAlert[] } {
  const keyOf = (ruleId: string, { skuId, locationId }: { skuId: number; locationId: number }) =>
    `${ruleId} ${skuId} ${locationId}`
  const wanted = new Map<string, { rule: StockRule; level: Standing }>()
  const ofStock = rules.filter(isOfStock)
  for (const level of levels) {
    for (const rule of ofStock) {
      if (!isAbout(rule, level, now) || !isAlarming(rule, level)) continue
      wanted.set(keyOf(rule.id, level), { rule, level })
    }
  }
  return differenceOf(wanted, open, (alert) => keyOf(alert.ruleId, alert))
}

/** The same of all feeds that are overdue; `open` are all alerts of feeds. */
export function decideFeedAlerts(
  rules: readonly AlertRule[],
  feeds: readonly LateFeed[],
  open: readonly OpenFeedAlert[],
  now: Temporal.Instant,
): { raise: { rule: AlertRule; feed: LateFeed }[]; clear: OpenFeedAlert[] } {
  const keyOf = (ruleId: string, of: { sourceId: number; locationId: number }) =>
    `${ruleId} ${of.sourceId} ${of.locationId}`
  const wanted = new Map<string, { rule: AlertRule; feed: LateFeed }>()
  for (const feed of feeds) {
    for (const rule of rules) {
      if (isOfStock(rule) || !isInForce(rule, now) || !isAt(rule, feed.location)) continue
      wanted.set(keyOf(rule.id, feed), { rule, feed })
    }
  }
  return differenceOf(wanted, open, (alert) => keyOf(alert.ruleId, alert))
}

function differenceOf<Wanted extends { rule: AlertRule }, Open extends { kind: AlertKind }>(
  wanted: ReadonlyMap<string, Wanted>,
  open: readonly Open[],
  keyOf: (alert: Open) => string,
): { raise: Wanted[]; clear: Open[] } {
  // A rule that tells of something else by now ends what it told of before.
  const isStill = (alert: Open) => wanted.get(keyOf(alert))?.rule.kind === alert.kind
  const told = new Set(open.filter(isStill).map(keyOf))
  return {
    raise: [...wanted].flatMap(([key, one]) => (told.has(key) ? [] : [one])),
    clear: open.filter((alert) => !isStill(alert)),
  }
}
