import { formatMoney } from '../../lib/money.ts'
import type { Html } from '../../platform/http/html.ts'
import { pill, type Tone } from '../../platform/http/parts.ts'
import type { Network } from '../../network/index.ts'

/** What a state is called in a shop, and what it asks of who reads it. */
const STATES: Record<string, [Tone, string]> = {
  on_hold: ['attention', 'On hold'],
  waiting_for_stock: ['attention', 'Waiting for stock'],
  allocated: ['moving', 'Stock reserved'],
  released: ['moving', 'In preparation'],
  picked: ['moving', 'Picked'],
  packed: ['moving', 'Packed'],
  fulfilled: ['done', 'Done'],
  returned: ['neutral', 'Returned'],
  cancelled: ['neutral', 'Cancelled'],
}

export function statePill(state: string): Html {
  const [tone, label] = STATES[state] ?? ['neutral', plainly(state)]
  return pill(tone, label)
}

const METHODS: Record<string, string> = {
  standard: 'Standard delivery',
  express: 'Express delivery',
  named_day: 'Delivery on a named day',
  same_day: 'Same-day delivery',
  click_and_collect: 'Click and collect',
  reserve_and_collect: 'Reserve and collect',
  curbside: 'Kerbside collection',
  locker: 'To a locker',
  pickup_point: 'To a pickup point',
}

export function methodName(method: string): string {
  return METHODS[method] ?? plainly(method)
}

/** A word of a program as one of a text: `address_check` is Address check. */
export function plainly(word: string): string {
  const words = word.replaceAll(/[_.]+/g, ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A list as people say it: A, B and C; where a word has a comma itself: A, a; B; C. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  if (words.some((word) => word.includes(','))) return words.join('; ')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** What a line must not end in the middle of. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

const BRIEF = 48

/** A name within a sentence: cut after a word where it is too long for one. */
export function brief(name: string): string {
  if (name.length <= BRIEF) return name
  const cut = name.slice(0, BRIEF)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), BRIEF / 2)).replace(/[\s,;:]+$/, '')} …`
}

/** Pieces are just counted; everything else has its unit. */
export function quantityText(quantity: number, unit: string): string {
  return unit === 'piece' ? String(quantity) : `${quantity} ${unit}`
}

export function moneyText(amount: number, currency: string): string {
  return formatMoney({ amount, currency })
}

/** The name of a location by its code; the code where it is not known. */
export function placeName(network: Network, code: string): string {
  return network.locationByCode.get(code)?.name ?? code
}

const countries = new Intl.DisplayNames('en-GB', { type: 'region' })

/** The name of a country by its ISO code; the code where there is none. */
export function countryName(code: string): string {
  try {
    return countries.of(code) ?? code
  } catch {
    return code
  }
}
