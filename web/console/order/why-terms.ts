import { unbroken } from './goods.ts'
import type { Names, Teller } from './why.ts'

type Telling = Teller & Pick<Names, 'currency'>

/** What a cost is made of, in the order in which it is told. */
export const inOrder = [
  'freight',
  'handling',
  'parcel',
  'late',
  'speed',
  'reroute',
  'carbon',
  'stock',
  'slot',
  'wish',
] as const
type Term = { term: (typeof inOrder)[number]; amount: number }

/** The terms of a cost that are not nothing; what costs nothing at all says so. */
export function termsOf(terms: readonly Term[], of: Telling): string {
  const { words } = of
  const told = terms.filter(({ amount }) => amount !== 0)
  if (told.length === 0) return words.terms.free
  return told.map(({ term, amount }) => words.terms[term](costText(amount, of))).join(words.comma)
}

/** How much dearer or cheaper, `just as much` where it is the same. */
export function differenceText(cost: number, of: Telling): string {
  if (cost === 0) return of.words.same
  return cost > 0 ? of.words.more(costText(cost, of)) : of.words.less(costText(-cost, of))
}

export function costText(
  cost: number,
  { formats, currency }: Pick<Telling, 'formats' | 'currency'>,
) {
  return unbroken(formats.cost(cost, currency))
}
