import {
  COST_UNITS,
  PLAIN_DIGITS,
  type Alternative,
  type Condition,
  type Rule,
  type Wish,
} from './tongue.ts'

export type Of = Condition['of'] | 'all_of'
/** What a condition may be about, within several of which one must be so too. */
export const PLAIN: readonly Of[] = [
  'channel',
  'method',
  'country',
  'region',
  'postcode',
  'customer',
  'customer_tag',
  'order_tag',
  'category',
  'sku_tag',
  'hazard',
  'sku',
  'value',
  'units',
  'lines',
  'weight',
  'longest',
  'wanted_in',
  'wanted_on',
  'weekday',
  'hours',
]
export const CONDITIONS: readonly Of[] = [...PLAIN, 'any_of']
/** Of what one of several may be: several more that must all be so, and no further. */
export const WITHIN = { any_of: [...PLAIN, 'all_of'], all_of: PLAIN } as const
export const isSeveral = (of: Of): of is keyof typeof WITHIN => of in WITHIN
export const PLACES = [
  'locations',
  'groups',
  'kinds',
  'tags',
  'owners',
  'partners',
  'countries',
  'regions',
] as const
export type PlaceList = (typeof PLACES)[number]
export const RANKINGS = ['nearest', 'soonest', 'most_stock', 'least_busy', 'priority'] as const
export type Ranking = (typeof RANKINGS)[number]
export const FALLBACKS = ['next_rule', 'channel', 'accept', 'ask', 'refuse', 'cancel'] as const

/** What is typed of a rule: texts, until they are sent. Keys tell moved rows apart. */
export type TypedCondition = {
  key: number
  of: Of
  not: boolean
  lines: 'any' | 'all'
  in: readonly string[]
  from: string
  below: string
  /** One of these must be so, or all. */
  any: readonly TypedCondition[]
}
export type TypedPlaces = Partial<Record<PlaceList, readonly string[]>>
export type TypedTier = {
  key: number
  places: TypedPlaces
  except: TypedPlaces
  keeps: string
  opens: string
}
export type TypedWish = {
  key: number
  places: TypedPlaces
  except: TypedPlaces
  categories: readonly string[]
  skuTags: readonly string[]
  skus: readonly string[]
  /** Amounts speak for these places, or against them. */
  isFor: boolean
  parcel: string
  unit: string
  rank: string
  byWorkload: boolean
  stockBelow: string
}
export type TypedClosing = {
  key: number
  places: TypedPlaces
  except: TypedPlaces
  weekdays: readonly number[]
  from: string
  until: string
  yearly: boolean
}
export type TypedNever = {
  closed: readonly TypedClosing[]
  maxKm: string
  maxParcels: string
  maxParcelsPerLine: string
  belowValue: string
  belowUnits: string
  services: readonly string[]
  together: readonly string[]
  alone: readonly string[]
  sameCountry: boolean
  onTime: boolean
  sameDay: boolean
  wholeLines: boolean
  shipComplete: boolean
}
export type Typed = {
  name: string
  when: readonly TypedCondition[]
  use: readonly TypedTier[]
  isRanked: boolean
  ranking: readonly Ranking[]
  completeFirst: boolean
  never: TypedNever
  wishes: readonly TypedWish[]
  otherwise: Rule['otherwise']
  from: string
  until: string
}

let keys = 0
export const newKey = () => (keys += 1)

export const emptyCondition = (of: Of): TypedCondition => {
  const any = isSeveral(of) ? [emptyCondition('channel'), emptyCondition('country')] : []
  return { key: newKey(), of, not: false, lines: 'any', in: [], from: '', below: '', any }
}
export const emptyTier = (): TypedTier => {
  return { key: newKey(), places: {}, except: {}, keeps: '', opens: '' }
}
export const emptyWish = (): TypedWish => ({
  key: newKey(),
  places: {},
  except: {},
  categories: [],
  skuTags: [],
  skus: [],
  isFor: true,
  parcel: '',
  unit: '',
  rank: '',
  byWorkload: false,
  stockBelow: '',
})
export const emptyClosing = (): TypedClosing => {
  return { key: newKey(), places: {}, except: {}, weekdays: [], from: '', until: '', yearly: false }
}
const noLimits: TypedNever = {
  closed: [],
  maxKm: '',
  maxParcels: '',
  maxParcelsPerLine: '',
  belowValue: '',
  belowUnits: '',
  services: [],
  together: [],
  alone: [],
  sameCountry: false,
  onTime: false,
  sameDay: false,
  wholeLines: false,
  shipComplete: false,
}

export const emptyTyped = (): Typed => ({
  name: '',
  when: [],
  use: [emptyTier()],
  isRanked: false,
  ranking: ['nearest', 'most_stock'],
  completeFirst: true,
  never: noLimits,
  wishes: [],
  otherwise: 'next_rule',
  from: '',
  until: '',
})

