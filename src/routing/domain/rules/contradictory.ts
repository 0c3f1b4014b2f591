import { customerKinds } from '../../../lib/customer.ts'
import { deliveryMethods } from '../../../lib/delivery.ts'
import { hazards } from '../../../lib/hazard.ts'
import { plainPostcode } from './matching.ts'
import {
  partsOf,
  type AnyOfCondition,
  type Condition,
  type GoodsCondition,
  type PlainCondition,
} from './rule.ts'
import { isAnyIn, overlapOf, spansOf } from './spans.ts'

/** Conditions with alternatives in each other are many: beyond so many looks it is left open. */
const LOOKS = 2000

/** Whether no delivery can fit. What cannot be told counts as no. */
export function decideContradictory(when: readonly Condition[]): boolean {
  let looks = 0
  const mayFit = (all: readonly PlainCondition[], choices: readonly AnyOfCondition[]): boolean => {
    looks += 1
    if (looks > LOOKS) return true
    if (areContradictory(all)) return false
    const [choice, ...rest] = choices
    return !choice || choice.conditions.some((one) => mayFit([...all, ...partsOf(one)], rest))
  }
  const choices = when.filter((one) => one.of === 'any_of')
  return !mayFit(
    when.filter((one) => one.of !== 'any_of'),
    choices,
  )
}

/** Nothing that is placed now was wanted so long ago. */
const LONG_AGO = { days: 31 }

/** Whether a delivery fits only that was wanted by days which are long over. */
export function decideLongOver(when: readonly Condition[], now: Temporal.Instant): boolean {
  const from = now.toZonedDateTimeISO('UTC').toPlainDate().subtract(LONG_AGO).toString()
  return !decideContradictory(when) && decideContradictory([...when, { of: 'wanted_on', from }])
}

/** Whether several that must all be so exclude each other: of each kind, for itself. */
function areContradictory(all: readonly PlainCondition[]): boolean {
  return [...Map.groupBy(all, ({ of }) => of).values()].some(isNothing)
}

type Values = ReadonlySet<unknown>

/** What there is at all, where that is known. */
const EVERY: Partial<Record<PlainCondition['of'], readonly unknown[]>> = {
  method: deliveryMethods,
  customer: customerKinds,
  weekday: [1, 2, 3, 4, 5, 6, 7],
}

function isNothing(all: readonly PlainCondition[]): boolean {
  const spans = all.map(spansOf)
  const { of } = all[0]!
  if (spans.every((one) => one !== undefined)) {
    return !spans.reduce(overlapOf).some((span) => isAnyIn(of, span))
  }
  if (isOfGoods(all)) return areNoGoods(all)
  const wanted = all.filter(({ not }) => !not).map(valuesOf)
  const unwanted = all.filter(({ not }) => not).map(valuesOf)
  if (of === 'postcode') return isNoPostcode(wanted, unwanted)
  if (of === 'customer_tag' || of === 'order_tag') return areNoTags(wanted, union(unwanted))
  const every = EVERY[of]
  return isNoValue(every ? [new Set(every), ...wanted] : wanted, union(unwanted))
}

/** What a condition names; any class of dangerous goods where it names none. */
export function valuesOf(condition: PlainCondition): Values {
  const named: readonly unknown[] = 'in' in condition ? condition.in : []
  return new Set(condition.of === 'hazard' && named.length === 0 ? hazards : named)
}

function union(sets: readonly Values[]): Values {
  return new Set(sets.flatMap((set) => [...set]))
}

/** Whether one value cannot be in all of some and in none of others. */
function isNoValue(wanted: readonly Values[], unwanted: Values): boolean {
  const [first, ...rest] = wanted
  if (!first) return false
  return rest.reduce((left, set) => left.intersection(set), first).isSubsetOf(unwanted)
}

/** The same of several values, of each of which only one must be wanted. */
function areNoTags(wanted: readonly Values[], unwanted: Values): boolean {
  return wanted.some((set) => set.isSubsetOf(unwanted))
}

/** Beginnings: of two that are wanted the longer one where it begins with the other. */
function isNoPostcode(wanted: readonly Values[], unwanted: readonly Values[]): boolean {
  const [first, ...rest] = wanted.map(beginningsOf)
  if (!first) return false
  const without = unwanted.flatMap(beginningsOf)
  const left = rest.reduce(
    (some, others) =>
      some.flatMap((one) => {
        return others.flatMap((other) => {
          if (one.startsWith(other)) return [one]
          return other.startsWith(one) ? [other] : []
        })
      }),
    first,
  )
  return left.every((one) => without.some((other) => one.startsWith(other)))
}

function beginningsOf(values: Values): string[] {
  return [...values].map((value) => plainPostcode(String(value)))
}

type OfGoods = PlainCondition & GoodsCondition

function isOfGoods(all: readonly PlainCondition[]): all is readonly OfGoods[] {
  return all.every((one) => 'lines' in one)
}

/** Whether no lines can be so: there is none that may stand, or none of those that must. */
function areNoGoods(all: readonly OfGoods[]): boolean {
  const sets = (lines: 'any' | 'all', not: boolean) =>
    all.filter((one) => one.lines === lines && (one.not ?? false) === not).map(valuesOf)
  const isNoLine = all[0]!.of === 'sku_tag' ? areNoTags : isNoValue
  const [every, none] = [sets('all', false), union(sets('any', true))]
  if (isNoLine(every, none)) return true
  if (sets('any', false).some((set) => isNoLine([...every, set], none))) return true
  // Where nothing is said of every line, another one may be what is none of these.
  if (every.length === 0) return false
  return sets('all', true).some((set) => isNoLine(every, union([none, set])))
}
