import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { OrderState } from '../domain/counters.ts'
import { ALL_STATES, inDates, itsWordsMatch, pairs, type ListFilter } from './list.ts'
import { isLate } from './state.ts'

/** So many at most are counted; `isCapped`: there are more than `count`. */
export type Count = { count: number; isCapped: boolean }
export type StateCount = Count & { state: OrderState | 'late' }
export type Counts = { total: Count; states: StateCount[] }

const CAP = 10_000

/** How many orders match, in all and by state. The transaction must plan anew. */
export async function countOrders(tx: Tx, filter: ListFilter): Promise<Counts> {
  if (filter.channelIds?.length === 0) return { total: capped(0), states: [] }
  const { query, externalId, ids } = filter
  return query === undefined && externalId === undefined && ids === undefined
    ? countAll(tx, filter)
    : countFound(tx, filter)
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
async function countFound(tx: Tx, filter: ListFilter): Promise<Counts> {
  const found = await foundByState(tx, filter)
  const all = found.reduce((sum, { n }) => sum + n, 0)
  const late = found.reduce((sum, row) => sum + row.late, 0)
  const countOf = (state: OrderState | 'late') =>
    state === 'late' ? late : (found.find((row) => row.state === state)?.n ?? 0)
  if (all <= CAP) {
    const states = statesOf(filter).map((state) => ({ state, ...capped(countOf(state)) }))
    const counted = filter.states ?? (filter.late ? [] : ALL_STATES)
    // A late order of a state that is asked for as well counts once.
    const total = found.reduce((sum, row) => {
      return sum + (counted.includes(row.state) ? row.n : filter.late ? row.late : 0)
    }, 0)
    return { total: capped(total), states }
  }
  const few = await countFewStates(tx, filter)
  const states = statesOf(filter).map((state): StateCount => {
    const exact = few.get(state)
    if (exact !== undefined) return { state, count: exact, isCapped: false }
    return { state, count: Math.min(countOf(state), CAP), isCapped: true }
  })
  const isAll = filter.states === undefined && !filter.late
  return { total: isAll ? capped(all) : sumOf(states), states }
}

type Found = { state: OrderState; n: number; late: number }

function foundByState(tx: Tx, filter: ListFilter): Promise<Found[]> {
  const { query, facets, named, channelIds, allChannelIds } = filter
  const channels = channelIds ?? allChannelIds
  const exact = exactly(filter)
  const within = [sql`o.channel_id = any (${channels}::int[])`, ...inDates(filter)]
  const found =
    exact === undefined
      ? sql`(select o.order_id as id from orders.search as o
          where ${allOf([...within, sql`o.words @@ ${query}::tsquery`])} limit 10001)`
      : sql`${orderHaving(query)} where ${allOf([...within, exact])}`
  const also =
    named.length === 0
      ? sql``
      : sql`union ${orderHaving(facets)} where ${allOf(within)} and o.id = any (${named}::uuid[])`
  return tx.query<Found>(sql`
    with found as materialized (${found} ${also})
    select o.state, count(*) as n, count(*) filter (where ${isLate}) as late
    from found join orders.order as o on o.id = found.id group by o.state`)
}

/** Named one by one, they are found by unique indexes and not by words. */
function exactly({ externalId, ids }: ListFilter): Sql | undefined {
  const named = [
    ...(ids === undefined ? [] : [sql`o.id = any (${ids}::uuid[])`]),
    ...(externalId === undefined ? [] : [sql`o.external_id = ${externalId}`]),
  ]
  return named.length === 0 ? undefined : allOf(named)
}

function orderHaving(query: string | undefined): Sql {
  if (query === undefined) return sql`select o.id from orders.order as o`
  return sql`select o.id from orders.order as o
    join orders.search as s on s.order_id = o.id and s.words @@ ${query}::tsquery`
}

/** States of at most 1,000 orders that the other filters let through, and how many match. */
async function countFewStates(
  tx: Tx,
  filter: ListFilter,
): Promise<Map<OrderState | 'late', number>> {
  const few = await countStates(tx, filter, sql`limit 1001`)
  const states = few.filter(({ n }) => n <= 1000).map(({ state }) => state)
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

function capped(n: number): Count {
  return { count: Math.min(n, CAP), isCapped: n > CAP }
}

/** In all; late orders are in some state already. */
function sumOf(states: readonly StateCount[]): Count {
  const plain = states.filter(({ state }) => state !== 'late')
  const counted = plain.length > 0 ? plain : states
  const sum = counted.reduce((n, { count }) => n + count, 0)
  const isCapped = sum > CAP || states.some((one) => one.isCapped)
  return { count: Math.min(sum, CAP), isCapped }
}
