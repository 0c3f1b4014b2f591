import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Problem } from './api.ts'

export type PageOf<Row> = { items: Row[]; next: string | null }

export type List<Row> = {
  rows: readonly Row[]
  isLoading: boolean
  problem: Problem | undefined
  hasMore: boolean
  loadMore: () => void
  again: () => void
}

/** The rows of a list that the server pages: the next page is asked for when its end comes near. */
export function useList<Row>(of: {
  key: QueryKey
  page: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Row>>
}): List<Row> {
  const query = useInfiniteQuery({
    queryKey: of.key,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => of.page(pageParam, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
    // A list of which some hundred pages were scrolled through is not asked for anew as a whole.
    maxPages: 50,
  })
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  return {
    rows,
    isLoading: query.isPending,
    problem: (query.error as Problem | null) ?? undefined,
    hasMore: hasNextPage,
    loadMore,
    again: () => void refetch(),
  }
}
