import type { Answer } from '../../lib/api.ts'
import type { Formats } from '../../lib/format.ts'
import { listed } from '../../lib/listed.ts'
import type { Step } from '../../ui/steps.tsx'
import { measuresOf } from '../skus/measures.ts'
import { goodsText, unbroken, type Unit } from './goods.ts'
import { nominatedSteps, ruleSteps } from './why-rule.ts'
import { cancelledLater, nobodyText, notThere, shortSteps, type Since } from './why-short.ts'
import { sourcesText } from './why-sources.ts'
import { costText, differenceText, inOrder, termsOf } from './why-terms.ts'
import { wishesText } from './why-wishes.ts'
import type { WhyWords } from './words-why.en.ts'

type Stored = Answer<'/v1/orders/{id}/decisions', 'get'>['items'][number]

/** What was weighed and chosen for one delivery group; costs in 1e-4 of the currency. */
export type DecisionRecord = Stored['record']

/** What the sentences need to know besides the record: names for its ids, and the currency. */
export type Names = {
  place(locationId: number): string
  sku(skuId: number): Unit
  currency: string
  /** Where the customer collects; null where the goods are sent. */
  pickup: string | null
  /** When it was decided; left out where that is now. */
  decidedAt?: string
  /** Where no other place had all: the cheapest plan with another, and by how much it is dearer. */
  next?: { places: readonly number[]; more: number } | undefined
  /** What has become of it since; left out where that is now. */
  since?: Since
}

/** Who tells it: the words of a language and how its readers like numbers. */
export type Teller = { words: WhyWords; formats: Formats }

type Telling = Names & Teller

/**
 * Why a delivery comes from where it comes, in the order in which a person would tell it, and in
 * the past tense: stock and costs have gone on since.
 */
export function stepsOf(record: DecisionRecord, names: Names, teller: Teller): Step[] {
  const of = { ...names, ...teller }
  const steps =
    names.pickup === null
      ? [
          ...nominatedSteps(record, names, teller),
          ...ruleSteps(record, teller),
          ...sentSteps(record, of),
        ]
      : collectedSteps(record, of)
  if (record.improved) steps.push(improvedStep(record.improved, of))
  if (record.unfilled) steps.push(leftUnfilled(record.unfilled, of))
  return [...cancelledLater(record, of), ...steps, ...shortSteps(record, names, teller)]
}

function collectedSteps({ chosen }: DecisionRecord, { words, pickup }: Telling): Step[] {
  const steps = [{ says: words.collects(pickup ?? ''), more: [words.collectsMore] }]
  return chosen.length === 0 ? steps : [...steps, { says: words.stockThere, more: [] }]
}

function sentSteps(record: DecisionRecord, of: Telling): Step[] {
  const { candidates, chosen, byHand } = record
  const [first] = chosen
  if (!first) return [{ says: nobodyText(record, of), more: [] }]
  if (byHand) return [byHandStep(first, record, of), cheapestStep(record, byHand, of)]
  if (candidates.length > 1) return [whoCould(record, of), choice(record, of), proof(record, of)]
  const says = of.words.onlyOne(of.place(first.locationId), costText(first.cost.total, of))
  return [{ says, more: parcelAlone(first, record, of) }]
}

function byHandStep(first: Chosen, record: DecisionRecord, of: Telling): Step {
  const says = of.words.byHand(of.place(first.locationId), costText(first.cost.total, of))
  return { says, more: parcelAlone(first, record, of) }
}

/** What the only parcel costs, who carries it, and what that goes by. */
function parcelAlone(one: Chosen, record: DecisionRecord, of: Telling): string[] {
  return [termsAlone(one, of), ...parcelSources(one, record, of)]
}

function parcelSources(one: Chosen, record: DecisionRecord, of: Telling): string[] {
  return [...carriedText(one, of), ...sourcesText(one, record, of), ...wishesText(one, of)]
}

/** What moving it has saved, and from where it came before. */
function improvedStep(
  { from, saved, groups }: NonNullable<DecisionRecord['improved']>,
  of: Telling,
): Step {
  const { words } = of
  const more = [words.before(placesText(from, of))]
  if (groups > 1) more.push(words.improvedWith(groups - 1))
  return { says: words.improved(costText(saved, of)), more }
}

/** What was in stock and is not sent, since that costs more than leaving it. */
function leftUnfilled(unfilled: NonNullable<DecisionRecord['unfilled']>, of: Telling): Step {
  const goods = unfilled.map(([skuId, units]) => goodsText(units, of.sku(skuId), of))
  const cost = unfilled.reduce((sum, [, , amount]) => sum + amount, 0)
  return {
    says: of.words.unfilled(listed(of.formats.language, goods)),
    more: [of.words.unfilledMore(costText(cost, of))],
  }
}

/** What choosing by hand has cost. */
function cheapestStep(
  { cost }: DecisionRecord,
  { from, cheapest }: NonNullable<DecisionRecord['byHand']>,
  of: Telling,
): Step {
  const { words } = of
  const more = from.length > 0 ? [words.before(placesText(from, of))] : []
  if (cheapest.cost >= cost) return { says: words.noCheaper, more }
  const where = placesText(cheapest.locations, of)
  const says = words.cheapestWas(where, costText(cheapest.cost, of))
  return { says, more: [...more, words.thatIsLess(costText(cost - cheapest.cost, of))] }
}

