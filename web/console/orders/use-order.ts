import { useQuery } from '@tanstack/react-query'
import { answerOf, api, type Answer } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

export type Order = Answer<'/v1/orders/{id}', 'get'>

/** Everything that a glance at an order shows; the stream makes it stale with each version. */
export function useOrder(id: string) {
  return useQuery({
    queryKey: ['orders', 'one', id, 'order'],
    queryFn: ({ signal }) => {
      return answerOf(api.GET('/v1/orders/{id}', { params: { path: { id } }, signal }))
    },
  })
}

/** Why its deliveries come from where they come; nothing for who may not see it. */
export function useDecisions(id: string) {
  const { can } = useSession()
  return useQuery({
    queryKey: ['orders', 'one', id, 'decisions'],
    enabled: can('routing:read'),
    queryFn: ({ signal }) => {
      return answerOf(api.GET('/v1/orders/{id}/decisions', { params: { path: { id } }, signal }))
    },
  })
}
