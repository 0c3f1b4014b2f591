import { baseUnitsOf } from './counter.ts'
import type { Asking, SalesRules } from './rules/offer.ts'
import { isAbout, namesPlace, type RulePlace } from './rules/places.ts'
import type { RuleKind, RuleScope, RuleTerms } from './rules/rule.ts'
import { addFact, supplyOf, type By, type Ledger } from './ledger.ts'
import type { NamedRule } from './selling.ts'
import type { SupplyKey } from './supply.ts'

/** The number of the supply that an open backorder is. */
export const BACKORDER = -1

/** A receipt that is still expected, or an open backorder, as it was read. Base units. */
export type ComingRow = SupplyKey & {
  /** Units that nobody has been promised. */
  free: number
  claimed: number
  /** Null: a backorder, which has no day. */
  dueOn: Temporal.PlainDate | null
  confidence: number
  /** It did not come on its day. */
  late: boolean
}

/**
 * Sets how many units of a backorder may be promised. What is promised already stays promised: a
 * limit that falls below it leaves nothing free, and nothing without cover.
 */
export function limitBackorder(ledger: Ledger, key: SupplyKey, limit: number, by: By): void {
  const { quantity, held, allocated } = supplyOf(ledger, key)
  const change = Math.max(limit, held + allocated) - quantity
  if (change === 0) return
  addFact(ledger, key, { quantity: change, reason: 'backorder_limit', reference: null }, by)
}

/** What rules ask of a location. */
export type ComingPlace = Omit<RulePlace, 'timeZone'>

/** By which rule units of a SKU may be promised at a place before they are there; base units. */
export type PreOrderTerms = {
  rule: NamedRule
  limit: number | null
  withinDays: number
  minConfidence: number
}
export type BackorderTerms = { rule: NamedRule; limit: number; days: number }

/** What may be promised of a SKU before it is there, to one who asks. */
export type ComingTerms = {
  preOrderAt(place: ComingPlace): PreOrderTerms | undefined
  backorderAt(place: ComingPlace): BackorderTerms | undefined
  /** Whether backorders rest where a rule names places; else at the first place of the channel. */
  namesPlaces: boolean
}

/** Undefined where nothing may: most SKUs, so nothing more is looked up. */
export function comingTermsOf(
  rules: SalesRules,
  { id, decimals }: { id: number; decimals: number },
  asking: Asking,
): ComingTerms | undefined {
  const of = <Kind extends RuleKind>(kind: Kind) =>
    rules.matching(kind, id, asking).map(({ id: ruleId, name, scope, terms }) => {
      const rule = { id: ruleId, name }
      return { rule, scope, terms: terms as Extract<RuleTerms, { kind: Kind }> }
    })
  const [preOrders, backorders] = [of('pre_order'), of('backorder')]
  if (preOrders.length === 0 && backorders.length === 0) return undefined
  const first = <Found extends { scope: RuleScope }>(all: readonly Found[], at: ComingPlace) =>
    all.find(({ scope }) => isAbout(scope, at))
  return {
    preOrderAt(place) {
      const found = first(preOrders, place)
      if (!found) return undefined
      const { quantity, withinDays, minConfidence } = found.terms
      return {
        rule: found.rule,
        limit: quantity === null ? null : baseUnitsOf(quantity, decimals),
        withinDays,
        minConfidence,
      }
    },
    backorderAt(place) {
      const found = first(backorders, place)
      if (!found) return undefined
      const { quantity, days } = found.terms
      return { rule: found.rule, limit: baseUnitsOf(quantity, decimals), days }
    },
    namesPlaces: backorders.some(({ scope }) => namesPlace(scope)),
  }
}

/** A receipt that may be promised from now, with the rule by which it may. */
export type Promisable = ComingRow & { dueOn: Temporal.PlainDate; terms: PreOrderTerms }

/** Why nothing of a receipt is promised, though it is expected where goods are sold from. */
export const waitings = ['overdue', 'no_rule', 'unsure', 'too_far'] as const
export type Waiting = (typeof waitings)[number]

/** By which rule a receipt may be promised where it is expected; else why not. */
export function promisableBy(
  { dueOn, late, confidence }: ComingRow,
  at: PreOrderTerms | undefined,
  today: Temporal.PlainDate,
): PreOrderTerms | Waiting {
  if (!at) return 'no_rule'
  const inDays = dueOn ? today.until(dueOn).days : -1
  if (late || inDays < 0) return 'overdue'
  if (confidence < at.minConfidence) return 'unsure'
  return inDays > at.withinDays ? 'too_far' : at
}

/** The receipts of a SKU that may be promised, by day. */
export function promisableOf(
  rows: readonly ComingRow[],
  terms: ComingTerms,
  placeOf: (locationId: number) => ComingPlace | undefined,
  today: Temporal.PlainDate,
): Promisable[] {
  const found = rows.flatMap((row): Promisable[] => {
    const place = placeOf(row.locationId)
    const { dueOn } = row
    if (!place || !dueOn || row.free <= 0) return []
    const by = promisableBy(row, terms.preOrderAt(place), today)
    return typeof by === 'string' ? [] : [{ ...row, dueOn, terms: by }]
  })
  return found.toSorted(
    (a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn) || a.supplyNo - b.supplyNo,
  )
}

/**
 * Units of a SKU that each rule still lets be promised: its limit, less what is promised already of
 * the receipts that it is about.
 */
export function leftByRule(
  rows: readonly ComingRow[],
  terms: ComingTerms,
  placeOf: (locationId: number) => ComingPlace | undefined,
): (of: PreOrderTerms) => number {
  const claimed = new Map<string, number>()
  for (const row of rows) {
    const place = placeOf(row.locationId)
    const at = row.supplyNo !== BACKORDER && place ? terms.preOrderAt(place) : undefined
    if (at) claimed.set(at.rule.id, (claimed.get(at.rule.id) ?? 0) + row.claimed)
  }
  return ({ rule, limit }) => {
    if (limit === null) return Number.MAX_SAFE_INTEGER
    return Math.max(0, limit - (claimed.get(rule.id) ?? 0))
  }
}

/** Receipts as far as rules let them be promised: the earliest have what the limits leave. */
export function withinLimits(
  receipts: readonly Promisable[],
  leftOf: (of: PreOrderTerms) => number,
  /** Receipts that share what a limit leaves. */
  sharing: (receipt: Promisable) => string = ({ terms }) => terms.rule.id,
): Promisable[] {
  const taken = new Map<string, number>()
  return receipts.flatMap((receipt) => {
    const [key, most] = [sharing(receipt), leftOf(receipt.terms)]
    const already = taken.get(key) ?? 0
    const free = Math.min(receipt.free, most - already)
    taken.set(key, already + free)
    return free > 0 ? [{ ...receipt, free }] : []
  })
}
