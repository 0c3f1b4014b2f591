import type { Choice } from '../../ui/form/field.tsx'
import { endOfDay, startOfDay } from '../../lib/day.ts'
import { isOverAll, type Rule, type Said } from './sentence.ts'

export type Kind = Rule['terms']['kind']
export type Terms = Rule['terms']

export const KINDS: readonly Kind[] = [
  'pool',
  'eligibility',
  'safety_stock',
  'threshold',
  'quota',
  'ring_fence',
  'purchase_limit',
  'hold_limit',
  'pre_order',
  'backorder',
]

/** What is typed about a rule: texts, until they are sent. */
export type Draft = Record<(typeof TEXTS)[number], string> & {
  kind: Kind
  /** For kinds that say yes or no. */
  isYes: boolean
  isPercent: boolean
  per: 'order' | 'customer' | 'address'
  weekdays: readonly number[]
}
const TEXTS = [
  'name',
  'sku',
  'category',
  'skuTag',
  'location',
  'group',
  'locationTag',
  'locationKind',
  'channel',
  'method',
  'from',
  'fromTime',
  'until',
  'untilTime',
  'hoursFrom',
  'hoursTo',
  'quantity',
  'minQuantity',
  'percent',
  'days',
  'minutes',
  'extensions',
  'open',
  'withinDays',
  'minConfidence',
] as const

export type Field = keyof Draft
export const emptyDraft: Draft = {
  name: '',
  kind: 'safety_stock',
  isYes: false,
  isPercent: false,
  per: 'order',
  weekdays: [],
  sku: '',
  category: '',
  skuTag: '',
  location: '',
  group: '',
  locationTag: '',
  locationKind: '',
  channel: '',
  method: '',
  from: '',
  fromTime: '',
  until: '',
  untilTime: '',
  hoursFrom: '',
  hoursTo: '',
  quantity: '1',
  minQuantity: '',
  percent: '10',
  days: '',
  minutes: '15',
  extensions: '0',
  open: '',
  withinDays: '30',
  minConfidence: '0',
}

