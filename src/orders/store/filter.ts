import { allOf, sql, type Sql } from '../../platform/db/sql.ts'
import type { OrderState } from '../domain/counters.ts'
import { isLate, isLateOf } from './state.ts'

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
  /** The same in parts that must all match. */
  parts: readonly string[]
  /** The facets alone, for orders whose number or external id was named. */
  facets: string | undefined
  /** Orders that match whatever their words are. */
  named: readonly string[]
  /** No others than these. */
  ids: readonly string[] | undefined
  /** No others than those that wait for this SKU. */
  waitingFor: number | undefined
}

export type ListSort = { by: 'placedAt' | 'total'; descending: boolean }
export type ListPage = { sort: ListSort; after: string[] | undefined; limit: number }

/** An order of a page and what it is sorted by. */
export type Listed = { id: string; key: Temporal.Instant | number }

export function narrowsByState({ states, late }: ListFilter): boolean {
  return states !== undefined || late
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
  'waiting_for_receipt',
  'allocated',
  'released',
  'picked',
  'packed',
  'fulfilled',
  'returned',
  'cancelled',
  'on_hold',
]

/** Of one order after the other: for few orders, however many others have the words. */
export function itsWordsMatch({ query }: ListFilter): Sql {
  return sql`(select s.words @@ ${query}::tsquery from orders.search as s where s.order_id = o.id)`
}

/** What of the filter is neither a date nor a place in the list, of the order `o` and its words. */
export function matching(filter: ListFilter): Sql[] {
  const { query } = filter
  const conditions = inChannels(filter)
  if (query !== undefined) conditions.push(sql`s.words @@ ${query}::tsquery`)
  if (narrowsByState(filter)) conditions.push(stateMatches(filter, sql`o`))
  return conditions
}

/**
 * The orders that are told apart by an index of their own, few enough to look at each; undefined
 * where nothing does.
 */
export function exactly({ externalId, ids, waitingFor }: ListFilter): Sql | undefined {
  const named = [
    ...(ids === undefined ? [] : [sql`o.id = any (${ids}::uuid[])`]),
    ...(externalId === undefined ? [] : [sql`o.external_id = ${externalId}`]),
    ...(waitingFor === undefined ? [] : [waitsFor(waitingFor)]),
  ]
  return named.length === 0 ? undefined : allOf(named)
}

/** Some of a line of the SKU is not there: it has none, or waits for what is on its way. */
function waitsFor(skuId: number): Sql {
  return sql`o.id in (
    select l.order_id from orders.order_line as l
    where l.sku_id = ${skuId} and l.ordered - l.cancelled > l.allocated
    union all select l.order_id from orders.order_line as l
    where l.sku_id = ${skuId} and l.expected > 0)`
}

/** The order with this name is in one of the states that are asked for. */
export function stateMatches({ states, late }: ListFilter, o: Sql): Sql {
  const isOne = sql`${o}.state = any (${states}::text[])`
  if (!late) return isOne
  return states === undefined ? isLateOf(o) : sql`(${isOne} or ${isLateOf(o)})`
}

export function inChannels({ channelIds }: ListFilter): Sql[] {
  return channelIds === undefined ? [] : [sql`o.channel_id = any (${channelIds}::int[])`]
}

export function searched({ query }: ListFilter): Sql {
  return query === undefined ? sql`` : sql`join orders.search as s on s.order_id = o.id`
}

export function inDates({ placedFrom, placedBefore }: ListFilter): Sql[] {
  return [
    ...(placedFrom === undefined ? [] : [sql`o.placed_at >= ${placedFrom}::timestamptz`]),
    ...(placedBefore === undefined ? [] : [sql`o.placed_at < ${placedBefore}::timestamptz`]),
  ]
}

export function afterKey({ sort, after }: ListPage): Sql[] {
  if (!after) return []
  const place =
    sort.by === 'placedAt'
      ? sql`(${after[0]}::timestamptz, ${after[1]}::uuid)`
      : sql`(${after[0]}::bigint, ${after[1]}::uuid)`
  const columns = sort.by === 'placedAt' ? sql`(o.placed_at, o.id)` : sql`(o.total, o.id)`
  return [sort.descending ? sql`${columns} < ${place}` : sql`${columns} > ${place}`]
}

export function sortOf({ by, descending }: ListSort, o: Sql): { key: Sql; order: Sql } {
  const key = by === 'placedAt' ? sql`${o}.placed_at` : sql`${o}.total`
  return { key, order: descending ? sql`${key} desc, ${o}.id desc` : sql`${key}, ${o}.id` }
}
