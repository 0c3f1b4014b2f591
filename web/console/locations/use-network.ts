import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useRefresh } from '../../lib/use-refresh.ts'

const DECLINES_MS = 60_000
/** Sums over all stock change little, and are dear where there is much. */
const HEALTH_MS = 30_000

/** How much work lies at each location; nothing where the caller may not see it. */
export function useWork() {
  const { can } = useSession()
  const queryKey = ['fulfilment', 'by-location']
  useRefresh('fulfilment', queryKey)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => answerOf(api.GET('/v1/fulfilment-orders/counts', { signal })),
    select: ({ items }) => items,
    enabled: can('fulfilment:read'),
  })
}

/** How much of what it was given each location declined lately; it is worth a look now and then. */
export function useDeclines() {
  const { can } = useSession()
  return useQuery({
    queryKey: ['fulfilment', 'declines'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/decline-rates', { signal })),
    staleTime: DECLINES_MS,
    enabled: can('fulfilment:read'),
  })
}

/** The stock of each location over all SKUs or a category; nothing for who may not see it. */
export function useStockHealth(category?: string) {
  const { can } = useSession()
  const query = category === undefined ? {} : { category }
  const queryKey = ['stock', 'by-location', query]
  useRefresh('stock', queryKey, HEALTH_MS)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => answerOf(api.GET('/v1/stock-health', { params: { query }, signal })),
    select: ({ items }) => items,
    enabled: can('stock:read'),
  })
}

/** How full the days of locations with a capacity are; nothing where the caller may not see it. */
export function useCapacity() {
  const { can } = useSession()
  const queryKey = ['stock', 'capacity']
  useRefresh('stock', queryKey)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => answerOf(api.GET('/v1/location-capacity', { signal })),
    select: ({ items }) => items,
    enabled: can('stock:read'),
  })
}

/** One location, as it is now: somebody changes it elsewhere, or its pause ends. */
export function useLocation(code: string) {
  const queryKey = ['network', 'one', code]
  useRefresh('network', queryKey)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => readLocation(code, signal),
  })
}

export function readLocation(code: string, signal?: AbortSignal) {
  const params = { path: { code } }
  return answerOf(api.GET('/v1/locations/{code}', { params, ...(signal && { signal }) }))
}