const dayText = (moment: Date) => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** The time of the day; empty where it is the midnight between two days. */
const timeText = (moment: Date) => {
  const two = (value: number) => String(value).padStart(2, '0')
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`
  return time === '00:00' ? '' : time
}

/** The last day on which something that ends then still counts. */
function lastDay(until: string): string {
  return dayText(new Date(Date.parse(until) - 1))
}

/** The moment of a day and a time; without a time the day begins, or ends, with it. */
function momentOf(which: 'from' | 'until', day: string, time: string): string | null {
  if (day === '' || time === '') return (which === 'from' ? startOfDay : endOfDay)(day) ?? null
  const moment = new Date(`${day}T${time}`)
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString()
}

const text = (value: string | number | null | undefined) => String(value ?? '')

export function draftOf(rule: Rule): Draft {
  const terms: Partial<Record<string, string | number | boolean | null>> = rule.terms
  const shown = (name: keyof Draft) => {
    return name in terms ? text(terms[name] as number | null) : (emptyDraft[name] as string)
  }
  const isPercent = terms['percent'] !== undefined && terms['percent'] !== null
  const about = TEXTS.slice(0, 10).map((name) => [name, text(rule[name as 'sku'])])
  return {
    ...emptyDraft,
    ...Object.fromEntries(about),
    kind: rule.terms.kind,
    isYes: terms['sells'] === true || terms['eligible'] === true,
    isPercent,
    per: (terms['per'] as Draft['per'] | undefined) ?? 'order',
    weekdays: rule.weekdays ?? [],
    from: rule.from === null ? '' : dayText(new Date(rule.from)),
    fromTime: rule.from === null ? '' : timeText(new Date(rule.from)),
    until: rule.until === null ? '' : lastDay(rule.until),
    untilTime: rule.until === null ? '' : timeText(new Date(rule.until)),
    hoursFrom: text(rule.hours?.from),
    hoursTo: text(rule.hours?.to),
    quantity: isPercent ? emptyDraft.quantity : shown('quantity'),
    minQuantity: shown('minQuantity'),
    percent: isPercent ? shown('percent') : emptyDraft.percent,
    days: shown('days'),
    minutes: shown('minutes'),
    extensions: shown('extensions'),
    open: shown('open'),
    withinDays: shown('withinDays'),
    minConfidence: shown('minConfidence'),
  }
}

export const numberIn = (typed: string) => {
  return typed.trim() === '' ? Number.NaN : Number(typed.trim().replace(',', '.'))
}
const orNull = (typed: string) => (typed.trim() === '' ? null : typed.trim())
const countOrNull = (typed: string) => (typed.trim() === '' ? null : numberIn(typed))

export const hasPercent = (kind: Kind) => kind === 'safety_stock' || kind === 'ring_fence'
/** Kinds that say yes or no. */
export const isChoice = (kind: Kind) => kind === 'pool' || kind === 'eligibility'
export const needsChannel = (kind: Kind) => kind === 'quota' || kind === 'ring_fence'

/** Of a limit for one order. */
export function leastAndMost({ quantity, minQuantity }: Draft) {
  return { quantity: countOrNull(quantity), minQuantity: countOrNull(minQuantity) }
}

function termsOf(draft: Draft): Terms {
  const { kind, isYes, isPercent, per } = draft
  const quantity = numberIn(draft.quantity)
  switch (kind) {
    case 'pool':
      return { kind, sells: isYes }
    case 'eligibility':
      return { kind, eligible: isYes }
    case 'safety_stock':
    case 'ring_fence':
      if (isPercent) return { kind, quantity: null, percent: numberIn(draft.percent) }
      return { kind, quantity, percent: null }
    case 'threshold':
    case 'quota':
      return { kind, quantity }
    case 'purchase_limit':
      return per === 'order'
        ? { kind, ...leastAndMost(draft), per, days: null }
        : { kind, quantity, minQuantity: null, per, days: countOrNull(draft.days) }
    case 'hold_limit':
      return {
        kind,
        minutes: numberIn(draft.minutes),
        extensions: numberIn(draft.extensions),
        open: countOrNull(draft.open),
        per: per === 'order' ? 'customer' : per,
      }
    case 'pre_order':
      return {
        kind,
        quantity: countOrNull(draft.quantity),
        withinDays: numberIn(draft.withinDays),
        minConfidence: numberIn(draft.minConfidence),
      }
    case 'backorder':
      return { kind, quantity, days: numberIn(draft.days) }
  }
}

/**
 * The rule as it is typed, as the API takes it. A moment of the rule `before` stays as it was where
 * neither its day nor its time was touched: it may have seconds.
 */
export function ruleOf(draft: Draft, before?: Rule): Said & { name: string } {
  const isAnywhere = isOverAll(draft.kind)
  const place = (typed: string) => (isAnywhere ? null : orNull(typed))
  const was = before && draftOf(before)
  const moment = (which: 'from' | 'until') => {
    const time = `${which}Time` as const
    const isSame = was?.[which] === draft[which] && was[time] === draft[time]
    return before && isSame ? before[which] : momentOf(which, draft[which], draft[time])
  }
  const { hoursFrom, hoursTo, weekdays } = draft
  return {
    name: draft.name.trim(),
    sku: orNull(draft.sku),
    category: orNull(draft.category),
    skuTag: orNull(draft.skuTag),
    location: place(draft.location),
    group: place(draft.group),
    locationTag: place(draft.locationTag),
    locationKind: place(draft.locationKind) as Rule['locationKind'],
    channel: orNull(draft.channel),
    method: orNull(draft.method) as Rule['method'],
    from: moment('from'),
    until: moment('until'),
    weekdays: weekdays.length === 0 ? null : weekdays.toSorted((a, b) => a - b),
    hours: hoursFrom !== '' && hoursTo !== '' ? { from: hoursFrom, to: hoursTo } : null,
    terms: termsOf(draft),
  }
}

/** One that nothing has any more stays where it is. */
export function choicesWith(choices: readonly Choice[], chosen: string): readonly Choice[] {
  const isKnown = chosen === '' || choices.some(({ value }) => value === chosen)
  return isKnown ? choices : [{ value: chosen, label: chosen }, ...choices]
}
