import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { OrderState } from '../domain/counters.ts'
import { isLate } from './state.ts'

/** Which orders a list shows; what is left out does not narrow it. */
export type ListFilter = {
  /** Those that the caller may see and asks for; undefined: all there are. */
  channelIds: readonly number[] | undefined
  /** All that there are, to walk through where none are named. */
  allChannelIds: readonly number[]
  states: readonly OrderState[] | undefined
  /** Orders that are late, besides those in `states`. */
  late: boolean
  placedFrom: string | undefined
  placedBefore: string | undefined
  externalId: string | undefined
  /** What their words must match, facets included. */
  query: string | undefined
  /** The facets alone, for orders whose number or external id was named. */
  facets: string | undefined
  /** Orders that match whatever their words are. */
  named: readonly string[]
  /** No others than these. */
  ids: readonly string[] | undefined
}

export type ListSort = { by: 'placedAt' | 'total'; descending: boolean }
export type ListPage = { sort: ListSort; after: string[] | undefined; limit: number }

/** An order of a page and what it is sorted by. */
export type Listed = { id: string; key: Temporal.Instant | number }

/**
 * The ids of one page. A filter is rare or common, and nobody knows before: so where words or
 * totals are asked for, all orders of states that few are in are looked through; else the first
 * orders of the list are tried one by one; where too few of them match, it is rare, and all that
 * match are found by their index and sorted. Each plan is quick in its place and would take seconds
 * in the other's. The transaction must plan anew.
 */
export async function listOrderIds(tx: Tx, filter: ListFilter, page: ListPage): Promise<Listed[]> {
  const { query, named, externalId, ids, channelIds } = filter
  if (channelIds?.length === 0) return []
  if (ids !== undefined) return givenOrders(tx, filter, page)
  if (externalId !== undefined) return externalOrders(tx, filter, page)
  if (query === undefined && page.sort.by === 'placedAt') return walk(tx, filter, page)
  if (named.length > 0) {
    const found = await Promise.all([rareOrders(tx, filter, page), namedOrders(tx, filter, page)])
    return merged(found.flat(), page)
  }
  const few = narrowsByState(filter) ? await ofFewStates(tx, filter, page) : undefined
  if (few) return few
  const first = await firstOrders(tx, filter, page)
  return first.length === page.limit ? first : rareOrders(tx, filter, page)
}

/** Orders with exactly these numbers or external ids: found at once by their unique indexes. */
export async function findNamed(
  tx: Tx,
  of: { texts: readonly string[]; channelIds: readonly number[] },
): Promise<string[]> {
  const numbers = of.texts.flatMap((text) => [text, text.toUpperCase()])
  const rows = await tx.query<{ id: string }>(sql`
    select id from orders.order where number = any (${numbers}::text[])
    union select id from orders.order
    where channel_id = any (${of.channelIds}::int[]) and external_id = any (${of.texts}::text[])`)
  return rows.map(({ id }) => id)
}

function narrowsByState({ states, late }: ListFilter): boolean {
  return states !== undefined || late
}

/** Newest or oldest first, by channel and state only: a short walk for each pair, then the best. */
function walk(tx: Tx, filter: ListFilter, page: ListPage): Promise<Listed[]> {
  const { order } = sortOf(page.sort, sql`o`)
  const limit = sql`limit ${page.limit}`
  const within = allOf([...inDates(filter), ...afterKey(page)])
  if (!narrowsByState(filter) && filter.channelIds === undefined) {
    return tx.query<Listed>(sql`
      select o.id, o.placed_at as key from orders.order as o where ${within}
      order by ${order} ${limit}`)
  }
  return tx.query<Listed>(sql`
    select o.id, o.placed_at as key from (${pairs(filter, within, sql`order by ${order} ${limit}`)})
      as o order by ${order} ${limit}`)
}

/** Orders of the channels and states, each pair's and the late ones' as far as `cut` goes. */
export function pairs(filter: ListFilter, within: Sql, cut: Sql): Sql {
  const channels = filter.channelIds ?? filter.allChannelIds
  const states = filter.states ?? (filter.late ? [] : ALL_STATES)
  const byState = sql`
    select p.* from unnest(${channels}::int[]) as c (id), unnest(${states}::text[]) as s (state),
    lateral (
      select o.id, o.placed_at, o.total, o.state from orders.order as o
      where o.channel_id = c.id and o.state = s.state and ${within} ${cut}) as p`
  if (!filter.late) return byState
  const late = sql`(
    select o.id, o.placed_at, o.total, o.state from orders.order as o
    where ${isLate} and o.channel_id = any (${channels}::int[]) and ${within} ${cut})`
  // Of no states at all the planner would read every order to find none.
  return states.length === 0 ? late : sql`${byState} union ${late}`
}

