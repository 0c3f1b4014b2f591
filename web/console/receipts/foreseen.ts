import type { Answer } from '../../lib/api.ts'
import type { ReceiptWords } from './words.en.ts'

export type Promises = Answer<'/v1/expected-receipts/{sku}/{location}/{no}/promises', 'get'>
export type Promised = Promises['items'][number]

/** Whether its customer gets these units otherwise than they were told. */
export function isBroken({ outcome, expectedOn, promisedOn }: Promised): boolean {
  if (outcome === 'short' || outcome === 'late') return true
  return outcome === 'moved' && expectedOn !== null && expectedOn > promisedOn
}

/** What would become of orders, told from the worst on. */
export type Story = {
  /** Lines that get their units otherwise than promised, then those that get others in time. */
  lines: Promised[]
  /** Orders of the first. */
  broken: string[]
  /** Orders that keep their day; those that were not looked at, and how much they were promised. */
  kept: number
  untold: Promises['more']
}

const WORST_FIRST = ['short', 'late', 'moved', 'kept']

export function storyOf({ items, more }: Promises): Story {
  const lines = items
    .filter((one) => isBroken(one) || one.outcome === 'moved')
    .toSorted((a, b) => rankOf(a) - rankOf(b))
  const broken = [...new Set(lines.filter(isBroken).map(({ order }) => order.id))]
  const orders = new Set(items.map(({ order }) => order.id))
  return { lines, broken, kept: orders.size - broken.length, untold: more }
}

function rankOf(one: Promised): number {
  return (isBroken(one) ? 0 : WORST_FIRST.length) + WORST_FIRST.indexOf(one.outcome)
}

export type Teller = {
  words: ReceiptWords
  number: (count: number) => string
  day: (on: string) => string
  nameOf: (location: string) => string
}

/** `2 × on Fri 25 Dec instead of Thu 10 Dec`. */
export function lineSays(one: Promised, { words, number, day, nameOf }: Teller): string {
  const { foreseen: said } = words
  const { outcome, quantity, promisedOn, expectedOn, location } = one
  const [count, promised] = [number(quantity), day(promisedOn)]
  if (outcome === 'short') return said.short(count, promised)
  const place = location === null ? said.anotherPlace : nameOf(location)
  if (outcome === 'moved') {
    if (expectedOn === null) return said.there(count, place)
    return isBroken(one)
      ? said.movedLate(count, place, day(expectedOn), promised)
      : said.moved(count, place, day(expectedOn))
  }
  return expectedOn === null
    ? said.overdue(count, promised)
    : said.late(count, day(expectedOn), promised)
}
