import {
  BACKORDER,
  leftByRule,
  promisableBy,
  waitings,
  type ComingPlace,
  type ComingRow,
  type ComingTerms,
  type PreOrderTerms,
} from './coming.ts'
import { closings, type NamedRule, type Terms } from './selling.ts'

/** What may be sold before it is there is made of these; each is added. */
export const comingTermKinds = [
  // Of one receipt: all that is still to come of it, and what of that nobody gets.
  'receipt',
  'promised',
  'uncovered',
  ...closings,
  ...waitings,
  // Of a rule, over all that it is about: what a pre-order leaves out, what a backorder lets.
  'limit',
  'beyond_limit',
  'other_locations',
] as const
export type ComingTermKind = (typeof comingTermKinds)[number]

/** One term of what may be sold before it is there. Units are base units of the SKU. */
export type ComingTerm = {
  term: ComingTermKind
  units: number
  locationId?: number
  /** Number of the receipt, when it is due and how sure that is. */
  receipt?: number
  dueOn?: Temporal.PlainDate
  confidence?: number
  rule?: NamedRule
  /** What the rule asks: how sure a receipt must be, and how soon. */
  minConfidence?: number
  withinDays?: number
  /** What the rule lets be promised, and what of that is promised already. */
  limit?: number
  promised?: number
  days?: number
}

export type ComingPlaces = {
  /** Any place: limits count what is promised at those that sell nothing, too. */
  placeOf: (locationId: number) => ComingPlace | undefined
  /** Why the channel sells nothing of the SKU from a place. */
  closedAt: (locationId: number) => Terms['closed']
}

/** From each receipt to what may be promised of all of them; what is 0 is left out. */
export function preOrderTerms(
  rows: readonly ComingRow[],
  terms: ComingTerms,
  places: ComingPlaces,
  today: Temporal.PlainDate,
): ComingTerm[] {
  const receipts = rows.flatMap(({ dueOn, ...row }) => (dueOn ? [{ ...row, dueOn }] : []))
  const byDay = receipts.toSorted((a, b) => {
    return Temporal.PlainDate.compare(a.dueOn, b.dueOn) || a.supplyNo - b.supplyNo
  })
  const left = new Map<string, { at: PreOrderTerms; units: number }>()
  const told = byDay.flatMap((row): ComingTerm[] => {
    const { locationId, supplyNo: receipt, dueOn, confidence, free, claimed } = row
    const which = { locationId, receipt }
    const there = Math.max(0, free)
    const closed = places.closedAt(locationId)
    const place = places.placeOf(locationId)
    const at = place && terms.preOrderAt(place)
    const by = promisableBy(row, at, today)
    const own: ComingTerm[] = [
      { term: 'receipt', units: free + claimed, ...which, dueOn, confidence },
      { term: 'promised', units: -claimed, ...which },
      { term: 'uncovered', units: Math.max(0, -free), ...which },
    ]
    if (closed) own.push({ term: closed.why, units: -there, ...which, ...ruleIn(closed.rule) })
    else if (typeof by === 'string') {
      own.push({ term: by, units: -there, ...which, ...(by !== 'overdue' && askedBy(at)) })
    } else {
      const before = left.get(by.rule.id)?.units ?? 0
      left.set(by.rule.id, { at: by, units: before + there })
    }
    return own
  })
  const leftOf = leftByRule(rows, terms, places.placeOf)
  const limits = [...left.values()].flatMap(({ at, units }): ComingTerm[] => {
    if (at.limit === null) return []
    const beyond = Math.max(0, units - leftOf(at))
    const promised = promisedBy(rows, terms, places, at.rule)
    return [{ term: 'limit', units: -beyond, rule: at.rule, limit: at.limit, promised }]
  })
  return [...told, ...limits].filter(({ units }) => units !== 0)
}

/** Units that count for the limit of a rule: of all receipts that it is about. */
function promisedBy(
  rows: readonly ComingRow[],
  terms: ComingTerms,
  { placeOf }: ComingPlaces,
  rule: NamedRule,
): number {
  return rows
    .filter(({ dueOn, locationId }) => {
      const place = placeOf(locationId)
      return dueOn !== null && place && terms.preOrderAt(place)?.rule.id === rule.id
    })
    .reduce((sum, { claimed }) => sum + claimed, 0)
}

/**
 * What rules let be sold beyond what there is and what comes, at each place that they name; where
 * they name none, once over all. `open` are the places that may sell it, those preferred first.
 * Undefined where no rule lets any.
 */
export function backorderTerms(
  rows: readonly ComingRow[],
  terms: ComingTerms,
  open: readonly ComingPlace[],
): ComingTerm[] | undefined {
  const backorders = rows.filter(({ supplyNo }) => supplyNo === BACKORDER)
  const all = open.flatMap((place) => {
    const at = terms.backorderAt(place)
    return at ? [{ at, locationId: place.id }] : []
  })
  if (all.length === 0) return undefined
  const counted = terms.namesPlaces ? all : all.slice(0, 1)
  return counted.flatMap(({ at: { rule, limit, days }, locationId }) => {
    const own = backorders.filter((row) => !terms.namesPlaces || row.locationId === locationId)
    const claimed = own.reduce((sum, row) => sum + row.claimed, 0)
    const which = { locationId }
    const more: ComingTerm[] = [
      { term: 'promised', units: -claimed, ...which },
      { term: 'beyond_limit', units: Math.max(0, claimed - limit), ...which },
    ]
    return [
      { term: 'limit' as const, units: limit, ...which, rule, limit, days },
      ...more.filter(({ units }) => units !== 0),
    ]
  })
}

export function unitsOfTerms(terms: readonly ComingTerm[]): number {
  return terms.reduce((sum, { units }) => sum + units, 0)
}

/** Terms of places that the reader may not see are told together, without saying which. */
export function withoutUnseen(
  terms: readonly ComingTerm[],
  isSeen: (locationId: number) => boolean,
): ComingTerm[] {
  const isTold = ({ locationId }: ComingTerm) => locationId === undefined || isSeen(locationId)
  const elsewhere = unitsOfTerms(terms.filter((term) => !isTold(term)))
  const ofAll = terms.filter(({ locationId }) => locationId === undefined)
  const seen = terms.filter((term) => term.locationId !== undefined && isTold(term))
  const others: ComingTerm[] = [{ term: 'other_locations', units: elsewhere }]
  return [...seen, ...(elsewhere === 0 ? [] : others), ...ofAll]
}

function askedBy(at: PreOrderTerms | undefined) {
  if (!at) return {}
  const { rule, minConfidence, withinDays } = at
  return { rule, minConfidence, withinDays }
}

function ruleIn(rule: NamedRule | undefined): { rule?: NamedRule } {
  return rule ? { rule } : {}
}
