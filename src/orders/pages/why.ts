import { formatCost } from '../../lib/money.ts'
import { quantityOf } from '../../lib/quantity.ts'
import type { DecisionRecord } from '../../routing/index.ts'
import { brief, listed, quantityText, unbroken } from './words.ts'

/** What the sentences need to know besides the record: names for its ids, and the currency. */
export type Names = {
  place(locationId: number): string
  sku(skuId: number): { name: string; unit: string; decimals: number }
  currency: string
  /** Where the customer collects; null where the goods are sent. */
  pickup: string | null
}

/** One step of the reasoning: what it comes to, and what stands behind it. */
export type Step = { says: string; more: string[] }

/**
 * Why a delivery comes from where it comes, in the order in which a person would tell it, and in
 * the past tense: stock and costs have gone on since.
 */
export function stepsOf(record: DecisionRecord, names: Names): Step[] {
  const steps = names.pickup === null ? sentSteps(record, names) : collectedSteps(record, names)
  return record.short.length > 0 ? [...steps, waiting(record, names)] : steps
}

function collectedSteps({ chosen }: DecisionRecord, { pickup }: Names): Step[] {
  const more = 'So it comes from there, whatever other places have.'
  const steps = [{ says: `The customer collects at ${pickup}`, more: [more] }]
  return chosen.length === 0 ? steps : [...steps, { says: 'Stock was there', more: [] }]
}

function sentSteps(record: DecisionRecord, names: Names): Step[] {
  const { candidates, chosen } = record
  const [first] = chosen
  if (!first) return [{ says: 'No place had any of it', more: [] }]
  if (record.byHand) return [byHandStep(first, names), cheapestStep(record, record.byHand, names)]
  if (candidates.length > 1) {
    return [whoCould(record), choice(record, names), proof(record, names)]
  }
  const says = `Only ${names.place(first.locationId)} had it: ${moneyOf(first.cost.total, names)}`
  return [{ says, more: [termsAlone(first, names)] }]
}

function byHandStep(first: Chosen, names: Names): Step {
  const cost = moneyOf(first.cost.total, names)
  const says = `A person chose ${names.place(first.locationId)}: ${cost}`
  return { says, more: [termsAlone(first, names)] }
}

/** What choosing by hand has cost. */
function cheapestStep(
  { cost }: DecisionRecord,
  { from, cheapest }: NonNullable<DecisionRecord['byHand']>,
  names: Names,
): Step {
  const more = [`Before, it came from ${listed(from.map((id) => names.place(id)))}.`]
  if (cheapest.cost >= cost) return { says: 'No other way was cheaper', more }
  const places = listed(cheapest.locations.map((id) => names.place(id)))
  const says = `${places} would have been cheapest: ${moneyOf(cheapest.cost, names)}`
  return { says, more: [...more, `That is ${moneyOf(cost - cheapest.cost, names)} less.`] }
}

function whoCould({ candidates, short, wanted }: DecisionRecord): Step {
  const all = short.length > 0 ? 'all that was in stock' : 'all of it'
  const complete = candidates.filter(([, , alone]) => alone !== null).length
  if (complete === 0) {
    const part = wanted.length > 1 ? 'some of it' : 'too little'
    const more = `${candidates.length} places had ${part}, so it had to be split.`
    return { says: `No single place had ${all}`, more: [more] }
  }
  const partly = candidates.length - complete
  const says = `${complete} ${complete === 1 ? 'place' : 'places'} had ${all}`
  return { says, more: partly > 0 ? [`${partly} more had only a part of it.`] : [] }
}

type Chosen = DecisionRecord['chosen'][number]

function choice({ chosen, cost, gap }: DecisionRecord, names: Names): Step {
  const [first] = chosen
  if (chosen.length === 1 && first) {
    const was = gap === 0 ? 'was cheapest' : 'was taken'
    const says = `${names.place(first.locationId)} ${was}: ${moneyOf(cost, names)}`
    return { says, more: [termsAlone(first, names)] }
  }
  const were = gap === 0 ? 'were cheapest' : 'were needed'
  const says = `${chosen.length} parcels ${were}: ${moneyOf(cost, names)} together`
  return { says, more: chosen.map((one) => parcelText(one, names)) }
}

function parcelText(one: Chosen, names: Names): string {
  const goods = one.units.map(([skuId, quantity]) => goodsText(skuId, quantity, names))
  const away = one.km === null ? '' : `, ${distanceText(one.km)} away,`
  const price = `${moneyOf(one.cost.total, names)} (${termsOf(one, names)})`
  return `${names.place(one.locationId)}${away} sends ${listed(goods)} for ${price}.`
}

