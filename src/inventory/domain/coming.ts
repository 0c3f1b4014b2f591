import { baseUnitsOf } from './counter.ts'
import type { Asking, SalesRules } from './rules/offer.ts'
import { isAbout, namesPlace, type RulePlace } from './rules/places.ts'
import type { RuleKind, RuleScope, RuleTerms } from './rules/rule.ts'
import { addFact, supplyOf, type By, type Ledger } from './ledger.ts'
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
  ruleId: string
  limit: number | null
  withinDays: number
  minConfidence: number
}
export type BackorderTerms = { limit: number; days: number }

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
    rules.matching(kind, id, asking).map(({ id: ruleId, scope, terms }) => {
      return { ruleId, scope, terms: terms as Extract<RuleTerms, { kind: Kind }> }
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
        ruleId: found.ruleId,
        limit: quantity === null ? null : baseUnitsOf(quantity, decimals),
        withinDays,
        minConfidence,
      }
    },
    backorderAt(place) {
      const found = first(backorders, place)?.terms
      return found && { limit: baseUnitsOf(found.quantity, decimals), days: found.days }
    },
    namesPlaces: backorders.some(({ scope }) => namesPlace(scope)),
  }
}

/** A receipt that may be promised from now, with the rule by which it may. */
export type Promisable = ComingRow & { dueOn: Temporal.PlainDate; terms: PreOrderTerms }

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
    if (!place || !dueOn || row.free <= 0 || row.late) return []
    const at = terms.preOrderAt(place)
    if (!at || row.confidence < at.minConfidence) return []
    const inDays = today.until(dueOn).days
    return inDays < 0 || inDays > at.withinDays ? [] : [{ ...row, dueOn, terms: at }]
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
    if (at) claimed.set(at.ruleId, (claimed.get(at.ruleId) ?? 0) + row.claimed)
  }
  return ({ ruleId, limit }) => {
    if (limit === null) return Number.MAX_SAFE_INTEGER
    return Math.max(0, limit - (claimed.get(ruleId) ?? 0))
  }
}

/** Receipts as far as rules let them be promised: the earliest have what the limits leave. */
export function withinLimits(
  receipts: readonly Promisable[],
  leftOf: (of: PreOrderTerms) => number,
  /** Receipts that share what a limit leaves. */
  sharing: (receipt: Promisable) => string = ({ terms }) => terms.ruleId,
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
