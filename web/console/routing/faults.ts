import { isMeasured, numberIn, scaleOf, type Typed, type TypedCondition } from './draft.ts'
import { COST_UNITS } from './tongue.ts'

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

/** What is wrong, by the field as the API points at it: `/when/0/below`. */
export type Faults = ReadonlyMap<string, Fault>

const MOST = 1e12

/** All that cannot be sent as it is. */
export function faultsOf(typed: Typed, currency: string | undefined): Faults {
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
  if (!isNumber(belowValue, { most: MOST / scaleOf('value', currency) })) {
    tell('/never/noSplitBelow/value', 'amount')
  }
  if (!isNumber(belowUnits, { least: 1, most: 1e6, isWhole: true })) {
    tell('/never/noSplitBelow/units', 'whole')
  }
  tellWishes(typed, tell)
  const { from, until } = typed
  if (from !== '' && until !== '' && until < from) tell('/until', 'until')
  return faults
}

type Tell = (at: string, fault: Fault) => void

function tellCondition({ of, in: values, from, below }: TypedCondition, tell: Tell): void {
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
    if (values.length === 0) tell('', 'choose')
    return
  }
  if (from.trim() === '' && below.trim() === '') tell('', 'range')
  if (!isNumber(from)) tell('/from', 'number')
  if (!isNumber(below)) tell('/below', 'number')
  if (numberIn(from) >= numberIn(below)) tell('/below', 'below')
}

function tellWishes({ wishes }: Typed, tell: Tell): void {
  wishes.forEach(({ parcel, unit, categories, skuTags, skus, byWorkload, stockBelow }, i) => {
    const at = `/wishes/${i}`
    const amount = { least: -1e9 / COST_UNITS, most: 1e9 / COST_UNITS }
    if (!isNumber(parcel, amount)) tell(`${at}/perParcel`, 'amount')
    if (!isNumber(unit, amount)) tell(`${at}/perUnit`, 'amount')
    const hasGoods = categories.length + skuTags.length + skus.length > 0
    if (hasGoods && unit.trim() === '') tell(`${at}/perUnit`, 'perUnit')
    if (byWorkload && !(numberIn(parcel) > 0)) tell(`${at}/perParcel`, 'busy')
    if (!isNumber(stockBelow, { least: 1, isWhole: true })) tell(`${at}/stockBelow`, 'whole')
    if (stockBelow.trim() !== '' && !(numberIn(unit) > 0)) tell(`${at}/perUnit`, 'lastUnit')
    if (parcel.trim() === '' && unit.trim() === '') tell(`${at}/perParcel`, 'worth')
  })
}

type Bounds = { least?: number; most?: number; isWhole?: true }

/** Whether nothing is typed, or a number that may be. */
function isNumber(typed: string, { least = 0, most = MOST, isWhole }: Bounds = {}): boolean {
  if (typed.trim() === '') return true
  const value = numberIn(typed)
  return value >= least && value <= most && (!isWhole || Number.isInteger(value))
}
