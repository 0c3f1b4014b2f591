import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useRefresh } from '../../lib/use-refresh.ts'

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

/** The stock of each location over all SKUs; nothing where the caller may not see it. */
export function useStockHealth() {
  const { can } = useSession()
  const queryKey = ['stock', 'by-location']
  useRefresh('stock', queryKey)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => answerOf(api.GET('/v1/stock-health', { signal })),
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

/** Which system is in charge of the stock numbers of a location; undefined where none is. */
export function useOwner(code: string): string | undefined {
  const { data } = useQuery({
    queryKey: ['network', 'authorities'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/authorities', { signal })),
    select: ({ items }) => items,
  })
  return data?.find(({ location }) => location === code)?.owner ?? undefined
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
