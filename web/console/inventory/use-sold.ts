import { useQuery, useQueryClient } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useChanges } from '../../lib/live.tsx'
import { useSession } from '../../lib/session.tsx'
import type { OrderWords } from '../order/words.en.ts'
import { askPast, ofSku, type Then } from './use-stock.ts'

/** A delivery method, as the API names it. */
export type Method = keyof OrderWords['methods']

/** Whose sales of what, by which delivery method if by one. */
type Asked = { sku: string; channel: string | undefined; method: Method | undefined }

/** What a channel can sell of an item, with every term; anew where stock, places or rules do. */
export function useSold({ sku, channel, method }: Asked, isNow: boolean) {
  const queries = useQueryClient()
  const key = ofSku(sku, 'sold', channel ?? '', method ?? '')
  const again = () => void queries.invalidateQueries({ queryKey: key })
  useChanges('network', again)
  useChanges('rules', again)
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => {
      const query = { channel: channel!, sku, explain: true, ...(method && { method }) }
      return answerOf(api.GET('/v1/availability', { params: { query }, signal }))
    },
    enabled: isNow && channel !== undefined,
  })
}

/** What it could sell at a moment. */
export function useSoldThen({ sku, channel, method }: Asked, then: Then | undefined) {
  return useQuery({
    queryKey: ['stock', 'past', sku, then?.at, then?.view, 'sold', channel, method],
    queryFn: async ({ signal }) => {
      const past = await askPast(
        sku,
        then!,
        { channel: channel!, ...(method && { method }) },
        signal,
      )
      return past.offer!
    },
    enabled: then !== undefined && channel !== undefined,
  })
}

/** The channels that sell, for who may see them. */
export function useSellers() {
  const { can } = useSession()
  return useQuery({
    queryKey: ['network', 'channels', 'all'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/channels', { signal }))).items,
    enabled: can('network:read'),
  })
}
