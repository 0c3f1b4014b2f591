import { digitsOf } from '../../lib/money.ts'
import { refuse } from '../../lib/refusal.ts'
import { isTimeZone } from '../../lib/time-zone.ts'

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

export function checkCountry(country: string, field: string): string {
  return names.of(country) === undefined ? refuse('country_unknown', { field }) : country
}

export function checkCurrency(currency: string, field: string): string {
  return digitsOf(currency) === undefined ? refuse('currency_unknown', { field }) : currency
}

/** The time zone as given, where the runtime's IANA database knows it. */
export function checkTimeZone(timeZone: string, field: string): string {
  if (isTimeZone(timeZone)) return timeZone
  return refuse('time_zone_unknown', { field, detail: `${timeZone} is not known` })
}

/** A cost as people write it ("0.45") in 1e-4 of the major currency unit. */
export function costOf(text: string): number {
  return Math.round(Number(text) * 10_000)
}
