import { useQuery } from '@tanstack/react-query'
import { answerOf, api, type Answer, type Item } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useRefresh } from '../../lib/use-refresh.ts'

export type Carrier = Item<'/v1/carriers'>
export type Service = Item<'/v1/carrier-services'>
export type CardHead = Item<'/v1/rate-cards'>
export type Card = Answer<'/v1/carrier-services/{code}/rate-cards/{version}', 'get'>
export type Time = Service['collections'][number]['times'][number]

/** What is asked again when something of carriers was changed here. */
export const STALE = [['shipping']]
const SOON_MS = 500
/** A card begins and ends without anything being told of it. */
const LOOK_MS = 60_000

export function useCarriers() {
  const queryKey = ['shipping', 'carriers']
  useRefresh('shipping', queryKey, SOON_MS)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => answerOf(api.GET('/v1/carriers', { signal })),
    select: ({ items }) => items,
  })
}

/** Nothing where the reader may not see them. */
export function useServices() {
  const { can } = useSession()
  const queryKey = ['shipping', 'services']
  useRefresh('shipping', queryKey, SOON_MS)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => readServices(signal),
    enabled: can('shipping:read'),
  })
}

/** The cards of all services that count now or will. */
export function useLiveCards() {
  const queryKey = ['shipping', 'cards']
  useRefresh('shipping', queryKey, SOON_MS)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => answerOf(api.GET('/v1/rate-cards', { signal })),
    select: ({ items }) => items,
    refetchInterval: LOOK_MS,
  })
}

/** All cards that a service ever had, the newest first. */
export function useVersions(code: string) {
  const queryKey = ['shipping', 'cards', code]
  useRefresh('shipping', queryKey, SOON_MS)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const params = { path: { code } }
      return answerOf(api.GET('/v1/carrier-services/{code}/rate-cards', { params, signal }))
    },
    select: ({ items }) => items,
    refetchInterval: LOOK_MS,
  })
}

/** A card with all its prices: it never changes. */
export function useCard(code: string, version: string | undefined) {
  return useQuery({
    queryKey: ['rate-card', code, version],
    queryFn: ({ signal }) => {
      const params = { path: { code, version: version! } }
      return answerOf(
        api.GET('/v1/carrier-services/{code}/rate-cards/{version}', { params, signal }),
      )
    },
    enabled: version !== undefined,
    staleTime: Infinity,
  })
}

export async function readServices(signal?: AbortSignal): Promise<Service[]> {
  return (await answerOf(api.GET('/v1/carrier-services', signal ? { signal } : {}))).items
}

export async function readService(code: string): Promise<Service> {
  return (await readServices()).find((one) => one.code === code)!
}
