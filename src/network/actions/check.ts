import { isCountry } from '../../lib/countries.ts'
import { digitsOf } from '../../lib/money.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import { isTimeZone } from '../../lib/time-zone.ts'

/** What all locations and channels share is changed by who sees all of them. */
export function refuseScoped(scope: Scope): void {
  if (scope === 'all') return
  const detail = 'It is shared by all: who sees some locations or channels only may look.'
  refuse('not_yours', { detail })
}

/** A location is made by who sees all of them: whoever else made it would never find it again. */
export function refuseUnseen(scope: Scope): void {
  if (scope !== 'all') refuse('outside_scope')
}

/** What the caller may do with something that all share. */
export function canOf(scope: Scope, { archived }: { archived: boolean }, actions: string[]) {
  return archived || scope !== 'all' ? [] : actions
}

export function checkCountry(country: string, field: string): string {
  return isCountry(country) ? country : refuse('country_unknown', { field })
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
