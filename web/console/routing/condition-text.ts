import { dayName, wallTime } from '../../lib/wall-time.ts'
import { measuresOf } from '../skus/measures.ts'
import { scaleOf } from './draft.ts'
import { either, moneyText, type Alternative, type Condition, type Tongue } from './tongue.ts'

/** What must be so, in a few words. */
export function conditionText(condition: Condition | Alternative, tongue: Tongue): string {
  const { said, language } = tongue
  if (condition.of === 'any_of' || condition.of === 'all_of') {
    const told = condition.conditions.map((one) => conditionText(one, tongue))
    return condition.of === 'any_of' ? said.anyOf(told) : said.allOf(told)
  }
  const not = condition.not === true
  switch (condition.of) {
    case 'hazard': {
      const names = condition.in.map((one) => said.hazards[one])
      return said.ofGoods[condition.lines](said.hazardous(either(language, names)), not)
    }
    case 'sku':
    case 'category':
    case 'sku_tag': {
      const which = said.goods[condition.of](either(language, condition.in))
      return said.ofGoods[condition.lines](which, not)
    }
    case 'value':
    case 'units':
    case 'lines':
    case 'weight':
    case 'longest':
    case 'wanted_in': {
      const measure = (value: number | undefined) => {
        return value === undefined ? undefined : measureText(condition.of, value, tongue)
      }
      const { from, below } = condition
      return said.range(said.of[condition.of], measure(from), measure(below), not)
    }
    case 'hours': {
      const [from, until] = [
        wallTime(language, condition.from),
        wallTime(language, condition.until),
      ]
      return said.hours(from, until, not)
    }
    case 'wanted_on': {
      const [from, until] = [condition.from, condition.until].map((day) => {
        return day === undefined ? undefined : dayText(language, day)
      })
      return said.wantedOn(from, until, not)
    }
    case 'customer_tag':
      return said.customerTag(either(language, condition.in), not)
    case 'order_tag':
      return said.orderTag(either(language, condition.in), not)
    case 'postcode':
      return said.postcode(either(language, condition.in), not)
    default: {
      const names = condition.in.map((one) => valueText(condition.of, one, tongue))
      return said.condition(said.of[condition.of], either(language, names), not)
    }
  }
}

type Valued = 'channel' | 'method' | 'country' | 'region' | 'customer' | 'weekday'

/** What people call a value that a condition names. */
export function valueText(of: Valued, value: string | number, tongue: Tongue): string {
  const { methods, language, said } = tongue
  if (of === 'customer') return said.customers[value as keyof typeof said.customers]
  if (of === 'weekday') return dayName(language, Number(value))
  const code = String(value)
  if (of === 'channel') return tongue.channel(code)
  if (of === 'country') return tongue.country(code)
  if (of === 'region') return code
  return methods[code as keyof typeof methods] ?? code
}

type Measured = 'value' | 'units' | 'lines' | 'weight' | 'longest' | 'wanted_in'
const MM = 10

function measureText(of: Measured, value: number, tongue: Tongue): string {
  const { language, digits } = tongue
  if (of === 'weight') return measuresOf(language).weight(value)
  if (of === 'value') return moneyText(value / scaleOf('value', digits), tongue)
  if (of === 'wanted_in') {
    const days = { style: 'unit', unit: 'day', unitDisplay: 'long' } as const
    return new Intl.NumberFormat(language, days).format(value)
  }
  if (of !== 'longest') return new Intl.NumberFormat(language).format(value)
  const unit = { style: 'unit', unit: 'centimeter', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(language, unit).format(value / MM)
}

/** A day of the calendar, whatever the time zone of who reads it. */
export function dayText(language: string, day: string): string {
  const format = { dateStyle: 'medium', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(language, format).format(new Date(day))
}

/** The same of a day of any year. */
export function dayOfYearText(language: string, day: string): string {
  const format = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(language, format).format(new Date(day))
}
