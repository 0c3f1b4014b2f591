import type { Demand } from '../types.ts'
import { measuresOf, type Facts } from './facts.ts'
import type {
  Alternative,
  Condition,
  GoodsCondition,
  HoursCondition,
  MeasuredCondition,
  NamedCondition,
  PlainCondition,
  RoutingRule,
  WantedCondition,
} from './rule.ts'

/** Whether a rule decides on a delivery group, as far as its conditions go. */
export type Test = (facts: Facts) => boolean

/** Without dates it decides at any time. */
type Conditions = Pick<RoutingRule, 'when'> & Partial<Pick<RoutingRule, 'from' | 'until' | 'off'>>

/** All conditions must hold; one whose value is not known does not, nor does its opposite. */
export function testOf({ when, from, until, off }: Conditions): Test {
  if (off) return () => false
  const tests = when.map(conditionOf)
  const [begins, ends] = [from, until].map((at) => at && Temporal.Instant.from(at))
  if (begins) tests.push(({ at }) => compare(at, begins) >= 0)
  if (ends) tests.push(({ at }) => compare(at, ends) < 0)
  return (facts) => tests.every((test) => test(facts))
}

const { compare } = Temporal.Instant

function conditionOf(condition: Condition | Alternative): Test {
  if (condition.of === 'any_of') {
    const tests = condition.conditions.map(conditionOf)
    return (facts) => tests.some((test) => test(facts))
  }
  if (condition.of === 'all_of') {
    const tests = condition.conditions.map(conditionOf)
    return (facts) => tests.every((test) => test(facts))
  }
  const holds = answerOf(condition)
  const wanted = condition.not !== true
  return (facts) => holds(facts) === wanted
}

/** Undefined where it is not known. */
type Answer = (facts: Facts) => boolean | undefined

function answerOf(condition: PlainCondition): Answer {
  switch (condition.of) {
    case 'channel':
    case 'method':
    case 'country':
    case 'region':
    case 'postcode':
    case 'customer':
      return namedIn(condition)
    case 'customer_tag': {
      const all = new Set(condition.in)
      return ({ customer }) => customer?.tags?.some((tag) => all.has(tag))
    }
    case 'order_tag': {
      const all = new Set(condition.in)
      return ({ tags }) => tags?.some((tag) => all.has(tag)) ?? false
    }
    case 'wanted_on':
      return wantedOn(condition)
    case 'sku':
    case 'category':
    case 'sku_tag':
    case 'hazard':
      return goodsIn(condition)
    case 'weekday':
      return (facts) => condition.in.includes(local(facts).dayOfWeek)
    case 'hours':
      return withinHours(condition)
    default:
      return measuredIn(condition)
  }
}

function namedIn({ of, in: wanted }: NamedCondition): Answer {
  if (of === 'postcode') {
    const begins = wanted.map(plainPostcode)
    return ({ group }) => {
      const code = group.destination.postalCode
      return code === undefined
        ? undefined
        : begins.some((one) => plainPostcode(code).startsWith(one))
    }
  }
  const all = new Set(wanted)
  const valueOf = ({ channel, customer, group: { method, destination } }: Facts) => {
    if (of === 'channel') return channel
    if (of === 'customer') return customer?.kind
    return of === 'method' ? method : destination[of as 'country' | 'region']
  }
  return (facts) => {
    const value = valueOf(facts)
    return value === undefined ? undefined : all.has(value)
  }
}

/** As postal codes are compared: without blanks, in capitals. */
export function plainPostcode(code: string): string {
  return code.replaceAll(' ', '').toUpperCase()
}

function goodsIn({ of, in: wanted, lines }: GoodsCondition): Answer {
  const all = new Set(wanted)
  const fits = ({ sku }: Demand) => {
    if (!sku) return false
    if (of === 'sku') return all.has(sku.code)
    if (of === 'hazard') return sku.hazard ? all.size === 0 || all.has(sku.hazard) : false
    if (of === 'category') return all.has(sku.category ?? '')
    return sku.tags?.some((tag) => all.has(tag)) ?? false
  }
  // What goes along with the rest says nothing of it.
  return ({ group: { demand } }) => {
    const goods = demand.filter(({ follows }) => !follows)
    return lines === 'any' ? goods.some(fits) : goods.length > 0 && goods.every(fits)
  }
}

function measuredIn({ of, from = -Infinity, below = Infinity }: MeasuredCondition): Answer {
  return (facts) => {
    const { value, group } = facts
    if (of === 'wanted_in') {
      const days = daysUntilWanted(facts)
      return days === undefined ? undefined : days >= from && days < below
    }
    const measures = measuresOf(group)
    const measure = of === 'value' ? value : measures[of]
    // What is known of it is the least that it can be.
    const isLeast =
      (of === 'weight' && measures.lacksWeight) || (of === 'longest' && measures.lacksSize)
    if (isLeast && measure < below && !(measure >= from && below === Infinity)) return undefined
    return measure >= from && measure < below
  }
}

/** Below 0 where that day is over. */
function daysUntilWanted(facts: Facts): number | undefined {
  const { wantedBy } = facts.group
  return wantedBy === undefined ? undefined : local(facts).toPlainDate().until(wantedBy).days
}

function wantedOn({ from = '', until }: WantedCondition): Answer {
  return ({ group: { wantedBy } }) => {
    if (wantedBy === undefined) return undefined
    return wantedBy >= from && (until === undefined || wantedBy <= until)
  }
}

function local({ at, timeZone }: Facts): Temporal.ZonedDateTime {
  return at.toZonedDateTimeISO(timeZone)
}

/** Over midnight where it does not end later than it begins. */
function withinHours({ from, until }: HoursCondition): Answer {
  return (facts) => {
    const now = local(facts).toPlainTime().toString({ smallestUnit: 'minute' })
    return from < until ? now >= from && now < until : now >= from || now < until
  }
}
