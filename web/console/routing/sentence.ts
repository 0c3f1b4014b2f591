import type { SentenceWords } from './words-sentence.en.ts'
import { dayName } from '../../lib/wall-time.ts'
import { conditionText, dayOfYearText, dayText } from './condition-text.ts'
import { scaleOf } from './draft.ts'
import {
  COST_UNITS,
  either,
  moneyText,
  type Closing,
  type Places,
  type Rule,
  type Tier,
  type Tongue,
  type Wish,
} from './tongue.ts'

/** A piece of a sentence; what a person chose stands in a chip. */
export type Part = { says: string; isChip?: true }

const GRAPH = /^[,;.،؛]/u

/** A rule in one sentence, from its terms and nothing else: what it says is what is done. */
export function sentenceOf(rule: Omit<Rule, 'id' | 'name' | 'off'>, tongue: Tongue): Part[] {
  const { said } = tongue
  const parts: Part[] = [
    ...whenOf(rule, tongue),
    ...useOf(rule, tongue),
    ...chooseOf(rule, tongue),
    ...neverOf(rule, tongue),
    ...rule.wishes.flatMap((wish) => [{ says: said.separator }, text(wishText(wish, tongue))]),
    { says: said.elseLead },
    chip(said.otherwise[rule.otherwise]),
  ]
  const dates = datesOf(rule, tongue)
  return dates === '' ? parts : [...parts, text(`${said.comma}${dates}`)]
}

/** The sentence as plain text. */
export function plain(parts: readonly Part[]): string {
  return parts.map(({ says }, i) => spaceBefore(says, i) + says).join('')
}

/** What stands before a piece: nothing at the beginning and before a comma. */
export function spaceBefore(says: string, index: number): string {
  return index === 0 || GRAPH.test(says) ? '' : ' '
}

const text = (says: string): Part => ({ says })
const chip = (says: string): Part => ({ says, isChip: true })

function whenOf({ when }: Pick<Rule, 'when'>, tongue: Tongue): Part[] {
  const { said } = tongue
  if (when.length === 0) return [text(said.forAny), chip(said.anyDelivery)]
  return when.flatMap((condition, i) => [
    text(i === 0 ? said.when : said.and),
    chip(conditionText(condition, tongue)),
  ])
}

const costText = (cost: number, tongue: Tongue) => moneyText(cost / COST_UNITS, tongue)

function useOf({ use }: Pick<Rule, 'use'>, tongue: Tongue): Part[] {
  const { said, language } = tongue
  return use.flatMap(({ keeps, opensToSave, ...tier }, i) => {
    const kept = keeps !== undefined && said.keeps(new Intl.NumberFormat(language).format(keeps))
    const opens = opensToSave !== undefined && i > 0 && said.opens(costText(opensToSave, tongue))
    const more = `${kept || ''}${opens || ''}`
    const parts = [text(i === 0 ? said.use : said.thenUse), chip(amongText(tier, tongue))]
    if (more === '') return parts
    // What follows is about all places again.
    return [...parts, text(i === use.length - 1 ? `${more}${said.comma.trim()}` : more)]
  })
}

/** Places, less those that are not meant. */
export function amongText(of: Pick<Tier, 'places' | 'except'>, tongue: Tongue): string {
  const { said } = tongue
  const places = placesText(of.places, tongue)
  const isLess = of.except !== undefined && !isAnywhere(of.except)
  return isLess ? said.except(places, placesText(of.except!, tongue)) : places
}

export function isAnywhere(places: Places): boolean {
  return Object.values(places).every((list) => list === undefined || list.length === 0)
}

function placesText(places: Places, tongue: Tongue): string {
  const { said, language } = tongue
  const { kinds } = said
  const { locations, groups, tags, owners, partners, countries, regions } = places
  const names = (list: readonly string[] | undefined, nameOf: (code: string) => string) => {
    return list && list.length > 0 ? either(language, list.map(nameOf)) : undefined
  }
  const same = (name: string) => name
  const one = names(locations, tongue.place)
  const kind = names(places.kinds, (code) => kinds[code as keyof typeof kinds] ?? code)
  const head = one ?? kind ?? (isAnywhere(places) ? said.allPlaces : said.places)
  const rest: [keyof SentenceWords['placed'], string | undefined][] = [
    ['kind', one === undefined ? undefined : kind],
    ['group', names(groups, tongue.group)],
    ['tag', names(tags, same)],
    ['owner', names(owners, tongue.owner)],
    ['partner', names(partners, tongue.partner)],
    ['country', names(countries, tongue.country)],
    ['region', names(regions, same)],
  ]
  const told = rest.flatMap(([of, name]) => (name === undefined ? [] : [said.placed[of](name)]))
  return [head, ...told].join(' ')
}

