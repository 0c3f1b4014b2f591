import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useRefresh } from '../../lib/use-refresh.ts'
import { useSession } from '../../lib/session.tsx'
import { ofSku, stockOf } from '../inventory/use-stock.ts'
import type { Receipt, Worse } from './draft.ts'

/** The receipts of one item, or those that come to one place. */
export type Which = { sku: string; location?: undefined } | { location: string; sku?: undefined }

const AT_PLACES = ['stock', 'receipts', 'at']

/** What an announcement changes: all that is asked of the item, and what comes to places. */
export const staleBy = (sku: string) => [ofSku(sku), AT_PLACES]

const EXCEPTIONS_MS = 1000
const FEW = 10

/** What is still expected, the next first. */
export function useReceipts(which: Which) {
  const key =
    which.sku === undefined ? [...AT_PLACES, which.location] : ofSku(which.sku, 'receipts')
  // What concerns one item is told of it; a place hears of any.
  useRefresh('stock', key, undefined, ({ location }) => location === which.location)
  return useInfiniteQuery({
    queryKey: key,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const { sku, location } = which
      const query = {
        // Beside all else of a place a few are enough.
        ...(location !== undefined && { limit: FEW }),
        ...(sku !== undefined && { sku }),
        ...(location !== undefined && { location }),
        ...(pageParam !== undefined && { cursor: pageParam }),
      }
      return answerOf(api.GET('/v1/expected-receipts', { params: { query }, signal }))
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

/** Names of items by their codes, as far as there is stock of them. */
export function useItemNames(skus: readonly string[]): (sku: string) => string {
  const asked = [...new Set(skus)].toSorted()
  const { data } = useQuery<ReadonlyMap<string, string>>({
    queryKey: ['stock', 'receipts', 'names', asked],
    enabled: asked.length > 0,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      return new Map((await stockOf(asked, {}, signal)).map(({ sku, name }) => [sku, name]))
    },
  })
  return (sku) => data?.get(sku) ?? sku
}

export const pathOf = ({ sku, location, no }: Receipt) => ({ sku, location, no: String(no) })

export function readReceipt(receipt: Receipt): Promise<Receipt> {
  const params = { path: pathOf(receipt) }
  return answerOf(api.GET('/v1/expected-receipts/{sku}/{location}/{no}', { params }))
}

/**
 * What would become of the orders that were promised some, asked where something is worse. Nothing
 * stands there while something else is typed than was asked for.
 */
export function useForeseen(receipt: Receipt, worse: Worse | undefined) {
  const { can } = useSession()
  const text = worse && JSON.stringify(worse)
  const asked = useDeferredValue(text)
  const isAsked = asked !== undefined && can('orders:read')
  const { data, error } = useQuery({
    queryKey: ['stock', 'promises', receipt, asked],
    enabled: isAsked,
    queryFn: ({ signal }) => {
      const params = { path: pathOf(receipt), query: JSON.parse(asked!) as Worse }
      const path = '/v1/expected-receipts/{sku}/{location}/{no}/promises'
      return answerOf(api.GET(path, { params, signal }))
    },
  })
  const isCurrent = text !== undefined && text === asked
  return {
    data: isCurrent ? data : undefined,
    error: isCurrent ? error : null,
    isLooking: text !== undefined && can('orders:read') && !(isCurrent && (data || error)),
  }
}

/** The open exceptions of orders that do not get their goods as promised, by order. */
export function useExceptionsOf(orders: readonly string[]): ReadonlyMap<string, string> {
  const { can } = useSession()
  const key = ['tasks', 'broken', orders]
  useRefresh('tasks', key, EXCEPTIONS_MS)
  const { data } = useQuery({
    queryKey: key,
    enabled: orders.length > 0 && can('tasks:read'),
    queryFn: async ({ signal }) => {
      const found = await Promise.all(
        orders.map((order) => {
          const query = { order, cause: 'promise_broken' }
          return answerOf(api.GET('/v1/tasks', { params: { query }, signal }))
        }),
      )
      return new Map(
        found.flatMap(({ items: [task] }) => (task?.order ? [[task.order.id, task.id]] : [])),
      )
    },
  })
  return data ?? NONE
}

const NONE: ReadonlyMap<string, string> = new Map()
