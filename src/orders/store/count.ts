import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { OrderState } from '../domain/counters.ts'
import { ALL_STATES, exactly, inDates, itsWordsMatch, pairs, type ListFilter } from './filter.ts'
import { countExpected, leadingOf, wordsMatch } from './expect.ts'
import { isLate } from './state.ts'

/** Counted as far as a bound; `isCapped`: these are the least that there are. */
export type Count = { count: number; isCapped: boolean }
export type StateCount = Count & { state: OrderState | 'late' }
export type Counts = { total: Count; states: StateCount[] }

const CAP = 10_000
/** How far the counting of a search goes: there is a look at each order, not only at an index. */
export type CountBounds = {
  found: number
  /** Words that more than so many are expected to have are sought among the newest first. */
  common: number
  newest: number
  /** So many orders of states that few are in are looked through besides. */
  ofFewStates: number
}
const BOUNDS: CountBounds = { found: 1000, common: 50_000, newest: 20_000, ofFewStates: 1000 }

/** How many orders match, in all and by state. The transaction must plan anew. */
export async function countOrders(
  tx: Tx,
  filter: ListFilter,
  bounds: CountBounds = BOUNDS,
): Promise<Counts> {
  if (filter.channelIds?.length === 0) return { total: capped(0), states: [] }
  return filter.query === undefined && exactly(filter) === undefined
    ? countAll(tx, filter)
    : countFound(tx, filter, bounds)
}

/** By channel, state and date alone, which their index answers. */
async function countAll(tx: Tx, filter: ListFilter): Promise<Counts> {
  const within = allOf(inDates(filter))
  const [states, total] = await Promise.all([
    countStates(tx, filter, sql`limit 10001`),
    filter.late
      ? tx.query<{ n: number }>(sql`
          select count(*) as n from (
            select from (${pairs(filter, within, sql`limit 10001`)}) as o limit 10001) as o`)
      : undefined,
  ])
  const counts = states.map(({ state, n }) => ({ state, ...capped(n) }))
  return { total: total ? capped(total[0]!.n) : sumOf(counts), states: counts }
}

async function countStates(
  tx: Tx,
  filter: ListFilter,
  most: Sql,
): Promise<{ state: OrderState | 'late'; n: number }[]> {
  const within = allOf(inDates(filter))
  const channels = filter.channelIds ?? filter.allChannelIds
  return tx.query(sql`
    select s.state, case
      when s.state = 'late' then (
        select count(*) from (select from orders.order as o
          where ${isLate} and o.channel_id = any (${channels}::int[]) and ${within}
          ${most}) as o)
      else (
        select count(*) from (select from orders.order as o
          where o.channel_id = any (${channels}::int[]) and o.state = s.state and ${within}
          ${most}) as o)
      end as n
    from unnest(${statesOf(filter)}::text[]) with ordinality as s (state, i) order by s.i`)
}

/**
 * By words: of those found, at most so many, the states are looked up. Where there are more, a
 * state that few orders are in is counted in full, and of the others it is said that there are more
 * than so many.
 */
async function countFound(tx: Tx, filter: ListFilter, bounds: CountBounds): Promise<Counts> {
  const found = await foundByState(tx, filter, bounds)
  const all = found.reduce((sum, { n }) => sum + n, 0)
  const late = found.reduce((sum, row) => sum + row.late, 0)
  const countOf = (state: OrderState | 'late') =>
    state === 'late' ? late : (found.find((row) => row.state === state)?.n ?? 0)
  // What goes by keys is counted to the end, and by its words alone it would be another number.
  if (all <= bounds.found || exactly(filter) !== undefined) {
    const states = statesOf(filter).map((state) => ({ state, ...capped(countOf(state)) }))
    const counted = filter.states ?? (filter.late ? [] : ALL_STATES)
    // A late order of a state that is asked for as well counts once.
    const total = found.reduce((sum, row) => {
      return sum + (counted.includes(row.state) ? row.n : filter.late ? row.late : 0)
    }, 0)
    return { total: capped(total), states }
  }
  const few = await countFewStates(tx, filter, bounds.ofFewStates)
  const states = statesOf(filter).map((state): StateCount => {
    const exact = few.get(state)
    if (exact !== undefined) return { state, count: exact, isCapped: false }
    return { state, count: countOf(state), isCapped: true }
  })
  const isAll = filter.states === undefined && !filter.late
  return { total: isAll ? { count: bounds.found, isCapped: true } : leastOf(states), states }
}

type Found = { state: OrderState; n: number; late: number }

