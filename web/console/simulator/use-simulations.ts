import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answerOf, api, type Answer, type Item } from '../../lib/api.ts'
import { useList } from '../../lib/use-list.ts'

export type Simulation = Answer<'/v1/simulations/{id}', 'get'>
export type Summary = Item<'/v1/simulations'>
export type Outcome = NonNullable<Simulation['result']>['policies'][number]
export type Policy = Simulation['policies'][number]
export type Changed = Item<'/v1/simulations/{id}/changes'>
export type ChangeReasons = Answer<'/v1/simulations/{id}/changes/{no}', 'get'>
export type Term = Outcome['cost']['terms'][number]['term']
export type ChangesFilter = { way?: 'better' | 'worse'; term?: Term; location?: string }

/** What a cost is made of. */
export const TERMS: readonly Term[] = [
  'parcel',
  'freight',
  'handling',
  'late',
  'speed',
  'reroute',
  'carbon',
  'unfilled',
  'lostSales',
]

export const KEY = ['simulations']
/** Nothing tells of one that runs: it is looked at while it does. */
const RUNNING_MS = 700
const LIST_MS = 5000

export const isOver = ({ state }: { state: Simulation['state'] }) => {
  return state !== 'waiting' && state !== 'running'
}

export function useSimulations() {
  return useList<Summary>({
    key: [...KEY, 'list'],
    page: (cursor, signal) => {
      const query = { limit: 50, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/simulations', { params: { query }, signal }))
    },
    everyMs: LIST_MS,
  })
}

/** One of them, with what is known of it so far. */
export function useSimulation(id: string) {
  return useQuery({
    queryKey: [...KEY, id],
    queryFn: ({ signal }) => {
      return answerOf(api.GET('/v1/simulations/{id}', { params: { path: { id } }, signal }))
    },
    refetchInterval: ({ state: { data } }) => (data && isOver(data) ? false : RUNNING_MS),
  })
}

type ChangesOf = { id: string; policy: number; filter: ChangesFilter; isOver: boolean }

/** Orders that go elsewhere by a policy than by the first, those that differ most first. */
export function useChangedOrders({ id, policy, filter, isOver: over }: ChangesOf) {
  return useInfiniteQuery({
    queryKey: [...KEY, id, 'changes', policy, filter, over],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: 25,
        policy,
        ...filter,
        ...(pageParam !== undefined && { cursor: pageParam }),
      }
      const params = { path: { id }, query }
      return answerOf(api.GET('/v1/simulations/{id}/changes', { params, signal }))
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: over,
  })
}

/** Why an order went where it went, by both. */
export function useReasons(of: { id: string; no: number | undefined; policy: number }) {
  const { id, no, policy } = of
  return useQuery({
    queryKey: [...KEY, id, 'reasons', no, policy],
    queryFn: async ({ signal }) => {
      const params = { path: { id, no: String(no) }, query: { policy } }
      const path = '/v1/simulations/{id}/changes/{no}'
      // The client makes lists of the pairs that the types know.
      return (await answerOf(api.GET(path, { params, signal }))) as ChangeReasons
    },
    enabled: no !== undefined,
  })
}
