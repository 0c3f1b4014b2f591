import type { Formats } from '../../lib/format.ts'
import type { Address } from '../../lib/use-address.ts'
import { startOfDay } from '../../lib/day.ts'
import type { Choice } from '../../ui/form/field.tsx'
import { methodText } from '../order/words-of.ts'
import type { Words } from '../words/index.ts'
import { filterIds, numbersIn, valuesOf, type FilterId } from './asked.ts'
import type { Names } from './use-names.ts'

/** A filter in force, in words, and the part of the address that it stands in. */
export type InForce = { id: FilterId | 'q' | 'state'; name: string; value: string }

type Telling = { words: Words; names: Names; formats: Formats }

/** Filters that are shown as tokens. */
export function tokensOf(address: Address, of: Telling): InForce[] {
  return filterIds
    .filter((id) => address[id] !== undefined && address[id] !== '')
    .map((id) => ({
      id,
      name: of.words.orders.filters[id],
      value: valueOf(id, address[id]!, of),
    }))
}

/** All that narrows the list, the search and the states with it. */
export function inForce(address: Address, state: string | undefined, of: Telling): InForce[] {
  const { orders } = of.words
  const { q } = address
  const numbers = numbersIn(q)
  const search = numbers
    ? { name: orders.filters.pasted, value: orders.filters.numbers(numbers.length) }
    : { name: of.words.shell.search, value: `“${q}”` }
  return [
    ...(q ? [{ id: 'q' as const, ...search }] : []),
    ...(state === undefined
      ? []
      : [{ id: 'state' as const, name: orders.columns.status, value: state }]),
    ...tokensOf(address, of),
  ]
}

function valueOf(id: FilterId, text: string, { words, names, formats }: Telling): string {
  if (id === 'from' || id === 'to') {
    const at = startOfDay(text)
    return at === undefined ? text : formats.day(at)
  }
  const say: Record<typeof id, (value: string) => string> = {
    channel: names.channel,
    location: names.location,
    country: names.country,
    method: (value) => methodText(value, words.order),
    priority: (value) => priorityText(value, words),
    tag: (value) => value,
    waitingFor: (value) => value,
  }
  return words.orders.filters.or(valuesOf(text).map(say[id]))
}

/** What a filter may be set to. */
export function choicesOf(
  id: 'channel' | 'location' | 'method' | 'country' | 'priority',
  { words, names }: Pick<Telling, 'words' | 'names'>,
): readonly Choice[] {
  if (id === 'channel') return names.channels
  if (id === 'location') return names.locations
  if (id === 'country') return names.countries
  if (id === 'priority') {
    return Object.entries(words.order.marks.priorities).map(([value, label]) => ({ value, label }))
  }
  return Object.entries(words.order.methods).map(([value, label]) => ({ value, label }))
}

/** What an address names may be none. */
function priorityText(value: string, { order }: Words): string {
  const texts: Record<string, string> = order.marks.priorities
  return texts[value] ?? value
}