const MEASURED = new Set<Of>(['value', 'units', 'lines', 'weight', 'longest', 'wanted_in'])
export const isMeasured = (of: Of) => MEASURED.has(of)
const GOODS = new Set<Of>(['sku', 'category', 'sku_tag', 'hazard'])
export const isOfGoods = (of: Of) => GOODS.has(of)

const GRAMS = 1000
const MM = 10

/** How many of what the API counts in are one of what people type: cents, grams, mm. */
export function scaleOf(of: Of, digits = PLAIN_DIGITS): number {
  if (of === 'value') return 10 ** digits
  if (of === 'weight') return GRAMS
  return of === 'longest' ? MM : 1
}

export const shown = (value: number | undefined, scale: number) => {
  return value === undefined ? '' : String(value / scale)
}
const dayText = (moment: Date) => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** A rule as it is typed, amounts with so many digits in their minor unit. */
export function typedOf(rule: Omit<Rule, 'id' | 'off'>, digits: number | undefined): Typed {
  const { name, when, use, choose, never, wishes, otherwise, from, until } = rule
  const ranked = choose.by === 'ranking' ? choose : undefined
  const empty = emptyTyped()
  return {
    name,
    when: when.map((condition) => typedCondition(condition, digits)),
    use: use.map(({ places, except, keeps, opensToSave }) => ({
      ...emptyTier(),
      places,
      except: except ?? {},
      keeps: shown(keeps, 1),
      opens: shown(opensToSave, COST_UNITS),
    })),
    isRanked: ranked !== undefined,
    ranking: ranked?.ranking ?? empty.ranking,
    completeFirst: ranked?.completeFirst ?? empty.completeFirst,
    never: {
      ...noLimits,
      closed: (never.closed ?? []).map((one) => ({ ...emptyClosing(), ...one })),
      maxKm: shown(never.maxKm, 1),
      maxParcels: shown(never.maxParcels, 1),
      maxParcelsPerLine: shown(never.maxParcelsPerLine, 1),
      belowValue: shown(never.noSplitBelow?.value, scaleOf('value', digits)),
      belowUnits: shown(never.noSplitBelow?.units, 1),
      services: never.services ?? [],
      together: never.together ?? [],
      alone: never.alone ?? [],
      sameCountry: never.sameCountry ?? false,
      onTime: never.onTime ?? false,
      sameDay: never.sameDay ?? false,
      wholeLines: never.wholeLines ?? false,
      shipComplete: never.shipComplete ?? false,
    },
    wishes: wishes.map(typedWish),
    otherwise,
    from: from === null ? '' : dayText(new Date(from)),
    until: until === null ? '' : dayText(new Date(Date.parse(until) - 1)),
  }
}

function typedCondition(condition: Condition | Alternative, digits?: number): TypedCondition {
  if (condition.of === 'any_of' || condition.of === 'all_of') {
    const any = condition.conditions.map((one) => typedCondition(one, digits))
    return { ...emptyCondition(condition.of), any }
  }
  const typed = { ...emptyCondition(condition.of), not: condition.not ?? false }
  if ('in' in condition) {
    const lines = 'lines' in condition ? condition.lines : 'any'
    return { ...typed, lines, in: condition.in.map(String) }
  }
  if (condition.of === 'hours' || condition.of === 'wanted_on') {
    return { ...typed, from: condition.from ?? '', below: condition.until ?? '' }
  }
  const scale = scaleOf(condition.of, digits)
  return { ...typed, from: shown(condition.from, scale), below: shown(condition.below, scale) }
}

function typedWish(wish: Wish): TypedWish {
  const { places, except, goods, perParcel, perUnit, perRank, byWorkload, stockBelow } = wish
  const isFor = (perParcel ?? perUnit ?? 0) < 0
  const sign = isFor ? -1 : 1
  const amount = (cost: number | undefined) => {
    return cost === undefined ? '' : String((sign * cost) / COST_UNITS)
  }
  return {
    ...emptyWish(),
    places,
    except: except ?? {},
    categories: goods?.categories ?? [],
    skuTags: goods?.skuTags ?? [],
    skus: goods?.skus ?? [],
    isFor,
    parcel: amount(perParcel),
    unit: amount(perUnit),
    rank: shown(perRank, COST_UNITS),
    byWorkload: byWorkload ?? false,
    stockBelow: stockBelow === undefined ? '' : String(stockBelow),
  }
}

/** What is the dearer, the more of it there is, speaks against a place, whatever else is said. */
export const speaksFor = ({ isFor, byWorkload, stockBelow }: TypedWish): boolean => {
  return isFor && !byWorkload && stockBelow.trim() === ''
}

export const numberIn = (typed: string): number => {
  return typed.trim() === '' ? Number.NaN : Number(typed.trim().replace(',', '.'))
}