function chooseOf({ choose }: Pick<Rule, 'choose'>, { said }: Tongue): Part[] {
  if (choose.by === 'least_cost') return [text(said.leastLead), chip(said.leastCost)]
  const ranked = choose.ranking.map((one) => said.rankings[one]).join(said.thenBy)
  const parts = [text(said.rankedLead), chip(ranked)]
  return choose.completeFirst ? [...parts, text(said.completeFirst)] : parts
}

function neverOf({ never }: Pick<Rule, 'never'>, tongue: Tongue): Part[] {
  const limits = limitTexts(never, tongue)
  const { said, language } = tongue
  return limits.length === 0 ? [] : [text(said.never(either(language, limits)))]
}

function limitTexts(never: Rule['never'], tongue: Tongue): string[] {
  const { said, language, digits } = tongue
  const { limits } = said
  const told: string[] = []
  const { maxKm, services, maxParcels, noSplitBelow: below, together } = never
  if (never.onTime) told.push(limits.onTime)
  if (never.sameDay) told.push(limits.sameDay)
  if (maxKm !== undefined) {
    const unit = { style: 'unit', unit: 'kilometer' } as const
    told.push(limits.maxKm(new Intl.NumberFormat(language, unit).format(maxKm)))
  }
  if (never.sameCountry) told.push(limits.sameCountry)
  never.closed?.forEach((closing) => told.push(closedText(closing, tongue)))
  if (services) told.push(limits.services(either(language, services.map(tongue.service))))
  if (maxParcels !== undefined) told.push(limits.maxParcels(maxParcels))
  if (never.wholeLines) told.push(limits.wholeLines)
  if (never.shipComplete) told.push(limits.shipComplete)
  if (below?.value !== undefined) {
    told.push(limits.splitBelow(moneyText(below.value / scaleOf('value', digits), tongue)))
  }
  if (below?.units !== undefined) told.push(limits.splitBelowUnits(below.units))
  const { maxParcelsPerLine: perLine, alone } = never
  if (perLine !== undefined) told.push(limits.perLine(perLine))
  if (alone) told.push(limits.alone(new Intl.ListFormat(language).format(alone)))
  if (together) told.push(limits.together(new Intl.ListFormat(language).format(together)))
  return told
}

/** From where it never comes on which days. */
function closedText({ weekdays, from, until, yearly, ...among }: Closing, tongue: Tongue): string {
  const { said, language } = tongue
  const isAny = isAnywhere(among.places) && (!among.except || isAnywhere(among.except))
  const isYearly = yearly === true && from !== undefined && until !== undefined
  const textOf = isYearly ? dayOfYearText : dayText
  const [first, last] = [from, until].map((day) => day && textOf(language, day))
  const days = weekdays?.map((day) => dayName(language, day))
  return said.limits.closed({
    places: isAny ? said.anyPlace : amongText(among, tongue),
    weekdays: days && either(language, days),
    from: first,
    until: last,
    isYearly,
  })
}

/** What a wish is worth, as it is weighed: `a parcel from Stores counts €1.50 less`. */
export function wishText(wish: Wish, tongue: Tongue): string {
  const { said, language } = tongue
  const among = amongText(wish, tongue)
  const { goods, perParcel, perUnit, perRank, byWorkload, stockBelow } = wish
  const lists = { categories: goods?.categories, tags: goods?.skuTags }
  const which = said.wishGoods(
    lists.categories && either(language, lists.categories),
    lists.tags && either(language, lists.tags),
    goods?.skus && either(language, goods.skus),
  )
  const worth = (cost: number) => said.counts(costText(Math.abs(cost), tongue), cost < 0)
  const told: string[] = []
  if (perParcel !== undefined && byWorkload) {
    told.push(said.wishBusy(among, costText(perParcel, tongue)))
  } else if (perParcel !== undefined) {
    told.push(said.wishParcel(among, worth(perParcel)))
  }
  if (perRank !== undefined) told.push(said.wishRank(among, costText(perRank, tongue)))
  if (perUnit !== undefined && stockBelow !== undefined) {
    told.push(said.wishStock(which, among, costText(perUnit, tongue), stockBelow))
  } else if (perUnit !== undefined) told.push(said.wishUnit(which, among, worth(perUnit)))
  return told.join(said.comma)
}

function datesOf(
  { from, until }: Pick<Rule, 'from' | 'until'>,
  { said, language }: Tongue,
): string {
  const told: string[] = []
  if (from !== null) told.push(said.since(momentText(language, from, 0)))
  if (until !== null) told.push(said.until(momentText(language, until, -1)))
  return told.join(' ')
}

/** A day where it is the midnight with which it begins (or, `by` -1, after which it is over). */
function momentText(language: string, at: string, by: 0 | -1): string {
  const moment = new Date(at)
  const isMidnight = moment.getHours() === 0 && moment.getMinutes() === 0
  if (!isMidnight) {
    const exact = { dateStyle: 'medium', timeStyle: 'short' } as const
    return new Intl.DateTimeFormat(language, exact).format(moment)
  }
  moment.setDate(moment.getDate() + by)
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(moment)
}
