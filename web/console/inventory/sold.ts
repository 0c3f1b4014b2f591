import type { Answer } from '../../lib/api.ts'
import type { Step } from '../../ui/steps.tsx'
import { round } from './figures.ts'
import type { InventoryWords } from './words.en.ts'

/** What a channel can sell of an item, or could, every number opened into its terms. */
type Answered = Answer<'/v1/availability', 'get'>
export type Sold = Pick<Answered, 'available' | 'limitedBy' | 'locations' | 'terms'> &
  Partial<Pick<Answered, 'preOrder' | 'backorder'>>
/** The same of a past moment, with what the books do not say of it. */
export type SoldThen = NonNullable<Answer<'/v1/stock/{sku}/history', 'get'>['offer']>
export type SoldTerm = NonNullable<Sold['terms']>[number]
export type SoldPlace = NonNullable<Sold['locations']>[number]

/** What the sentences need besides: names of places, and how numbers are written. */
export type SoldTeller = {
  words: InventoryWords
  number: (count: number) => string
  nameOf: (location: string) => string
  listed: (parts: readonly string[]) => string
}

/** Terms of one kind, and by one rule: how many in all, and at which places. */
type Rung = {
  term: SoldTerm
  quantity: number
  at: { location: string; quantity: number }[]
}

/** Places named in one sentence. */
const NAMES = 6

/**
 * From what is on hand to what can be sold, in sentences that add up: of a channel over all places,
 * or of one place. What takes nothing away is not told, but why a place sells nothing is.
 */
export function soldSteps(sold: Sold, place: string | undefined, teller: SoldTeller): Step[] {
  const { words, number } = teller
  const there = (sold.locations ?? []).filter(({ location }) => {
    return place === undefined || location === place
  })
  const isOne = place !== undefined
  // What the channel keeps back is told once, of all places together.
  const own = there.map(({ location, terms = [] }) => ({
    location,
    terms: isOne ? terms : terms.filter(({ term }) => !OF_ALL.has(term)),
  }))
  const rungs = rungsOf(own)
  const whole = isOne ? [] : (sold.terms ?? []).filter(({ term }) => term !== 'locations')
  const steps = rungs.map((rung) => stepOf(rung, isOne, teller))
  const all = whole.map((term) => stepOf({ term, quantity: term.quantity, at: [] }, true, teller))
  const total = isOne ? (there[0]?.available ?? 0) : (sold.available ?? 0)
  const onHand = rungs.some(({ term }) => term.term === 'on_hand')
  const none = onHand ? [] : [{ says: words.ladder.onHand(number(0), 0) }]
  return [...none, ...steps, ...all, { says: words.sold.makes(number(total)) }]
}

/** Of the same kind, condition and rule; in the order in which the server tells them. */
function rungsOf(places: readonly { location: string; terms: readonly SoldTerm[] }[]): Rung[] {
  const rungs = new Map<string, Rung>()
  for (const { location, terms } of places) {
    for (const term of terms) {
      const key = [term.term, term.condition, term.rule?.id].join(' ')
      const rung = rungs.get(key) ?? { term, quantity: 0, at: [] }
      rung.quantity = round(rung.quantity + term.quantity)
      if (term.quantity !== 0) rung.at.push({ location, quantity: term.quantity })
      rungs.set(key, rung)
    }
  }
  // The terms of stock in their order, all else after them.
  const order = ({ term: { term } }: Rung) =>
    STOCK.includes(term) ? STOCK.indexOf(term) : STOCK.length
  return [...rungs.values()]
    .filter(
      ({ quantity, term }) => quantity !== 0 || places.length === 1 || term.term === 'on_hand',
    )
    .toSorted((a, b) => order(a) - order(b))
}

/** What limits the places together. */
const OF_ALL: ReadonlySet<string> = new Set(['threshold', 'quota'])

/** What stock is, before rules say what of it is for sale. */
const STOCK: readonly string[] = ['on_hand', 'unavailable', 'held', 'allocated', 'uncovered']

function stepOf({ term, quantity, at }: Rung, isOne: boolean, teller: SoldTeller): Step {
  const { words, number, nameOf, listed } = teller
  const { sold } = words
  const count = number(Math.abs(quantity))
  const says = saysOf({ ...term, quantity }, count, at.length, words)
  if (STOCK.includes(term.term)) return { says }
  const named = at.slice(0, NAMES).map((one) => {
    return sold.at(number(Math.abs(one.quantity)), nameOf(one.location))
  })
  if (at.length > NAMES) named.push(sold.andMore(number(at.length - NAMES)))
  return {
    says,
    more: [
      ...(term.rule ? [sold.rule(term.rule.name)] : []),
      ...(isOne || named.length === 0 ? [] : [sold.list(listed(named))]),
    ],
  }
}

function saysOf(term: SoldTerm, count: string, places: number, words: InventoryWords): string {
  const { sold, ladder } = words
  switch (term.term) {
    case 'on_hand':
      return ladder.onHand(count, places)
    case 'unavailable':
      return term.condition
        ? words.ladderKept(count, words.inState[term.condition])
        : ladder.unavailable(count)
    case 'held':
    case 'allocated':
    case 'uncovered':
      return ladder[term.term](count)
    case 'other_locations':
      return sold.elsewhere(count)
    default: {
      if (term.quantity === 0) return sold.shut(reasonOf(term, words))
      const less: Record<string, (count: string) => string> = sold.less
      return (less[term.term] ?? sold.lessOther)(count)
    }
  }
}

/** What is free at a place before rules count, and briefly what they take. */
export function rowOf({ terms = [] }: SoldPlace, { words, number }: SoldTeller) {
  const isStock = ({ term }: SoldTerm) => STOCK.includes(term)
  const free = terms.filter(isStock).reduce((sum, { quantity }) => sum + quantity, 0)
  const { briefly, byRule } = words.sold
  const why = terms
    .filter((term) => !isStock(term))
    .map((term) => {
      const reason = reasonOf(term, words)
      const said = term.rule ? byRule(reason, term.rule.name) : reason
      return term.quantity === 0 ? said : briefly(number(term.quantity), said)
    })
  return { free: round(free), why }
}

/** Why, in few words. */
export function reasonOf({ term }: { term: string }, { sold }: InventoryWords): string {
  const reasons: Record<string, string> = sold.brief
  return reasons[term] ?? sold.briefOther
}
