import {
  isMeasured,
  isSeveral,
  numberIn,
  scaleOf,
  type Typed,
  type TypedCondition,
  type TypedNever,
} from './draft.ts'
import { amountTexts } from './amounts.ts'
import { COST_UNITS, type Rule } from './tongue.ts'

export type Fault =
  | 'name'
  | 'choose'
  | 'range'
  | 'number'
  | 'below'
  | 'hours'
  | 'whole'
  | 'several'
  | 'amount'
  | 'ranking'
  | 'worth'
  | 'perUnit'
  | 'lastUnit'
  | 'busy'
  | 'until'
  | 'closing'
  | 'yearly'
  | 'currencies'

/** What is wrong, by the field as the API points at it: `/when/0/below`. */
export type Faults = ReadonlyMap<string, Fault>

const MOST = 1e12

/**
 * All that cannot be sent as it is. `digits`: of the minor units, undefined where they differ;
 * `before`: the rule that is changed, whose amounts stay what they are wherever it decides.
 */
export function faultsOf(
  typed: Typed,
  digits: number | undefined,
  before?: Pick<Rule, 'when' | 'never'>,
): Faults {
  const faults = new Map<string, Fault>()
  const tell = (field: string, fault: Fault) => faults.has(field) || faults.set(field, fault)
  if (typed.name.trim() === '') tell('/name', 'name')
  typed.when.forEach((one, i) => tellCondition(one, (at, fault) => tell(`/when/${i}${at}`, fault)))
  typed.use.forEach(({ keeps, opens }, i) => {
    if (!isNumber(keeps, { least: 1, most: 1e6, isWhole: true })) tell(`/use/${i}/keeps`, 'whole')
    if (i > 0 && !isNumber(opens)) tell(`/use/${i}/opensToSave`, 'amount')
  })
  if (typed.isRanked && typed.ranking.length === 0) tell('/choose', 'ranking')
  const { maxKm, maxParcels, maxParcelsPerLine, belowValue, belowUnits } = typed.never
  if (!isNumber(maxKm, { most: 25_000 })) tell('/never/maxKm', 'number')
  if (!isNumber(maxParcels, { least: 1, most: 100, isWhole: true })) {
    tell('/never/maxParcels', 'whole')
  }
  if (!isNumber(maxParcelsPerLine, { least: 2, most: 100, isWhole: true })) {
    tell('/never/maxParcelsPerLine', 'several')
  }
  if (!isNumber(belowValue, { most: MOST / scaleOf('value', digits) })) {
    tell('/never/noSplitBelow/value', 'amount')
  }
  if (numberIn(belowValue) === 0 && belowUnits.trim() === '') {
    tell('/never/noSplitBelow/value', 'amount')
  }
  if (!isNumber(belowUnits, { least: 1, most: 1e6, isWhole: true })) {
    tell('/never/noSplitBelow/units', 'whole')
  }
  tellClosings(typed.never, tell)
  tellWishes(typed, tell)
  if (digits === undefined) tellUnclear(typed, amountTexts(before, digits), tell)
  const { from, until } = typed
  if (from !== '' && until !== '' && until < from) tell('/until', 'until')
  return faults
}

type Tell = (at: string, fault: Fault) => void

/** Amounts that are new, where a number is as many minor units of each currency. */
function tellUnclear({ when, never }: Typed, kept: ReadonlySet<string>, tell: Tell): void {
  const isNew = (text: string) => text.trim() !== '' && !kept.has(text)
  const ofCondition = ({ of, from, below, any }: TypedCondition, at: string): void => {
    any.forEach((one, i) => ofCondition(one, `${at}/conditions/${i}`))
    if (of !== 'value') return
    if (isNew(from)) tell(`${at}/from`, 'currencies')
    if (isNew(below)) tell(`${at}/below`, 'currencies')
  }
  when.forEach((one, i) => ofCondition(one, `/when/${i}`))
  if (isNew(never.belowValue)) tell('/never/noSplitBelow/value', 'currencies')
}

