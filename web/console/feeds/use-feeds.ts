import { useQuery } from '@tanstack/react-query'
import { answerOf, api, type Answer, type Item } from '../../lib/api.ts'
import { useList } from '../../lib/use-list.ts'
import { useRefresh } from '../../lib/use-refresh.ts'
import type { UploadDraft } from './upload-draft.ts'

export type Watch = Item<'/v1/stock-feed-watches'>
export type Feed = Item<'/v1/stock-feeds'>
export type Refusal = Answer<'/v1/stock-feeds/{id}', 'get'>['refusals'][number]
export type Preview = NonNullable<Answer<'/v1/stock-feeds', 'post'>['preview']>

/** What a look at a file found, and what was chosen for it. */
export type Looked = { draft: UploadDraft; preview: Preview; refusals: readonly Refusal[] }

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

/** Feeds as they were received, the latest first: all, or those that name a location. */
export function useReceived(location: string | undefined) {
  const key = [...KEY, 'received', location]
  useRefresh('stock', key)
  return useList({
    key,
    everyMs: LOOK_MS,
    page: (cursor, signal) => {
      const query = {
        limit: PAGE,
        ...(location !== undefined && { location }),
        ...(cursor !== undefined && { cursor }),
      }
      return answerOf(api.GET('/v1/stock-feeds', { params: { query }, signal }))
    },
  })
}

const LAST = 5

/** The latest that name a location, of one source or of all. */
export function useLastOf(of: { location: string; source?: string }) {
  const queryKey = [...KEY, 'last', of]
  useRefresh('stock', queryKey)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      const query = { ...of, limit: LAST }
      return answerOf(api.GET('/v1/stock-feeds', { params: { query }, signal }))
    },
    refetchInterval: LOOK_MS,
    select: ({ items }) => items,
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
