import { isOfSku, type RuleSku } from './rules/active.ts'
import { isAbout as isAt, type RulePlace } from './rules/places.ts'
import type { PlaceScope, SkuScope } from './rules/rule.ts'

export const alertKinds = ['low', 'out', 'over', 'negative', 'uncovered'] as const
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

/** Stock that is told of. */
export type OpenAlert = {
  id: string
  ruleId: string
  kind: AlertKind
  skuId: number
  locationId: number
  raisesTask: boolean
}

/** The number that a kind of alert is about. */
export function levelFor(
  kind: AlertKind,
  { onHand, available, uncovered }: Pick<Standing, 'onHand' | 'available' | 'uncovered'>,
): number {
  if (kind === 'uncovered') return uncovered
  return kind === 'low' || kind === 'out' ? available : onHand
}

/** Whether stock is as the rule tells of it. */
export function isAlarming({ kind, threshold }: AlertTerms, level: Standing): boolean {
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

/** Whether a rule is about this stock at this moment. */
export function isAbout(rule: AlertRule, level: Standing, now: Temporal.Instant): boolean {
  return (
    !rule.archived &&
    Temporal.Instant.compare(rule.validFrom, now) <= 0 &&
    (rule.validUntil === null || Temporal.Instant.compare(now, rule.validUntil) < 0) &&
    isOfSku(rule, level.sku) &&
    isAt(rule, level.location)
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
): { raise: { rule: AlertRule; level: Standing }[]; clear: OpenAlert[] } {
  const keyOf = (ruleId: string, { skuId, locationId }: { skuId: number; locationId: number }) =>
    `${ruleId} ${skuId} ${locationId}`
  const wanted = new Map<string, { rule: AlertRule; level: Standing }>()
  for (const level of levels) {
    for (const rule of rules) {
      if (!isAbout(rule, level, now) || !isAlarming(rule, level)) continue
      wanted.set(keyOf(rule.id, level), { rule, level })
    }
  }
  const kindOf = (alert: OpenAlert) => wanted.get(keyOf(alert.ruleId, alert))?.rule.kind
  // A rule that tells of something else by now ends what it told of before.
  const clear = open.filter((alert) => kindOf(alert) !== alert.kind)
  const stays = open.filter((alert) => kindOf(alert) === alert.kind)
  for (const alert of stays) wanted.delete(keyOf(alert.ruleId, alert))
  return { raise: [...wanted.values()], clear }
}