export const ALL_STATES: readonly OrderState[] = [
  'waiting_for_stock',
  'allocated',
  'released',
  'picked',
  'packed',
  'fulfilled',
  'returned',
  'cancelled',
  'on_hold',
]

/**
 * Those that match among the first 4,000 of the list, which are read in their order and no further
 * than the page is full: a few ms, and enough where one in 80 matches.
 */
function firstOrders(tx: Tx, filter: ListFilter, page: ListPage): Promise<Listed[]> {
  const { key, order } = sortOf(page.sort, sql`o`)
  const byTotal = page.sort.by === 'total'
  // Dates narrow a list by date to its place; of one by total they are like any other filter.
  const within = allOf([...(byTotal ? [] : inDates(filter)), ...afterKey(page)])
  const source = sourceOf(filter)
  const matches = allOf([...(byTotal ? inDates(filter) : []), ...source.matches])
  const inOrder = page.sort.descending ? sql`f.key desc, f.id desc` : sql`f.key, f.id`
  return tx.query<Listed>(sql`
    select f.id, f.key from (
      select o.id, ${key} as key from ${byTotal ? beside : sql`orders.order as o`}
      where ${within} order by ${order} limit 4000) as f
    cross join lateral (
      select from ${source.from} where o.id = f.id and ${matches} offset 0) as o
    order by ${inOrder} limit ${page.limit}`)
}

/** What is kept beside the words; it alone has an index by total. */
const beside = sql`(
  select order_id as id, channel_id, placed_at, total, words from orders.search) as o`

/** All that match, sorted. */
function rareOrders(tx: Tx, filter: ListFilter, page: ListPage): Promise<Listed[]> {
  const { key, order } = sortOf(page.sort, sql`o`)
  const within = [...inDates(filter), ...afterKey(page)]
  const found = rareOf(filter, within)
  return tx.query<Listed>(sql`
    select o.id, ${key} as key from ${found} order by ${order} limit ${page.limit}`)
}

function rareOf(filter: ListFilter, within: readonly Sql[]): Sql {
  if (narrowsByState(filter) && filter.query === undefined) {
    return sql`(${pairs(filter, allOf(within), sql``)}) as o`
  }
  const { from, matches } = sourceOf(filter)
  return sql`${from} where ${allOf([...within, ...matches])}`
}

/** Where the filter is answered from: what is kept beside the words, unless the state matters. */
function sourceOf(filter: ListFilter): { from: Sql; matches: Sql[] } {
  const { query } = filter
  if (query !== undefined && !narrowsByState(filter)) {
    const words = sql`o.words @@ ${query}::tsquery`
    return { from: beside, matches: [...inChannels(filter), words] }
  }
  return { from: sql`orders.order as o ${searched(filter)}`, matches: matching(filter) }
}

/** Of states that few orders are in, all that match; undefined where there are more. */
async function ofFewStates(
  tx: Tx,
  filter: ListFilter,
  page: ListPage,
): Promise<Listed[] | undefined> {
  const { key, order } = sortOf(page.sort, sql`o`)
  const within = allOf([...inDates(filter), ...afterKey(page)])
  const [few] = await tx.query<{ n: number }>(sql`
    select count(*) as n from (
      select from (${pairs(filter, within, sql`limit 5001`)}) as o limit 5001) as o`)
  if (few!.n > 5000) return undefined
  return tx.query<Listed>(sql`
    with o as materialized (${pairs(filter, within, sql``)})
    select o.id, ${key} as key from o
    where ${filter.query === undefined ? sql`true` : itsWordsMatch(filter)}
    order by ${order} limit ${page.limit}`)
}

/** Of one order after the other: for few orders, however many others have the words. */
export function itsWordsMatch({ query }: ListFilter): Sql {
  return sql`(select s.words @@ ${query}::tsquery from orders.search as s where s.order_id = o.id)`
}