function tellCondition({ of, in: values, from, below, any }: TypedCondition, tell: Tell): void {
  if (isSeveral(of)) {
    any.forEach((one, i) => {
      tellCondition(one, (at, fault) => tell(`/conditions/${i}${at}`, fault))
    })
    return
  }
  if (of === 'hours') {
    if (from === '' || below === '') tell('', 'hours')
    return
  }
  if (of === 'wanted_on') {
    if (from === '' && below === '') tell('', 'range')
    if (from !== '' && below !== '' && below < from) tell('/until', 'until')
    return
  }
  if (!isMeasured(of)) {
    // No class of dangerous goods is any of them.
    if (values.length === 0 && of !== 'hazard') tell('', 'choose')
    return
  }
  if (from.trim() === '' && below.trim() === '') tell('', 'range')
  if (!isNumber(from)) tell('/from', 'number')
  if (!isNumber(below)) tell('/below', 'number')
  if (numberIn(from) >= numberIn(below)) tell('/below', 'below')
}

function tellClosings({ closed }: TypedNever, tell: Tell): void {
  closed.forEach(({ weekdays, from, until, yearly }, i) => {
    const at = `/never/closed/${i}`
    if (weekdays.length === 0 && from === '' && until === '') tell(at, 'closing')
    if (from !== '' && until !== '' && until < from) tell(`${at}/until`, 'until')
    if (!yearly) return
    if (from === '') tell(`${at}/from`, 'yearly')
    if (until === '' || (from !== '' && until >= aYearAfter(from))) tell(`${at}/until`, 'yearly')
  })
}

/** The same day of the next year; of a leap day the day before, as the server has it. */
function aYearAfter(day: string): string {
  const [year, inYear] = [day.slice(0, 4), day.slice(4)]
  const same = inYear === '-02-29' ? '-02-28' : inYear
  return `${String(Number(year) + 1).padStart(4, '0')}${same}`
}

function tellWishes({ wishes }: Typed, tell: Tell): void {
  wishes.forEach((wish, i) => {
    const { parcel, unit, rank, categories, skuTags, skus, byWorkload, stockBelow } = wish
    const at = `/wishes/${i}`
    const amount = { least: -1e9 / COST_UNITS, most: 1e9 / COST_UNITS }
    if (!isNumber(parcel, amount)) tell(`${at}/perParcel`, 'amount')
    if (!isNumber(unit, amount)) tell(`${at}/perUnit`, 'amount')
    if (!isNumber(rank, { least: 1 / COST_UNITS, most: 1e7 / COST_UNITS })) {
      tell(`${at}/perRank`, 'amount')
    }
    const hasGoods = categories.length + skuTags.length + skus.length > 0
    if (hasGoods && unit.trim() === '') tell(`${at}/perUnit`, 'perUnit')
    if (byWorkload && !(numberIn(parcel) > 0)) tell(`${at}/perParcel`, 'busy')
    if (!isNumber(stockBelow, { least: 1, isWhole: true })) tell(`${at}/stockBelow`, 'whole')
    if (stockBelow.trim() !== '' && !(numberIn(unit) > 0)) tell(`${at}/perUnit`, 'lastUnit')
    const isWorth = [parcel, unit, rank].some(
      (typed) => typed.trim() !== '' && numberIn(typed) !== 0,
    )
    if (!isWorth) tell(`${at}/perParcel`, 'worth')
  })
}

type Bounds = { least?: number; most?: number; isWhole?: true }

/** Whether nothing is typed, or a number that may be. */
function isNumber(typed: string, { least = 0, most = MOST, isWhole }: Bounds = {}): boolean {
  if (typed.trim() === '') return true
  const value = numberIn(typed)
  return value >= least && value <= most && (!isWhole || Number.isInteger(value))
}
