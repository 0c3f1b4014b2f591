import { minorDigits } from '../../../src/lib/minor-units.ts'
import type { Answer } from '../../lib/api.ts'
import { listed } from '../../lib/listed.ts'
import { goodsText, unbroken } from './goods.ts'
import type { Place } from './why-places.ts'
import type { DecisionRecord, Names, Teller } from './why.ts'
import { differenceText, inOrder } from './why-terms.ts'

export type Regrets = Answer<'/v1/decisions/{id}/regrets', 'get'>
type Plan = NonNullable<Regrets['regrets'][number]['plan']>

/** Costs are in 1e-4 of the major unit. */
const COST_UNITS = 10_000

/**
 * The places with what each would have cost more, by term. What one had alone is told once; with
 * others it is another plan, and told besides.
 */
export function withRegrets(
  places: readonly Place[],
  { regrets, isExact }: Regrets,
  names: Names,
  teller: Teller,
): Place[] {
  const byPlace = new Map(regrets.map(({ locationId, plan }) => [locationId, plan]))
  return places.map((place) => {
    const plan = byPlace.get(place.id)
    // The record has told what it knows of a place alone.
    if (plan === undefined || !isExact) return place
    if (!plan) return { ...place, verdict: [...place.verdict, teller.words.regrets.never] }
    const isAlone = place.alone !== '' && plan.besides.length + plan.fewer.length === 0
    const before = isAlone ? [] : place.verdict
    return { ...place, verdict: [...before, ...planTexts(plan, names, teller)] }
  })
}

/**
 * The cheapest plan that takes another place and serves as much, where that is sure: all were tried
 * that were looked at when it was decided, and the cheapest was taken.
 */
export function nextOf({ isExact, left, outOfTime, regrets }: Regrets): Names['next'] {
  if (!isExact || left > 0 || outOfTime) return undefined
  const plans = regrets.flatMap(({ locationId, plan, isBeyond }) => {
    return plan && !isBeyond && plan.fewer.length === 0 ? [{ locationId, ...plan }] : []
  })
  const [least] = plans.toSorted((a, b) => a.more - b.more)
  if (!least || least.gap !== 0 || least.more < 0) return undefined
  return { places: [least.locationId, ...least.besides], more: least.more }
}

/** Whether a record leaves open what would have been next, though it went by cost to the end. */
export function leavesOpen(record: DecisionRecord): boolean {
  const { alternative, candidates, chosen, gap, byHand } = record
  const isCheapest = gap === 0 && !byHand && chosen.length > 0
  return isCheapest && alternative === null && candidates.length > 1
}

function planTexts(plan: Plan, names: Names, teller: Teller): string[] {
  const said = teller.words.regrets
  const { language } = teller.formats
  const alone = differenceText(plan.more, { ...teller, currency: names.currency })
  const others = listed(language, plan.besides.map(names.place))
  const difference = others === '' ? alone : said.besides(others, alone)
  const terms = termTexts(plan, names, teller)
  const goods = plan.fewer.map(({ skuId, units }) => goodsText(units, names.sku(skuId), teller))
  return [
    terms.length === 0 ? difference : said.terms(difference, terms.join(teller.words.comma)),
    ...(goods.length > 0 ? [said.fewer(listed(language, goods))] : []),
  ]
}

/** `carriage +€1.10, handling -€0.20`: those of which something can be seen. */
function termTexts({ terms }: Plan, { currency }: Names, { words, formats }: Teller): string[] {
  const digits = minorDigits(currency)
  const signed = new Intl.NumberFormat(formats.language, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: 'exceptZero',
  })
  const least = COST_UNITS / 10 ** digits / 2
  const more = new Map(terms?.map((one) => [one.term, one.more]))
  return ([...inOrder, 'unfilled'] as const).flatMap((term) => {
    const amount = more.get(term) ?? 0
    if (Math.abs(amount) < least) return []
    const cost = unbroken(signed.format(amount / COST_UNITS))
    return [term === 'unfilled' ? words.regrets.unfilled(cost) : words.terms[term](cost)]
  })
}