/** The named orders that the other filters let through. */
function namedOrders(tx: Tx, filter: ListFilter, page: ListPage): Promise<Listed[]> {
  const { key, order } = sortOf(page.sort, sql`o`)
  const only: ListFilter = { ...filter, query: filter.facets }
  const matches = [
    sql`o.id = any (${filter.named}::uuid[])`,
    ...inDates(filter),
    ...afterKey(page),
    ...matching(only),
  ]
  return tx.query<Listed>(sql`
    select o.id, ${key} as key from orders.order as o ${searched(only)}
    where ${allOf(matches)} order by ${order} limit ${page.limit}`)
}

/** Those of the given orders that the other filters let through. */
function givenOrders(tx: Tx, filter: ListFilter, page: ListPage): Promise<Listed[]> {
  const { key, order } = sortOf(page.sort, sql`o`)
  const { ids, externalId } = filter
  const matches = [
    sql`o.id = any (${ids}::uuid[])`,
    ...(externalId === undefined ? [] : [sql`o.external_id = ${externalId}`]),
    ...inDates(filter),
    ...afterKey(page),
    ...matching(filter),
  ]
  return tx.query<Listed>(sql`
    select o.id, ${key} as key from orders.order as o ${searched(filter)}
    where ${allOf(matches)} order by ${order} limit ${page.limit}`)
}

/** An external id is there once in each channel. */
function externalOrders(tx: Tx, filter: ListFilter, page: ListPage): Promise<Listed[]> {
  const { key, order } = sortOf(page.sort, sql`o`)
  const channels = filter.channelIds ?? filter.allChannelIds
  const matches = [
    sql`o.channel_id = any (${channels}::int[]) and o.external_id = ${filter.externalId}`,
    ...inDates(filter),
    ...afterKey(page),
    ...matching(filter),
  ]
  return tx.query<Listed>(sql`
    select o.id, ${key} as key from orders.order as o ${searched(filter)}
    where ${allOf(matches)} order by ${order} limit ${page.limit}`)
}

/** What of the filter is neither a date nor a place in the list, of the order `o` and its words. */
function matching(filter: ListFilter): Sql[] {
  const { query, states, late } = filter
  const conditions = inChannels(filter)
  if (query !== undefined) conditions.push(sql`s.words @@ ${query}::tsquery`)
  if (states !== undefined && late) {
    conditions.push(sql`(o.state = any (${states}::text[]) or ${isLate})`)
  } else if (states !== undefined) conditions.push(sql`o.state = any (${states}::text[])`)
  else if (late) conditions.push(isLate)
  return conditions
}

function inChannels({ channelIds }: ListFilter): Sql[] {
  return channelIds === undefined ? [] : [sql`o.channel_id = any (${channelIds}::int[])`]
}

function searched({ query }: ListFilter): Sql {
  return query === undefined ? sql`` : sql`join orders.search as s on s.order_id = o.id`
}

export function inDates({ placedFrom, placedBefore }: ListFilter): Sql[] {
  return [
    ...(placedFrom === undefined ? [] : [sql`o.placed_at >= ${placedFrom}::timestamptz`]),
    ...(placedBefore === undefined ? [] : [sql`o.placed_at < ${placedBefore}::timestamptz`]),
  ]
}

function afterKey({ sort, after }: ListPage): Sql[] {
  if (!after) return []
  const place =
    sort.by === 'placedAt'
      ? sql`(${after[0]}::timestamptz, ${after[1]}::uuid)`
      : sql`(${after[0]}::bigint, ${after[1]}::uuid)`
  const columns = sort.by === 'placedAt' ? sql`(o.placed_at, o.id)` : sql`(o.total, o.id)`
  return [sort.descending ? sql`${columns} < ${place}` : sql`${columns} > ${place}`]
}

function sortOf({ by, descending }: ListSort, o: Sql): { key: Sql; order: Sql } {
  const key = by === 'placedAt' ? sql`${o}.placed_at` : sql`${o}.total`
  return { key, order: descending ? sql`${key} desc, ${o}.id desc` : sql`${key}, ${o}.id` }
}

/** The page of orders that were found in two ways, each order once. */
function merged(found: readonly Listed[], { sort, limit }: ListPage): Listed[] {
  const once = [...new Map(found.map((one) => [one.id, one])).values()]
  const sign = sort.descending ? -1 : 1
  return once.toSorted((a, b) => sign * compared(a, b)).slice(0, limit)
}

function compared(a: Listed, b: Listed): number {
  const byKey =
    typeof a.key === 'number' || typeof b.key === 'number'
      ? Number(a.key) - Number(b.key)
      : Temporal.Instant.compare(a.key, b.key)
  return byKey || (a.id < b.id ? -1 : 1)
}
