import { minorDigits } from '../../src/lib/minor-units.ts'

/** Numbers, money and moments as one person reads them. */
export type Formats = {
  language: string
  /** Minor units, as the API has them: `money(1999, 'EUR')` is €19.99. */
  money(amount: number, currency: string): string
  /** Ten-thousandths of the currency, as costs of routing are: `cost(61500, 'EUR')` is €6.15. */
  cost(amount: number, currency: string): string
  number(value: number): string
  /** `12 Nov, 14:05`, with the year where it is another one. */
  moment(instant: string): string
  /** With seconds and the name of the zone. */
  exact(at: string): string
  /**
   * `Thu, 3 Dec`, with the year where it is another one: of an instant, in the zone of the person;
   * or a date, which has none.
   */
  day(at: string): string
  /** `3 min ago`, `in 2 h`. */
  ago(instant: string, now: number): string
  /** `11 min`, `2 h`, `3 d`. */
  age(milliseconds: number): string
  distance(km: number): string
}

/** Ten-thousandths of the major unit. */
const COST_UNITS = 10_000
const DATE = /^\d{4}-\d{2}-\d{2}$/
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const UNITS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const

/** `now`: what says which year it is. */
export function formatsOf(
  language: string,
  timeZone: string,
  now: () => Date = () => new Date(),
): Formats {
  const numbers = new Intl.NumberFormat(language)
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  const zoned = (options: Intl.DateTimeFormatOptions) => {
    return new Intl.DateTimeFormat(language, { timeZone, ...options })
  }
  const isTwelve = new Intl.DateTimeFormat(language, { hour: 'numeric' }).resolvedOptions().hour12
  const hour = isTwelve ? 'numeric' : '2-digit'
  const short = { day: 'numeric', month: 'short', hour, minute: '2-digit' } as const
  const moments = zoned(short)
  const longAgo = zoned({ ...short, year: 'numeric' })
  const exacts = zoned({ dateStyle: 'medium', timeStyle: 'long' })
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
  const days = zoned(day)
  const farDays = zoned({ ...day, year: 'numeric' })
  // A date is the same everywhere: as a moment it would be the day before in America.
  const dates = zoned({ ...day, timeZone: 'UTC' })
  const farDates = zoned({ ...day, year: 'numeric', timeZone: 'UTC' })
  const years = zoned({ year: 'numeric' })
  const yearsOfDates = zoned({ year: 'numeric', timeZone: 'UTC' })
  const isThisYear = (at: Date, its = years) => its.format(at) === years.format(now())
  const exactDates = zoned({ dateStyle: 'full', timeZone: 'UTC' })
  const currencies = new Map<string, Intl.NumberFormat>()
  const currencyOf = (currency: string) => {
    const known = currencies.get(currency)
    if (known) return known
    const digits = minorDigits(currency)
    const made = new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
    currencies.set(currency, made)
    return made
  }
  const ages = UNITS.map(([unit, size]) => {
    const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' })
    return [format, size] as const
  })
  return {
    language,
    money: (amount, currency) => currencyOf(currency).format(amount / 10 ** minorDigits(currency)),
    cost: (amount, currency) => currencyOf(currency).format(amount / COST_UNITS),
    number: (value) => numbers.format(value),
    moment(instant) {
      const at = new Date(instant)
      return (isThisYear(at) ? moments : longAgo).format(at)
    },
    exact: (at) => (DATE.test(at) ? exactDates : exacts).format(new Date(at)),
    day(text) {
      const at = new Date(text)
      if (DATE.test(text)) return (isThisYear(at, yearsOfDates) ? dates : farDates).format(at)
      return (isThisYear(at) ? days : farDays).format(at)
    },
    ago(instant, from) {
      const past = Date.parse(instant) - from
      const found = UNITS.find(([, size]) => Math.abs(past) >= size)
      if (!found) return relative.format(0, 'minute')
      return relative.format(Math.trunc(past / found[1]), found[0])
    },
    age(milliseconds) {
      const [format, size] = ages.find(([, unit]) => milliseconds >= unit) ?? ages[ages.length - 1]!
      return format.format(Math.max(0, Math.trunc(milliseconds / size)))
    },
    distance: (km) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit: 'kilometer',
        maximumFractionDigits: km < 10 ? 1 : 0,
      }).format(km),
  }
}
