import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Tx } from '../../platform/db/index.ts'
import { countExpected, leadingOf, wordsMatch } from './expect.ts'
import {
  afterKey,
  inChannels,
  inDates,
  itsWordsMatch,
  narrowsByState,
  pairs,
  sortOf,
  stateMatches,
  type Listed,
  type ListFilter,
  type ListPage,
} from './filter.ts'

/** How far each way to find orders goes before the next is tried. */
export type Bounds = {
  /** So few, as the planner expects them, are sought by the index of words and sorted. */
  few: number
  /** Where it errs, no more than these are read before the list is walked after all. */
  fewAtMost: number
  /** So many of the list are walked for a page. */
  walked: number
  /** The same of a list by state, where each order costs more. */
  walkedByState: number
  /** So many in all are taken from the lists of the states and channels to be walked. */
  takenByState: number
  /** In states of no more orders than these, all are looked through. */
  ofFewStates: number
}

/** A walk fills a page of 50 where one order in 160 matches; by state, where one in 80. */
const BOUNDS: Bounds = {
  few: 1500,
  fewAtMost: 3000,
  walked: 8000,
  walkedByState: 4000,
  takenByState: 32_000,
  ofFewStates: 5000,
}

/**
 * A page of orders by their words, or by their total. What is asked for is rare or common, and each
 * way is quick in its place and would take seconds in the other's: so all orders of states that few
 * are in are looked through; else, where few are expected to match, all that do are found by the
 * index of words, the rarest word leading, and sorted; else the list is walked until the page is
 * full. Each way gives up after a bounded number of orders, for the next to be tried.
 */
export async function searchedOrders(
  tx: Tx,
  filter: ListFilter,
  page: ListPage,
  bounds: Bounds = BOUNDS,
): Promise<Listed[]> {
  const { query } = filter
  const { few, fewAtMost } = bounds
  const most = bounds.ofFewStates
  const ofFew = narrowsByState(filter) ? await ofFewStates(tx, filter, page, most) : undefined
  if (ofFew) return ofFew
  const narrowing = [...inDates(filter), ...(query === undefined ? [] : [wordsMatch(query)])]
  const isRare = narrowing.length > 0 && (await countExpected(tx, narrowing)) <= few
  const found = isRare ? await foundOrders(tx, filter, page, fewAtMost) : undefined
  if (found) return found
  const first = await firstOrders(tx, filter, page, bounds)
  if (first.length === page.limit) return first
  if (query === undefined) return ofStates(tx, filter, page)
  return (await foundOrders(tx, filter, page, undefined))!
}

/** All that match, sorted; undefined where what leads to them leads to more than `atMost`. */
async function foundOrders(
  tx: Tx,
  filter: ListFilter,
  page: ListPage,
  atMost: number | undefined,
): Promise<Listed[] | undefined> {
  const { query, parts } = filter
  const { key, order } = sortOf(page.sort, sql`o`)
  const within = [...inChannels(filter), ...inDates(filter), ...afterKey(page)]
  const leading = query === undefined ? [] : [wordsMatch((await leadingOf(tx, parts)).query)]
  const matches = query === undefined ? sql`true` : wordsMatch(query)
  const most = atMost === undefined ? sql`` : sql`limit ${atMost + 1}`
  const rows = await tx.query<Listed & { found: number }>(sql`
    with found as materialized (
      select o.id, o.placed_at, o.total, ${matches} as matches
      from ${beside} where ${allOf([...within, ...leading])} ${most})
    select o.id, o.key, n.found from (select count(*) as found from found) as n
    left join (
      select o.id, ${key} as key from found as o ${itsState(filter)}
      where o.matches order by ${order} limit ${page.limit}) as o on true
    order by ${page.sort.descending ? sql`o.key desc, o.id desc` : sql`o.key, o.id`}`)
  if (atMost !== undefined && rows[0]!.found > atMost) return undefined
  return rows.flatMap(({ id, key: of }) => (id === null ? [] : [{ id, key: of }]))
}

