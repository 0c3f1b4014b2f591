import { useQuery, useQueryClient } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import type { Decisions, OrderEvent, Work } from './types.ts'

const MANY = 200

/**
 * An order by its number, followed live: all keys begin with `['orders', 'one', id]`, which the
 * stream makes stale with each version of the order. In a busy minute one reading overtakes the
 * other; they are small, and let run.
 */
export function useOrder(number: string) {
  const queries = useQueryClient()
  const read = (id: string) => {
    return answerOf(api.GET('/v1/orders/{id}', { params: { path: { id } } }))
  }
  const found = useQuery({
    queryKey: ['orders', 'number', number],
    staleTime: Infinity,
    queryFn: async () => {
      const order = await read(number)
      queries.setQueryData(['orders', 'one', order.id, 'order'], order)
      return order.id
    },
  })
  const id = found.data ?? ''
  const order = useQuery({
    queryKey: ['orders', 'one', id, 'order'],
    enabled: id !== '',
    queryFn: () => read(id),
  })
  const failed = found.isError ? found : order
  return {
    order: order.data,
    problem: order.data ? undefined : failed.error,
    again: () => void failed.refetch(),
  }
}

/** What the locations do for it, with parcels; undefined for who may not see it. */
export function useWorks(orderId: string) {
  const { can } = useSession()
  return useQuery({
    queryKey: ['orders', 'one', orderId, 'works'],
    enabled: can('fulfilment:read'),
    queryFn: async (): Promise<Work[]> => {
      const query = { order: orderId, limit: MANY }
      const list = await answerOf(api.GET('/v1/fulfilment-orders', { params: { query } }))
      return Promise.all(
        list.items.map(({ id }) =>
          answerOf(api.GET('/v1/fulfilment-orders/{id}', { params: { path: { id } } })),
        ),
      )
    },
  })
}

/** Everything that happened to it, the first thing first. */
export function useEvents(orderId: string) {
  return useQuery({
    queryKey: ['orders', 'one', orderId, 'events'],
    queryFn: async () => {
      const events: OrderEvent[] = []
      let cursor: string | null = null
      do {
        const query: { limit: number; cursor?: string } = { limit: MANY }
        if (cursor !== null) query.cursor = cursor
        const params = { path: { id: orderId }, query }
        const page = await answerOf(api.GET('/v1/orders/{id}/events', { params }))
        // The client makes lists of the pairs that the types know.
        events.push(...(page.items as OrderEvent[]))
        cursor = page.next
      } while (cursor !== null)
      return events
    },
  })
}

export function useDecisions(orderId: string) {
  const { can } = useSession()
  return useQuery({
    queryKey: ['orders', 'one', orderId, 'decisions'],
    enabled: can('routing:read'),
    queryFn: async () => {
      const params = { path: { id: orderId } }
      const answer = await answerOf(api.GET('/v1/orders/{id}/decisions', { params }))
      // The client makes lists of the pairs that the types know.
      return answer as Decisions
    },
  })
}

export function useChannel(code: string) {
  const { can } = useSession()
  const { data } = useQuery({
    queryKey: ['network', 'channels', 'all'],
    enabled: can('network:read'),
    queryFn: async () => (await answerOf(api.GET('/v1/channels', { params: {} }))).items,
  })
  return data?.find((channel) => channel.code === code)
}

/** Names of people by their id, for who may see them. */
export function usePeople() {
  const { can } = useSession()
  return useQuery({
    queryKey: ['people', 'names'],
    enabled: can('tasks:read'),
    queryFn: async () => {
      const query = { limit: MANY }
      return (await answerOf(api.GET('/v1/people', { params: { query } }))).items
    },
  })
}
