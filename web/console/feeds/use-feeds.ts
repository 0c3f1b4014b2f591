import { useQuery } from '@tanstack/react-query'
import { answerOf, api, type Answer, type Item } from '../../lib/api.ts'
import { useList } from '../../lib/use-list.ts'
import { useRefresh } from '../../lib/use-refresh.ts'

export type Watch = Item<'/v1/stock-feed-watches'>
export type Feed = Item<'/v1/stock-feeds'>
export type Refusal = Answer<'/v1/stock-feeds/{id}', 'get'>['refusals'][number]

export const KEY = ['feeds']

/** A feed gets late without anything happening, and one that changes nothing tells of nothing. */
const LOOK_MS = 10_000
/** One that is being read is worth a look more often. */
const RUNNING_MS = 3000
const PAGE = 200

/** Who feeds which location, how often it should be, and when it last was. */
export function useWatches() {
  const queryKey = [...KEY, 'watches']
  useRefresh('stock', queryKey)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => answerOf(api.GET('/v1/stock-feed-watches', { signal })),
    select: ({ items }) => items,
    refetchInterval: LOOK_MS,
  })
}

/** Feeds as they were received, the latest first. */
export function useReceived() {
  const key = [...KEY, 'received']
  useRefresh('stock', key)
  return useList({
    key,
    everyMs: LOOK_MS,
    page: (cursor, signal) => {
      const query = { limit: PAGE, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/stock-feeds', { params: { query }, signal }))
    },
  })
}

/** The latest of one source that are of a location, or of many of which it may be one. */
export function useLastOf({ location, source, lastAsOf }: Watch) {
  const queryKey = [...KEY, 'last']
  useRefresh('stock', queryKey)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      return answerOf(api.GET('/v1/stock-feeds', { params: { query: { limit: PAGE } }, signal }))
    },
    refetchInterval: LOOK_MS,
    select: ({ items }) => {
      const own = items.filter((feed) => feed.source === source)
      // What is newer than its last numbers, had none for it.
      const isPast = ({ asOf }: Feed) => lastAsOf !== null && asOf <= lastAsOf
      return own.filter((feed) => (feed.location ?? (isPast(feed) && location)) === location)
    },
  })
}

/** One feed, with the first rows that were not taken. */
export function useFeed(id: string) {
  return useQuery({
    queryKey: [...KEY, 'one', id],
    queryFn: ({ signal }) => {
      return answerOf(api.GET('/v1/stock-feeds/{id}', { params: { path: { id } }, signal }))
    },
    refetchInterval: ({ state }) => (state.data?.feed.state === 'running' ? RUNNING_MS : false),
  })
}