/** Those that match among the first of the list, read in their order until the page is full. */
function firstOrders(
  tx: Tx,
  filter: ListFilter,
  page: ListPage,
  bounds: Bounds,
): Promise<Listed[]> {
  const { query } = filter
  const inOrder = page.sort.descending ? sql`o.key desc, o.id desc` : sql`o.key, o.id`
  if (query !== undefined && narrowsByState(filter) && page.sort.by === 'placedAt') {
    return tx.query<Listed>(sql`
      select o.id, o.key from (${firstByState(filter, page, bounds)}) as o
      where ${itsWordsMatch(filter)} order by ${inOrder} limit ${page.limit}`)
  }
  const { key, order } = sortOf(page.sort, sql`o`)
  const byTotal = page.sort.by === 'total'
  // Dates narrow a list by date to its place; of one by total they are like any other filter.
  const within = allOf([...(byTotal ? [] : inDates(filter)), ...afterKey(page)])
  const matches = [
    ...(byTotal ? inDates(filter) : []),
    ...inChannels(filter),
    ...(query === undefined ? [] : [wordsMatch(query)]),
  ]
  const walked = narrowsByState(filter) ? bounds.walkedByState : bounds.walked
  return tx.query<Listed>(sql`
    select o.id, o.key from (
      select o.*, ${key} as key from ${beside} where ${within} order by ${order} limit ${walked}
    ) as o ${itsState(filter)}
    where ${allOf(matches)} order by ${inOrder} limit ${page.limit}`)
}

/** The first of the list of the states, taken from that of each channel and state. */
function firstByState(filter: ListFilter, page: ListPage, bounds: Bounds): Sql {
  const { order } = sortOf(page.sort, sql`o`)
  const channels = filter.channelIds ?? filter.allChannelIds
  const lists = channels.length * (filter.states?.length ?? 0) + (filter.late ? 1 : 0)
  const each = Math.min(bounds.walkedByState, Math.ceil(bounds.takenByState / Math.max(lists, 1)))
  const within = allOf([...inDates(filter), ...afterKey(page)])
  return sql`
    select o.id, o.placed_at as key
    from (${pairs(filter, within, sql`order by ${order} limit ${each}`)}) as o
    order by ${order} limit ${each}`
}

/** What is kept beside the words; it alone is indexed by total. */
const beside = sql`(
  select order_id as id, channel_id, placed_at, total, words from orders.search) as o`

/** Looks up the states of the orders `o` where they matter, of one after the other. */
function itsState(filter: ListFilter): Sql {
  if (!narrowsByState(filter)) return sql``
  return sql`cross join lateral (
    select from orders.order as s where s.id = o.id and ${stateMatches(filter, sql`s`)} offset 0
  ) as s`
}

/** All of the states, sorted. */
function ofStates(tx: Tx, filter: ListFilter, page: ListPage): Promise<Listed[]> {
  const { key, order } = sortOf(page.sort, sql`o`)
  const within = allOf([...inDates(filter), ...afterKey(page)])
  const source = narrowsByState(filter)
    ? sql`(${pairs(filter, within, sql``)}) as o where true`
    : sql`${beside} where ${allOf([within, ...inChannels(filter)])}`
  return tx.query<Listed>(sql`
    select o.id, ${key} as key from ${source} order by ${order} limit ${page.limit}`)
}

/** Of states that few orders are in, all that match; undefined where there are more. */
async function ofFewStates(
  tx: Tx,
  filter: ListFilter,
  page: ListPage,
  most: number,
): Promise<Listed[] | undefined> {
  const { key, order } = sortOf(page.sort, sql`o`)
  const within = allOf([...inDates(filter), ...afterKey(page)])
  const [few] = await tx.query<{ n: number }>(sql`
    select count(*) as n from (
      select from (${pairs(filter, within, sql`limit ${most + 1}`)}) as o limit ${most + 1}) as o`)
  if (few!.n > most) return undefined
  return tx.query<Listed>(sql`
    with o as materialized (${pairs(filter, within, sql``)})
    select o.id, ${key} as key from o
    where ${filter.query === undefined ? sql`true` : itsWordsMatch(filter)}
    order by ${order} limit ${page.limit}`)
}
