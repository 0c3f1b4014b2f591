import { COST_UNITS, digitsOf, type Condition, type Rule, type Wish } from './tongue.ts'

export type Of = Condition['of']
export const CONDITIONS: readonly Of[] = [
  'channel',
  'method',
  'country',
  'region',
  'postcode',
  'customer',
  'customer_tag',
  'category',
  'sku_tag',
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
export const RANKINGS = ['nearest', 'most_stock', 'least_busy', 'priority'] as const
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
  byWorkload: boolean
  stockBelow: string
}
export type TypedNever = {
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
  return { key: newKey(), of, not: false, lines: 'any', in: [], from: '', below: '' }
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
  byWorkload: false,
  stockBelow: '',
})
const noLimits: TypedNever = {
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
export const isOfGoods = (of: Of) => of === 'sku' || of === 'category' || of === 'sku_tag'

const GRAMS = 1000
const MM = 10

/** How many of what the API counts in are one of what people type: cents, grams, mm. */
export function scaleOf(of: Of, currency: string | undefined): number {
  if (of === 'value') return 10 ** digitsOf(currency)
  if (of === 'weight') return GRAMS
  return of === 'longest' ? MM : 1
}

const shown = (value: number | undefined, scale: number) => {
  return value === undefined ? '' : String(value / scale)
}
const dayText = (moment: Date) => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** A rule as it is typed. */
export function typedOf(rule: Omit<Rule, 'id' | 'off'>, currency: string | undefined): Typed {
  const { name, when, use, choose, never, wishes, otherwise, from, until } = rule
  const ranked = choose.by === 'ranking' ? choose : undefined
  const empty = emptyTyped()
  return {
    name,
    when: when.map((condition) => typedCondition(condition, currency)),
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
      maxKm: shown(never.maxKm, 1),
      maxParcels: shown(never.maxParcels, 1),
      maxParcelsPerLine: shown(never.maxParcelsPerLine, 1),
      belowValue: shown(never.noSplitBelow?.value, scaleOf('value', currency)),
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

function typedCondition(condition: Condition, currency: string | undefined): TypedCondition {
  const typed = { ...emptyCondition(condition.of), not: condition.not ?? false }
  if ('in' in condition) {
    const lines = 'lines' in condition ? condition.lines : 'any'
    return { ...typed, lines, in: condition.in.map(String) }
  }
  if (condition.of === 'hours' || condition.of === 'wanted_on') {
    return { ...typed, from: condition.from ?? '', below: condition.until ?? '' }
  }
  const scale = scaleOf(condition.of, currency)
  return { ...typed, from: shown(condition.from, scale), below: shown(condition.below, scale) }
}

function typedWish(wish: Wish): TypedWish {
  const { places, except, goods, perParcel, perUnit, byWorkload, stockBelow } = wish
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
