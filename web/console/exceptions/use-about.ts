import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import type { OrderRow } from '../orders/use-orders.ts'
import type { Task } from './causes.ts'
import { shortOf } from './options.ts'

/** As many orders as are named in one request. */
const AT_ONCE = 200
const FRESH_MS = 60_000

/** The orders that exceptions are about, by id: who waits, and for how much. */
export function useOrdersOf(tasks: readonly Task[]): ReadonlyMap<string, OrderRow> {
  const { can } = useSession()
  const ids = [...new Set(tasks.flatMap(({ order }) => order?.id ?? []))]
  const { data } = useQuery({
    queryKey: ['tasks', 'orders', ids],
    enabled: ids.length > 0 && can('orders:read'),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const parts = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, i) => {
        const query = { ids: ids.slice(i * AT_ONCE, (i + 1) * AT_ONCE).join(','), limit: AT_ONCE }
        return answerOf(api.GET('/v1/orders', { params: { query }, signal }))
      })
      const rows = (await Promise.all(parts)).flatMap(({ items }) => items)
      return new Map(rows.map((row) => [row.id, row]))
    },
  })
  return data ?? NONE
}

const NONE: ReadonlyMap<string, OrderRow> = new Map()

/** The order of an exception about goods, and what is announced of those that it is short of. */
export function useShortage({ cause, order, closedAt }: Task) {
  const { can } = useSession()
  const id = order?.id
  const isShort = (cause === 'shortage' || cause === 'promise_broken') && closedAt === null
  return useQuery({
    queryKey: ['orders', 'one', id, 'shortage'],
    enabled: id !== undefined && isShort && can('orders:read') && can('stock:read'),
    queryFn: async ({ signal }) => {
      const params = { path: { id: id! } }
      const found = await answerOf(api.GET('/v1/orders/{id}', { params, signal }))
      const short = found.lines.filter((line) => shortOf(line) > 0)
      const skus = [...new Set(short.map(({ sku }) => sku))]
      const pages = await Promise.all(
        skus.map((sku) =>
          answerOf(api.GET('/v1/expected-receipts', { params: { query: { sku } }, signal })),
        ),
      )
      return { order: found, coming: pages.flatMap(({ items }) => items) }
    },
  })
}
