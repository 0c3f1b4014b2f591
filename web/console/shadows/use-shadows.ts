import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { answerOf, api, type Answer, type Item } from '../../lib/api.ts'
import { useList } from '../../lib/use-list.ts'
import { KEY as ROUTING } from '../routing/use-routing.ts'
import type { ChangeReasons, ChangesFilter } from '../simulator/use-simulations.ts'

export type Shadow = Answer<'/v1/routing-shadows/{id}', 'get'>
export type Summary = Item<'/v1/routing-shadows'>
export type Result = Shadow['results'][number]
export type Miss = Shadow['missed'][number]['why']

/** The topic of routing tells when one starts and ends. */
export const KEY = [...ROUTING, 'shadows']
/** Nothing tells of an order that was compared: one that runs is looked at while it does. */
const RUNNING_MS = 2000
const LIST_MS = 5000

export function useShadows() {
  return useList<Summary>({
    key: [...KEY, 'list'],
    page: (cursor, signal) => {
      const query = { limit: 50, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/routing-shadows', { params: { query }, signal }))
    },
    everyMs: LIST_MS,
  })
}

/** One of them, with what it has counted so far. */
export function useShadow(id: string) {
  return useQuery({
    queryKey: [...KEY, id],
    queryFn: ({ signal }) => {
      return answerOf(api.GET('/v1/routing-shadows/{id}', { params: { path: { id } }, signal }))
    },
    refetchInterval: ({ state: { data } }) => (data?.state === 'ended' ? false : RUNNING_MS),
  })
}

type ChangesOf = { id: string; currency: string; filter: ChangesFilter; changed: number }

/** Orders that it decides otherwise; asked anew when there are more. */
export function useShadowChanges({ id, currency, filter, changed }: ChangesOf) {
  return useInfiniteQuery({
    queryKey: [...KEY, id, 'changes', currency, filter, changed],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: 25,
        currency,
        ...filter,
        ...(pageParam !== undefined && { cursor: pageParam }),
      }
      const params = { path: { id }, query }
      return answerOf(api.GET('/v1/routing-shadows/{id}/changes', { params, signal }))
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  })
}

/** Why an order went where it went, and would have gone by the shadow. */
export function useShadowReasons({
  id,
  currency,
  no,
}: {
  id: string
  currency: string
  no: number
}) {
  return useQuery({
    queryKey: [...KEY, id, 'reasons', currency, no],
    queryFn: async ({ signal }) => {
      const params = { path: { id, no: String(no) }, query: { currency } }
      const path = '/v1/routing-shadows/{id}/changes/{no}'
      // The client makes lists of the pairs that the types know.
      return (await answerOf(api.GET(path, { params, signal }))) as ChangeReasons
    },
  })
}