function termsAlone(one: Chosen, names: Names): string {
  const text = `${termsOf(one, names)}.`
  if (one.km !== null) return `It is ${distanceText(one.km)} away: ${text}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What a cost is made of, in the currency that the sum names: `carriage 6.07, parcel 0.60`. */
function termsOf({ cost }: Chosen, names: Names): string {
  const terms: [string, number][] = [
    ['carriage', cost.freight],
    ['handling', cost.handling],
    ['parcel', cost.parcel],
  ]
  return terms
    .filter(([, value]) => value !== 0)
    .map(([term, value]) => `${term} ${formatCost(value, names.currency).split(' ')[0]}`)
    .join(', ')
}

function proof(record: DecisionRecord, names: Names): Step {
  const { candidates, gap, plan } = record
  const more: string[] = []
  if (gap === 0) more.push(`Every combination of the ${candidates.length} places was weighed.`)
  if (gap > 0) more.push('There were too many combinations to weigh them all.')
  if (plan.strategy === 'priority') more.push('The channel takes its places in a fixed order.')
  if (plan.strategy === 'nearest') more.push('The channel takes the nearest place first.')
  more.push(...alternativeText(record, names))
  if (gap === 0) return { says: 'No other way was cheaper', more }
  if (gap < 0) return { says: 'That is a rule of the channel', more }
  return { says: `At most ${moneyOf(gap, names)} more than the cheapest way`, more }
}

function alternativeText({ alternative, chosen }: DecisionRecord, names: Names): string[] {
  if (!alternative) return []
  const { locationId, dearerBy } = alternative
  const place = names.place(locationId)
  const than = differenceText(dearerBy, names)
  const isNext = chosen.length === 1 && dearerBy >= 0
  return [isNext ? `Next was ${place}: ${than}.` : `${place} alone would have cost ${than}.`]
}

function waiting({ short }: DecisionRecord, names: Names): Step {
  const goods = short.map(({ skuId, wanted, available }) => {
    return goodsText(skuId, wanted - available, names)
  })
  const more = 'It is served, the oldest order first, when stock comes.'
  return { says: `Waits for stock: ${listed(goods)}`, more: [more] }
}

/** A place in the comparison: how far, what all of it would have cost from there, what became. */
export type Place = {
  name: string
  km: string
  alone: string
  isChosen: boolean
  /** Each a line by itself. */
  verdict: string[]
}

/** The places that had something: the chosen, then by cost, then those that had only a part. */
export function placesOf(record: DecisionRecord, names: Names): Place[] {
  const chosen = new Set(record.chosen.map(({ locationId }) => locationId))
  const missing = missingBy(record)
  const inOrder = record.candidates.toSorted(([a, , x], [b, , y]) => {
    return Number(chosen.has(b)) - Number(chosen.has(a)) || (x ?? Infinity) - (y ?? Infinity) || 0
  })
  return inOrder.map(([id, km, alone]) => ({
    name: names.place(id),
    km: km === null ? '' : km < 1 ? '< 1 km' : distanceText(km),
    alone: alone === null ? '' : moneyOf(alone, names),
    isChosen: chosen.has(id),
    verdict:
      alone === null ? lacks(missing.get(id), names) : [differenceText(alone - record.cost, names)],
  }))
}

/** Which SKUs a place lacked, or had stopped selling. */
function missingBy({ excluded }: DecisionRecord): Map<number, number[]> {
  const missing = new Map<number, number[]>()
  const { no_stock: none, sku_paused: paused, not_found_there: lost } = excluded
  for (const one of [...(none ?? []), ...(paused ?? []), ...(lost ?? [])]) {
    if (typeof one === 'number') continue
    missing.set(one[0], [...(missing.get(one[0]) ?? []), one[1]])
  }
  return missing
}

function lacks(skuIds: readonly number[] | undefined, names: Names): string[] {
  if (!skuIds) return ['Had too few']
  return skuIds.map((id) => `No ${brief(names.sku(id).name)}`)
}

/** Names of a reason; a network has hundreds of places, and the rest says nothing new. */
const NAMES = 8

/** Why other places had no part in it, a sentence for each reason. */
export function leftOut({ candidates, excluded }: DecisionRecord, names: Names): string[] {
  const told = new Set(candidates.map(([id]) => id))
  return Object.entries(excluded).flatMap(([why, places]) => {
    const ids = new Set(places.map((place) => (typeof place === 'number' ? place : place[0])))
    const fresh = [...ids.difference(told)]
    for (const id of fresh) told.add(id)
    // Who collects knows where; that it is no other place is no news.
    if (fresh.length === 0 || why === 'not_the_pickup_location') return []
    const shown = fresh.slice(0, NAMES).map((id) => names.place(id))
    const rest = fresh.length - shown.length
    if (rest > 0) shown.push(`${rest} more`)
    return [`${REASONS[why] ?? 'Left out'}: ${listed(shown)}.`]
  })
}

const REASONS: Record<string, string> = {
  not_in_pool: 'Not sold from by this channel',
  location_archived: 'Closed for good',
  location_paused: 'Paused',
  does_not_ship: 'Sends no parcels',
  no_pickup: 'No collection there',
  no_freight: 'No carriage from there',
  declined: 'Declined this order before',
  sku_paused: 'Not sold there at present',
  not_found_there: 'Could not find it before',
  no_stock: 'Sold out',
}

function goodsText(skuId: number, units: number, names: Names): string {
  const { name, unit, decimals } = names.sku(skuId)
  const count = quantityText(quantityOf(units, decimals), unit)
  return `${unbroken(`${count} × `)}${brief(name)}`
}

function distanceText(km: number): string {
  return unbroken(km < 1 ? 'less than 1 km' : `${km.toLocaleString('en-GB')} km`)
}

function differenceText(cost: number, names: Names): string {
  if (cost === 0) return 'just as much'
  return unbroken(cost > 0 ? `${moneyOf(cost, names)} more` : `${moneyOf(-cost, names)} less`)
}

function moneyOf(cost: number, { currency }: Names): string {
  return unbroken(formatCost(cost, currency))
}
