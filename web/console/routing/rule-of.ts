import { endOfDay, startOfDay } from '../../lib/day.ts'
import {
  isMeasured,
  isOfGoods,
  isSeveral,
  numberIn,
  scaleOf,
  speaksFor,
  typedOf,
  type Typed,
  type TypedClosing,
  type TypedCondition,
  type TypedNever,
  type TypedPlaces,
  type TypedTier,
  type TypedWish,
} from './draft.ts'
import {
  COST_UNITS,
  type Closing,
  type Condition,
  type Places,
  type Rule,
  type Tier,
  type Wish,
} from './tongue.ts'

/** What is typed, counted as the API does; left out where nothing is. */
const counted = (typed: string, scale: number) => {
  return typed.trim() === '' ? undefined : Math.round(numberIn(typed) * scale)
}

type Given<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }

/** Without what is not said. */
function given<Fields extends object>(fields: Fields): Given<Fields> {
  const said = Object.entries(fields).filter(([, value]) => value !== undefined && value !== false)
  return Object.fromEntries(said) as Given<Fields>
}
const some = <One>(list: readonly One[]) => (list.length > 0 ? [...list] : undefined)

function placesOf(typed: TypedPlaces): Places {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([of, list]) => (list.length > 0 ? [[of, [...list]]] : [])),
  )
}

function amongOf({ places, except }: Pick<TypedTier, 'places' | 'except'>) {
  const less = placesOf(except)
  return { places: placesOf(places), ...(Object.keys(less).length > 0 && { except: less }) }
}

export type Sent = Omit<Rule, 'id' | 'off'>

/**
 * The rule as the API takes it. A moment of the rule `before` stays as it was where its day was not
 * touched: it may be no midnight.
 */
export function ruleOf(typed: Typed, digits: number | undefined, before?: Sent): Sent {
  const was = before && typedOf(before, digits)
  const moment = (which: 'from' | 'until') => {
    if (before && was?.[which] === typed[which]) return before[which]
    return (which === 'from' ? startOfDay : endOfDay)(typed[which]) ?? null
  }
  const { ranking, completeFirst } = typed
  return {
    name: typed.name.trim(),
    when: typed.when.map((one) => conditionOf(one, digits)),
    use: typed.use.map((tier, i) => tierOf(tier, i)),
    choose: typed.isRanked
      ? { by: 'ranking', ranking: [...ranking], completeFirst }
      : { by: 'least_cost' },
    never: neverOf(typed.never, digits),
    wishes: typed.wishes.map(wishOf),
    otherwise: typed.otherwise,
    from: moment('from'),
    until: moment('until'),
  }
}

function conditionOf(typed: TypedCondition, digits: number | undefined): Condition {
  const { of, lines, from, below } = typed
  const not = typed.not ? { not: true } : {}
  if (isSeveral(of)) {
    const conditions = typed.any.map((one) => conditionOf(one, digits))
    return { of, conditions } as unknown as Condition
  }
  if (of === 'hours') return { of, from, until: below, ...not }
  if (of === 'wanted_on') {
    const days = given({ from: from || undefined, until: below || undefined })
    return { of, ...days, ...not } as Condition
  }
  if (of === 'weekday') return { of, in: typed.in.map(Number).toSorted((a, b) => a - b), ...not }
  if (isMeasured(of)) {
    const scale = scaleOf(of, digits)
    const range = given({ from: counted(from, scale), below: counted(below, scale) })
    return { of, ...range, ...not } as Condition
  }
  const named = { of, in: [...typed.in], ...(isOfGoods(of) && { lines }), ...not }
  return named as Condition
}

function tierOf(typed: TypedTier, index: number): Tier {
  const keeps = counted(typed.keeps, 1)
  const opensToSave = index === 0 ? undefined : counted(typed.opens, COST_UNITS)
  return { ...amongOf(typed), ...given({ keeps, opensToSave }) }
}

function neverOf(typed: TypedNever, digits: number | undefined): Rule['never'] {
  const { sameCountry, onTime, sameDay, wholeLines, shipComplete } = typed
  const below = given({
    value: counted(typed.belowValue, scaleOf('value', digits)),
    units: counted(typed.belowUnits, 1),
  })
  return given({
    closed: some(typed.closed.map(closingOf)),
    maxKm: typed.maxKm.trim() === '' ? undefined : numberIn(typed.maxKm),
    maxParcels: counted(typed.maxParcels, 1),
    maxParcelsPerLine: counted(typed.maxParcelsPerLine, 1),
    noSplitBelow: Object.keys(below).length > 0 ? below : undefined,
    services: some(typed.services),
    together: some(typed.together),
    alone: some(typed.alone),
    sameCountry,
    onTime,
    sameDay,
    wholeLines,
    shipComplete,
  })
}

function closingOf(typed: TypedClosing): Closing {
  const { weekdays, from, until, yearly } = typed
  return {
    ...amongOf(typed),
    ...given({
      weekdays: some(weekdays.toSorted((a, b) => a - b)),
      from: from || undefined,
      until: until || undefined,
      yearly,
    }),
  }
}

function wishOf(typed: TypedWish): Wish {
  const sign = speaksFor(typed) ? -1 : 1
  const cost = (amount: string) => {
    const worth = counted(amount, COST_UNITS)
    return worth === undefined ? undefined : sign * worth
  }
  const goods = given({
    categories: some(typed.categories),
    skuTags: some(typed.skuTags),
    skus: some(typed.skus),
  })
  return {
    ...amongOf(typed),
    ...(Object.keys(goods).length > 0 && { goods }),
    ...given({ perParcel: cost(typed.parcel), perUnit: cost(typed.unit) }),
    ...(typed.byWorkload && { byWorkload: true }),
    ...given({
      perRank: counted(typed.rank, COST_UNITS),
      stockBelow: counted(typed.stockBelow, 1),
    }),
  }
}