/** The states of those that match; of no more than one beyond the bound, but for named ones. */
async function foundByState(tx: Tx, filter: ListFilter, bounds: CountBounds): Promise<Found[]> {
  const { query, channelIds, allChannelIds } = filter
  const within = [sql`o.channel_id = any (${channelIds ?? allChannelIds}::int[])`]
  const dates = inDates(filter)
  const exact = exactly(filter)
  if (exact !== undefined) {
    const found = sql`${orderHaving(query)} where ${allOf([...within, ...dates, exact])}`
    return statesOfFound(tx, filter, found)
  }
  const most = sql`limit ${bounds.found + 1}`
  const matches = allOf([...within, wordsMatch(query!)])
  if ((await countExpected(tx, [wordsMatch(query!)])) > bounds.common) {
    const newest = await statesOfFound(
      tx,
      filter,
      sql`(
        select o.order_id as id from (
          select * from orders.search as o where ${allOf(dates)}
          order by o.placed_at desc, o.order_id desc limit ${bounds.newest}) as o
        where ${matches} ${most})`,
    )
    if (newest.reduce((sum, { n }) => sum + n, 0) > bounds.found) return newest
  }
  // Apart, or the planner would ask the index for all of the words after all.
  const leading = wordsMatch((await leadingOf(tx, filter.parts)).query)
  const found = sql`(select o.order_id as id from (
      select * from orders.search as o where ${allOf([leading, ...dates])} offset 0) as o
    where ${matches} ${most})`
  return statesOfFound(tx, filter, found)
}

function statesOfFound(tx: Tx, filter: ListFilter, found: Sql): Promise<Found[]> {
  const { facets, named, channelIds, allChannelIds } = filter
  const channels = channelIds ?? allChannelIds
  const within = [sql`o.channel_id = any (${channels}::int[])`, ...inDates(filter)]
  const also =
    named.length === 0
      ? sql``
      : sql`union ${orderHaving(facets)} where ${allOf(within)} and o.id = any (${named}::uuid[])`
  return tx.query<Found>(sql`
    with found as materialized (${found} ${also})
    select o.state, count(*) as n, count(*) filter (where ${isLate}) as late
    from found join orders.order as o on o.id = found.id group by o.state`)
}

function orderHaving(query: string | undefined): Sql {
  if (query === undefined) return sql`select o.id from orders.order as o`
  return sql`select o.id from orders.order as o
    join orders.search as s on s.order_id = o.id and s.words @@ ${query}::tsquery`
}

/**
 * The states of the fewest orders, of no more than `most` together that the other filters let
 * through, and how many of them match.
 */
async function countFewStates(
  tx: Tx,
  filter: ListFilter,
  most: number,
): Promise<Map<OrderState | 'late', number>> {
  const few = await countStates(tx, filter, sql`limit ${most + 1}`)
  let looked = 0
  const states = few
    .toSorted((a, b) => a.n - b.n)
    .filter(({ n }) => (looked += n) <= most)
    .map(({ state }) => state)
  const counts = await Promise.all(
    states.map(async (state): Promise<[OrderState | 'late', number]> => {
      const isAsked = state === 'late'
      const one = { ...filter, states: isAsked ? undefined : [state], late: isAsked }
      const [row] = await tx.query<{ n: number }>(sql`
        with o as materialized (${pairs(one, allOf(inDates(filter)), sql``)})
        select count(*) as n from o where ${itsWordsMatch(filter)}`)
      return [state, row!.n]
    }),
  )
  return new Map(counts)
}

/** Those that are asked for; all, and the late ones besides, where none are. */
function statesOf({ states, late }: ListFilter): (OrderState | 'late')[] {
  if (states === undefined && !late) return [...ALL_STATES, 'late']
  return [...(states ?? []), ...(late ? ['late' as const] : [])]
}

/** What `countAll` found. */
function capped(n: number): Count {
  return { count: Math.min(n, CAP), isCapped: n > CAP }
}

/** Of some states; nobody knows how many of the late ones are in the others. */
function leastOf(states: readonly StateCount[]): Count {
  const late = states.find(({ state }) => state === 'late')
  const sum = sumOf(states)
  if (!late || states.length === 1) return sum
  return { count: Math.max(sum.count, late.count), isCapped: true }
}

/** In all; late orders are in some state already. */
function sumOf(states: readonly StateCount[]): Count {
  const plain = states.filter(({ state }) => state !== 'late')
  const counted = plain.length > 0 ? plain : states
  const sum = counted.reduce((n, { count }) => n + count, 0)
  const isCapped = sum > CAP || states.some((one) => one.isCapped)
  return { count: Math.min(sum, CAP), isCapped }
}