function whoCould(record: DecisionRecord, { words }: Telling): Step {
  const { candidates, wanted } = record
  const isShort = notThere(record).length > 0
  const complete = candidates.filter(([, , alone]) => alone !== null).length
  if (complete === 0) {
    const had = wanted.length > 1 ? words.hadSome : words.hadTooFew
    const isCrowded = candidates.some(([id]) => hadLittleRoom(record, id))
    const says = isCrowded ? words.nobodyHadRoom : words.nobodyHadAll
    return { says: says(isShort), more: [had(candidates.length)] }
  }
  const partly = candidates.length - complete
  const says = words.hadAll(complete, isShort)
  return { says, more: partly > 0 ? [words.hadPart(partly)] : [] }
}

/** Whether the day of a place had no room for all that it could have given. */
export function hadLittleRoom({ full = [] }: Pick<DecisionRecord, 'full'>, id: number): boolean {
  return full.some(([place]) => place === id)
}

type Chosen = DecisionRecord['chosen'][number]

function choice(record: DecisionRecord, of: Telling): Step {
  const { words } = of
  const { chosen, cost } = record
  const isCheapest = record.gap === 0 && !isRuled(record)
  const [first] = chosen
  const price = costText(cost, of)
  if (chosen.length === 1 && first) {
    const was = isCheapest ? words.cheapest : words.taken
    return { says: was(of.place(first.locationId), price), more: parcelAlone(first, record, of) }
  }
  const more = chosen.map((one) => {
    return [parcelText(one, of), ...parcelSources(one, record, of)].join(' ')
  })
  return { says: parcelsText(record, price, of), more }
}

/** Several were needed only where no place had all that was there. */
function parcelsText(record: DecisionRecord, price: string, { words }: Telling): string {
  const { chosen, candidates, gap } = record
  if (gap === 0) return words.parcelsCheapest(chosen.length, price, isRuled(record))
  const isNeeded = candidates.every(([, , alone]) => alone === null)
  return (isNeeded ? words.parcelsNeeded : words.parcelsChosen)(chosen.length, price)
}

/** Who carries a parcel, where that is known: no sentence, or one. */
function carriedText({ carriage }: Chosen, { words, formats }: Telling): string[] {
  if (!carriage) return []
  const { card, bandG, billableG, transitDays: days, ...rest } = carriage
  const { weight } = measuresOf(formats.language)
  const band = bandG === null ? null : unbroken(weight(bandG))
  const told = { card: formats.number(card), weight: unbroken(weight(billableG)), band, days }
  return [words.carried({ ...rest, ...told })]
}

function parcelText(one: Chosen, of: Telling): string {
  const alone = one.alone === undefined ? '' : ` ${of.words.routingRule.alone(one.alone)}`
  const parcel = of.words.parcel({
    place: of.place(one.locationId),
    away: one.km === null ? undefined : distanceText(one.km, of),
    goods: listed(
      of.formats.language,
      one.units.map(([skuId, units]) => goodsText(units, of.sku(skuId), of)),
    ),
    cost: costText(one.cost.total, of),
    terms: termsText(one, of),
  })
  return `${parcel}${alone}`
}

function termsAlone(one: Chosen, of: Telling): string {
  const terms = termsText(one, of)
  return one.km === null
    ? of.words.terms.alone(terms)
    : of.words.terms.away(distanceText(one.km, of), terms)
}

/** What a cost is made of: `carriage €6.07, parcel €0.60`. */
function termsText({ cost }: Chosen, of: Telling): string {
  return termsOf(
    inOrder.map((term) => ({ term, amount: cost[term] ?? 0 })),
    of,
  )
}

/** Whether a rule said from where and within which limits: elsewhere it may have been cheaper. */
function isRuled({ rule }: DecisionRecord): boolean {
  return typeof rule?.name === 'string'
}

/** Whether the least cost decided, not an order of places. */
function isByCost({ rule, plan }: DecisionRecord): boolean {
  return (rule?.choose ?? plan.strategy) === 'least_cost'
}

function proof(record: DecisionRecord, of: Telling): Step {
  const { words } = of
  const { candidates, gap, plan } = record
  const more: string[] = []
  const byRule = isRuled(record)
  if (gap === 0 && !byRule) more.push(words.weighed(candidates.length))
  if (gap > 0) more.push(words.tooMany)
  if (plan.strategy === 'priority' && !byRule) more.push(words.priority)
  if (plan.strategy === 'nearest' && !byRule) more.push(words.nearest)
  more.push(...alternativeText(record, of))
  if (gap === 0) return { says: byRule ? words.routingRule.noCheaper : words.noCheaper, more }
  if (gap < 0 && isByCost(record)) {
    const why = record.full ? words.notEveryWay : words.tooMany
    return { says: words.notProven, more: [why, ...more] }
  }
  if (gap < 0) return { says: byRule ? words.routingRule.ranked : words.byRule, more }
  return { says: words.atMost(costText(gap, of)), more }
}

function alternativeText({ alternative, chosen }: DecisionRecord, of: Telling): string[] {
  if (!alternative) return of.next ? [nextText(of.next, of)] : []
  const { locationId, dearerBy } = alternative
  const tells = chosen.length === 1 && dearerBy >= 0 ? of.words.next : of.words.aloneWouldBe
  return [tells(of.place(locationId), differenceText(dearerBy, of))]
}

function nextText({ places, more }: NonNullable<Names['next']>, of: Telling): string {
  const tells = places.length === 1 ? of.words.next : of.words.nextWere
  return tells(placesText(places, of), differenceText(more, of))
}

function placesText(ids: readonly number[], of: Telling): string {
  return listed(of.formats.language, ids.map(of.place))
}

export function distanceText(km: number, { words, formats }: Teller): string {
  return unbroken(km < 1 ? words.underOneKm : formats.distance(km))
}
