import type { Answer } from '../../lib/api.ts'
import { endOfDay, startOfDay } from '../../lib/day.ts'
import type { Address } from '../../lib/use-address.ts'
import type { OrderState } from './states.ts'

type Counts = Answer<'/v1/orders/counts', 'get'>
export type Count = Counts['total']

/** What the list route is asked for. */
export type Asked = {
  state?: string
  channel?: string
  location?: string
  method?: string
  country?: string
  priority?: string
  tag?: string
  placedFrom?: string
  placedBefore?: string
  ids?: string
  waitingFor?: string
  q?: string
}

/** Filters that are shown as tokens, by their names in the address. */
export const filterIds = [
  'channel',
  'location',
  'method',
  'country',
  'priority',
  'tag',
  'waitingFor',
  'from',
  'to',
] as const
export type FilterId = (typeof filterIds)[number]

export const sorts = ['-placedAt', 'placedAt', '-total', 'total'] as const
export type OrderSort = (typeof sorts)[number]

/** The views of the list: each is some states, and `state` in the address says which. */
export const views = [
  { id: 'all', states: [] },
  { id: 'waiting', states: ['waiting_for_stock'] },
  { id: 'expected', states: ['waiting_for_receipt'] },
  { id: 'held', states: ['on_hold'] },
  { id: 'late', states: ['late'] },
  { id: 'allocated', states: ['allocated'] },
  { id: 'inWork', states: ['released', 'picked', 'packed'] },
  { id: 'shipped', states: ['fulfilled'] },
  { id: 'returned', states: ['returned'] },
  { id: 'cancelled', states: ['cancelled'] },
] as const satisfies readonly { id: string; states: readonly (OrderState | 'late')[] }[]

export type View = (typeof views)[number]

/** The view that the address shows; undefined where it has states of its own. */
export function viewOf(state: string | undefined): View | undefined {
  return views.find(({ states }) => states.join(',') === (state ?? ''))
}

/** How many a view has, as far as it was counted. */
export function countOf(counts: Counts | undefined, { states }: View): Count | undefined {
  if (!counts) return undefined
  const own = counts.states.filter(({ state }) => (states as readonly string[]).includes(state))
  if (states.length === 0) return counts.total
  return {
    count: own.reduce((sum, { count }) => sum + count, 0),
    isCapped: own.some(({ isCapped }) => isCapped),
  }
}

/** What the address asks the server for, its sorting aside. */
export function askedOf(address: Address): Asked {
  const { state, channel, location, method, country, priority, tag, from, to, q } = address
  const { waitingFor } = address
  const numbers = numbersIn(q)
  return given({
    state,
    channel,
    location,
    method,
    country,
    priority,
    tag,
    placedFrom: startOfDay(from),
    placedBefore: endOfDay(to),
    ids: numbers?.join(','),
    waitingFor,
    q: numbers ? undefined : q,
  })
}

function given(asked: { [Name in keyof Asked]: Asked[Name] | undefined }): Asked {
  const entries = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(entries) as Asked
}

export function sortFrom(sort: string | undefined): OrderSort {
  return sorts.find((known) => known === sort) ?? '-placedAt'
}

/** So many orders are asked for by number at once. */
export const NUMBERS_MAX = 200

/**
 * The numbers of a list that was pasted, in lines or with commas between, each once; undefined
 * where the text is a search. A number has a digit; two of them with only a space between may be
 * words of a search (`TEE-M 42`), three are a list. Groups of digits alone may be a phone number.
 */
export function numbersIn(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
  const isCut = /[,;\n\t]/.test(text.trim())
  const isPhone = /^[+\d\s()./-]{6,40}$/.test(text) && !isCut
  const isList = parts.length > 2 || (parts.length === 2 && isCut)
  if (!isList || isPhone || !parts.every((part) => /\d/.test(part) && part.length > 2))
    return undefined
  return [...new Set(parts)].slice(0, NUMBERS_MAX)
}

/** What was pasted and not found. */
export function missingOf(
  numbers: readonly string[],
  rows: readonly { id: string; number: string; externalId: string }[],
): string[] {
  const found = new Set(
    rows.flatMap(({ id, number, externalId }) => [id, number, externalId.toUpperCase()]),
  )
  return numbers.filter((one) => !found.has(one) && !found.has(one.toUpperCase()))
}

/** Values of a filter: with commas between in the address. */
export function valuesOf(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split(',')
}

/** The filter with a value more or less; undefined when none is left. */
export function toggled(text: string | undefined, value: string): string | undefined {
  const values = new Set(valuesOf(text))
  if (!values.delete(value)) values.add(value)
  return values.size === 0 ? undefined : [...values].join(',')
}
