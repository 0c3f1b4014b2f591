import { allOf, sql } from '../../platform/db/sql.ts'
import type { Tx } from '../../platform/db/index.ts'
import {
  afterKey,
  exactly,
  inDates,
  matching,
  narrowsByState,
  pairs,
  searched,
  sortOf,
  type Listed,
  type ListFilter,
  type ListPage,
} from './filter.ts'
import { searchedOrders, type Bounds } from './searched.ts'

/** The ids of one page. The transaction must plan anew. */
export async function listOrderIds(
  tx: Tx,
  filter: ListFilter,
  page: ListPage,
  bounds?: Bounds,
): Promise<Listed[]> {
  const { query, named, externalId, ids, waitingFor, channelIds } = filter
  if (channelIds?.length === 0) return []
  if (ids !== undefined || waitingFor !== undefined) return givenOrders(tx, filter, page)
  if (externalId !== undefined) return externalOrders(tx, filter, page)
  if (query === undefined && page.sort.by === 'placedAt') return walk(tx, filter, page)
  if (named.length === 0) return searchedOrders(tx, filter, page, bounds)
  const [found, exact] = [searchedOrders(tx, filter, page, bounds), namedOrders(tx, filter, page)]
  return merged((await Promise.all([found, exact])).flat(), page)
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

/** Those of the given orders, or of those that wait, that the other filters let through. */
function givenOrders(tx: Tx, filter: ListFilter, page: ListPage): Promise<Listed[]> {
  const { key, order } = sortOf(page.sort, sql`o`)
  const matches = [exactly(filter)!, ...inDates(filter), ...afterKey(page), ...matching(filter)]
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
