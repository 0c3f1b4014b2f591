import type { Item } from '../../lib/api.ts'
import { listed } from '../../lib/listed.ts'
import { dayName, wallTime } from '../../lib/wall-time.ts'
import type { Words } from '../words/index.ts'
import type { SentenceWords } from './words-sentence.en.ts'

export type Rule = Omit<Item<'/v1/availability-rules'>, 'drafted'>
/** What a sentence says of a rule; its own name is not in it. */
export type Said = Omit<Rule, 'id' | 'name'>

/** What a sentence is said with: words, and names for codes. */
export type Tongue = {
  language: string
  said: SentenceWords
  methods: Words['order']['methods']
  kinds: Words['locations']['kinds']
  place: (code: string) => string
  channel: (code: string) => string
  group: (code: string) => string
}

/** Kinds that count over all locations: to name one is refused. */
const overAll = new Set<string>(['threshold', 'quota', 'purchase_limit', 'hold_limit'])

/** Kinds whose number is one over all the places that they are about, not one for each of them. */
const together = new Set<string>([...overAll, 'ring_fence', 'pre_order', 'backorder'])

export const isOverAll = (kind: string): boolean => overAll.has(kind)

/** A rule in one sentence, from its terms and nothing else: what it says is what is done. */
export function sentenceOf(rule: Said, tongue: Tongue): string {
  const { said } = tongue
  const rest = [...termsAfter(rule, tongue), ...whoOf(rule, tongue), ...whenOf(rule, tongue)]
  const place = placeOf(rule, tongue)
  return [
    mainOf(rule, tongue),
    ...(place === undefined ? [] : [said.beforePlace, place]),
    ...rest.flatMap((part) => [said.beforeRest, part]),
    said.end,
  ].join('')
}

function mainOf(rule: Said, { said, language }: Tongue): string {
  const { terms } = rule
  const of = { sku: rule.sku, category: rule.category, tag: rule.skuTag }
  const units = (value: number | null) => new Intl.NumberFormat(language).format(value ?? 0)
  const share = (value: number | null) => percentText(language, value ?? 0)
  switch (terms.kind) {
    case 'pool':
      return said.pool(of, terms.sells)
    case 'eligibility':
      return said.eligibility(of, terms.eligible)
    case 'safety_stock':
      if (terms.percent !== null) return said.safetyShare(of, share(terms.percent))
      return said.safetyStock(of, units(terms.quantity))
    case 'threshold':
      return said.threshold(of, units(terms.quantity))
    case 'quota':
      return said.quota(of, units(terms.quantity))
    case 'ring_fence':
      if (terms.percent !== null) return said.ringFenceShare(of, share(terms.percent))
      return said.ringFence(of, units(terms.quantity))
    case 'purchase_limit': {
      const [least, most] = [units(terms.minQuantity), units(terms.quantity)]
      if (terms.minQuantity === null) return said.purchaseLimit[terms.per](of, most)
      return terms.quantity === null ? said.least(of, least) : said.leastAndMost(of, least, most)
    }
    case 'hold_limit':
      return said.holdLimit(of, terms.minutes)
    case 'pre_order':
      return said.preOrder(of, terms.withinDays)
    case 'backorder':
      return said.backorder(of, units(terms.quantity))
  }
}

/** What the terms say besides. */
function termsAfter({ terms }: Said, { said, language }: Tongue): string[] {
  const units = (value: number) => new Intl.NumberFormat(language).format(value)
  switch (terms.kind) {
    case 'purchase_limit':
      return terms.days === null ? [] : [said.withinDays(terms.days)]
    case 'hold_limit':
      return [
        said.extended(terms.extensions),
        ...(terms.open === null ? [] : [said.open[terms.per](terms.open)]),
      ]
    case 'pre_order':
      return [
        ...(terms.minConfidence === 0
          ? []
          : [said.certain(percentText(language, terms.minConfidence))]),
        ...(terms.quantity === null ? [] : [said.atMost(units(terms.quantity))]),
      ]
    case 'backorder':
      return [said.sentWithin(terms.days)]
    default:
      return []
  }
}

function percentText(language: string, percent: number): string {
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 })
  return format.format(percent / 100)
}

function placeOf(rule: Said, { said, place, group, kinds }: Tongue): string | undefined {
  const { kind } = rule.terms
  const before = kind === 'pool' || kind === 'eligibility' ? said.from : said.at
  if (rule.location !== null) return `${before} ${said.location(place(rule.location))}`
  const { locationTag: tag, locationKind } = rule
  if (rule.group === null && tag === null && locationKind === null) {
    // What counts over all locations does not say so each time.
    return together.has(kind) ? undefined : `${before} ${said.everyLocation}`
  }
  const like = {
    group: rule.group === null ? null : group(rule.group),
    tag,
    kind: locationKind === null ? null : kinds[locationKind],
  }
  return `${before} ${said.locations(like)}`
}

function whoOf({ channel: code, method }: Said, { said, channel, methods }: Tongue): string[] {
  return [
    code === null ? said.allChannels : said.channel(channel(code)),
    ...(method === null ? [] : [said.method(methods[method])]),
  ]
}

function whenOf({ weekdays, hours, from, until }: Said, { said, language }: Tongue): string[] {
  const names = weekdays?.toSorted((a, b) => a - b).map((day) => dayName(language, day))
  return [
    ...(names ? [said.weekdays(listed(language, names))] : []),
    ...(hours ? [said.hours(wallTime(language, hours.from), wallTime(language, hours.to))] : []),
    ...(from === null ? [] : [said.since(momentText(language, from, 0))]),
    ...(until === null ? [] : [said.until(momentText(language, until, -1))]),
  ]
}

/** A day where it is the midnight with which it begins (or, `by` -1, after which it is over). */
function momentText(language: string, at: string, by: 0 | -1): string {
  const moment = new Date(at)
  const isMidnight = moment.getHours() === 0 && moment.getMinutes() === 0
  if (!isMidnight) {
    const exact = { dateStyle: 'long', timeStyle: 'short' } as const
    return new Intl.DateTimeFormat(language, exact).format(moment)
  }
  moment.setDate(moment.getDate() + by)
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(moment)
}
