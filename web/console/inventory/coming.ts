import type { Step } from '../../ui/steps.tsx'
import { round } from './figures.ts'
import { reasonOf, type Sold, type SoldTeller } from './sold.ts'

export type PreOrder = NonNullable<Sold['preOrder']>
export type Backorder = NonNullable<Sold['backorder']>
export type ComingTerm = NonNullable<PreOrder['terms']>[number]

export type ComingTeller = SoldTeller & { day: (on: string) => string }

/** Announcements that are told one by one. */
const SHOWN = 8

/** From what is announced to what can be sold of it, in sentences that add up. */
export function preOrderSteps(
  { available, on, terms = [] }: PreOrder,
  teller: ComingTeller,
): Step[] {
  const { words, number, day } = teller
  const said = words.coming
  const isOfReceipt = ({ receipt }: ComingTerm) => receipt !== undefined
  const receipts = [
    ...Map.groupBy(terms.filter(isOfReceipt), ({ location, receipt }) => `${location} ${receipt}`),
  ].map(([, own]) => own)
  const others = receipts.slice(SHOWN)
  const rest = terms.filter((term) => !isOfReceipt(term))
  return [
    ...(receipts.length === 0 && rest.length === 0 ? [{ says: said.nothing }] : []),
    ...receipts.slice(0, SHOWN).map((own) => receiptStep(own, teller)),
    ...(others.length === 0
      ? []
      : [{ says: said.others(others.length, number(sumOf(others.flat()))) }]),
    ...rest.map((term) => overallStep(term, teller)),
    { says: said.makes(number(available)), ...(on !== null && { more: [said.from(day(on))] }) },
  ]
}

function sumOf(terms: readonly ComingTerm[]): number {
  return round(terms.reduce((sum, { quantity }) => sum + quantity, 0))
}

/** One announcement, and what of it is not to be sold, or why nothing is. */
function receiptStep(terms: readonly ComingTerm[], teller: ComingTeller): Step {
  const { words, number, day, nameOf } = teller
  const said = words.coming
  const { quantity = 0, location = '', dueOn, confidence } = terms[0] ?? {}
  const less = terms.slice(1)
  return {
    says: said.receipt(number(quantity), nameOf(location), dueOn === undefined ? '' : day(dueOn)),
    more: [
      ...(confidence === undefined ? [] : [said.sure(number(confidence))]),
      ...less.map((term) => lessSays(term, teller)),
      ...(less.length === 0 ? [] : [said.counts(number(sumOf(terms)))]),
    ],
  }
}

function lessSays(term: ComingTerm, { words, number }: ComingTeller): string {
  const said = words.coming
  const count = number(Math.abs(term.quantity))
  const by = term.rule ? ` ${words.sold.rule(term.rule.name)}` : ''
  switch (term.term) {
    case 'uncovered':
      return said.uncovered(count)
    case 'promised':
    case 'overdue':
    case 'no_rule':
      return said.less[term.term](count)
    case 'unsure':
      return said.less.unsure(count, term.minConfidence ?? 0) + by
    case 'too_far':
      return said.less.too_far(count, term.withinDays ?? 0) + by
    default:
      return said.because(count, reasonOf(term, words)) + by
  }
}

/** What is of no one announcement: those at places that are not seen, and limits. */
function overallStep(term: ComingTerm, { words, number }: ComingTeller): Step {
  const said = words.coming
  const { quantity, rule, limit = 0, promised = 0 } = term
  if (term.term === 'other_locations') return { says: said.elsewhere(number(quantity)) }
  return {
    says: said.limit(number(-quantity), number(limit)),
    more: [
      ...(rule ? [words.sold.rule(rule.name)] : []),
      ...(promised === 0 ? [] : [said.limitMore(number(promised))]),
    ],
  }
}

/** What rules let be sold beyond that, place by place where they name some. */
export function backorderSteps({ available, days, terms = [] }: Backorder, teller: ComingTeller) {
  const { words, number, nameOf } = teller
  const said = words.coming.backorder
  const steps = terms.map((term): Step => {
    const count = number(Math.abs(term.quantity))
    if (term.term === 'promised') return { says: said.promised(count) }
    if (term.term === 'beyond_limit') return { says: said.beyond(count) }
    if (term.term === 'other_locations') return { says: words.coming.elsewhere(count) }
    const more = term.rule ? [words.sold.rule(term.rule.name)] : []
    return { says: said.lets(count, nameOf(term.location ?? '')), more }
  })
  return [...steps, { says: said.makes(number(available)), more: [said.days(days)] }]
}
