import { priorities, type Priority } from '../../lib/priority.ts'

/**
 * What orders are found by. A word is a run of letters and digits, without accents and case; a
 * name, number or code keeps what joins it inside (`jean-pierre`, `a.b@example.com`, `TEE-M/7`).
 * No word begins with `#`: facets do, so that no search can name one by chance.
 */

/** Words of a search beyond these are left out: they would hardly narrow it. */
const WORDS = 10
const LONGEST = 100
/** Shorter words must match whole: as beginnings they would match half of all orders. */
const PREFIX = 3

/** What an order is filtered by besides: kept beside its words, so that both narrow at once. */
export type Facets = {
  channelIds?: readonly number[] | undefined
  locationIds?: readonly number[] | undefined
  methods?: readonly string[] | undefined
  countries?: readonly string[] | undefined
  priorities?: readonly Priority[] | undefined
  tags?: readonly string[] | undefined
}

/** What is known of an order to find it by. */
export type Findable = {
  number: string
  externalId: string
  channelId: number
  contact: { name: string | null; email: string | null; phone: string | null }
  shipTo: readonly { name?: string; company?: string; city?: string; phone?: string }[]
  skus: readonly string[]
  locationIds: readonly number[]
  methods: readonly string[]
  countries: readonly string[]
  priority: Priority
  tags: readonly string[]
}

/** All that an order is found by, each once. */
export function wordsOf(order: Findable): string[] {
  const { contact, shipTo } = order
  const texts = [contact.name, ...shipTo.flatMap((to) => [to.name, to.company, to.city])]
  const phones = [contact.phone, ...shipTo.map(({ phone }) => phone)]
  return [
    ...new Set([
      ...[order.number, order.externalId, ...order.skus].flatMap(wholeWords),
      ...texts.flatMap((text) => wordsAndParts(text ?? '')),
      ...emailWords(contact.email ?? ''),
      ...phones.flatMap((phone) => phoneWords(phone ?? '')),
      ...facetsOf({ ...order, channelIds: [order.channelId] }).flat(),
      ...(order.priority === NORMAL ? [] : [priorityWord(order.priority)]),
    ]),
  ]
}

/**
 * A search as alternatives, each a list of words that must all match; undefined where it has
 * neither letter nor digit. A phone number may be written in groups.
 */
export function searchOf(text: string): string[][] | undefined {
  const words = [...new Set(wholeWords(text))].slice(0, WORDS)
  if (words.length === 0) return undefined
  const isPhone = /^[+\d\s()./-]{6,40}$/.test(text)
  const digits = digitsOf(text)
  return isPhone && digits.length >= 6 ? [words, [digits]] : [words]
}

/** The search and the facets as a `tsquery`; undefined where there is neither. */
export function queryOf(search: string[][] | undefined, facets: Facets): string | undefined {
  const parts = partsOfQuery(search, facets)
  return parts.length > 0 ? parts.join(' & ') : undefined
}

/** The same in parts, each a `tsquery`, which must all match. */
export function partsOfQuery(search: string[][] | undefined, facets: Facets): string[] {
  const words = search?.length === 1 ? search[0]!.map(prefixed) : undefined
  return [
    ...(words ?? (search ? [anyOf(search.map((all) => all.map(prefixed).join(' & ')))] : [])),
    ...facetsOf(facets).map((ones) => anyOf(ones.map(quoted))),
    ...(facets.priorities ? [anyOf(facets.priorities.map(priorityQuery))] : []),
  ]
}

/** Of each kind that is asked for, the words of which one must match. */
function facetsOf({ channelIds, locationIds, methods, countries, tags }: Facets): string[][] {
  const kinds: [string, readonly (string | number)[] | undefined][] = [
    ['#c', channelIds],
    ['#l', locationIds],
    ['#m', methods],
    ['#n', countries],
    ['#t', tags],
  ]
  return kinds.flatMap(([mark, values]) => (values ? [values.map((one) => `${mark}${one}`)] : []))
}

const NORMAL: Priority = 'normal'

function priorityWord(priority: Priority): string {
  return `#p${priority}`
}

/** Most orders are normal, and those have no word for it. */
function priorityQuery(priority: Priority): string {
  if (priority !== NORMAL) return quoted(priorityWord(priority))
  const others = priorities.filter((one) => one !== NORMAL)
  return `!${anyOf(others.map((one) => quoted(priorityWord(one))))}`
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

function wholeWords(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}@._:/+-]+/u)
    .map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').slice(0, LONGEST))
    .filter((word) => word !== '')
}

function partsOf(word: string): string[] {
  return word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')
}

function wordsAndParts(text: string): string[] {
  return wholeWords(text).flatMap((word) => [word, ...partsOf(word)])
}

/** Not the parts of the domain: nearly all orders have some `com`. */
function emailWords(email: string): string[] {
  return wholeWords(email).flatMap((word) => [word, ...partsOf(word.split('@')[0]!)])
}

/** Whole, and as it is written within its country, which has nine or ten digits nearly always. */
function phoneWords(phone: string): string[] {
  const digits = digitsOf(phone)
  return digits === '' ? [] : [digits, digits.slice(-10), digits.slice(-9)]
}

/** Without the zeros that say how it is dialled. */
function digitsOf(phone: string): string {
  return phone.replaceAll(/\D/g, '').replace(/^0+/, '')
}

function quoted(word: string): string {
  return `'${word.replaceAll(/['\\]/g, String.raw`\$&`)}'`
}

function prefixed(word: string): string {
  return [...word].length >= PREFIX ? `${quoted(word)}:*` : quoted(word)
}

/** Nothing matches none: an empty list of channels is no order, not every order. */
function anyOf(alternatives: readonly string[]): string {
  return alternatives.length > 0 ? `(${alternatives.join(' | ')})` : `'#none'`
}
