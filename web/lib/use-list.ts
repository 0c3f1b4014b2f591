import {
  useInfiniteQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Problem } from './api.ts'

export type PageOf<Row> = { items: Row[]; next: string | null }

export type List<Row> = {
  rows: readonly Row[]
  isLoading: boolean
  problem: Problem | undefined
  hasMore: boolean
  /** As much is loaded as is of use; there is more. */
  isCut: boolean
  loadMore: () => void
  again: () => void
  /** Asks for the first page anew and lets the others go; what is shown stays meanwhile. */
  fromTop: () => void
}

type Pages<Row> = InfiniteData<PageOf<Row>, string | undefined>

/** Nobody scrolls further than this; whoever wants to, narrows the list down instead. */
const PAGES_MAX = 50

/** The rows of a list that the server pages: the next page is asked for when its end comes near. */
export function useList<Row>(of: {
  key: QueryKey
  page: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<Row>>
  /** Asked again so often, where nothing tells that it has changed. */
  everyMs?: number
}): List<Row> {
  const query = useInfiniteQuery({
    queryKey: of.key,
    // Comparing ten thousand rows field by field with what was there takes longer than a frame.
    structuralSharing: false,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => of.page(pageParam, signal),
    getNextPageParam: ({ next }, pages) => (pages.length < PAGES_MAX ? next : undefined),
    refetchInterval: of.everyMs ?? false,
  })
  const queries = useQueryClient()
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
    isCut: !hasNextPage && typeof data?.pages.at(-1)?.next === 'string',
    again: () => void refetch(),
    fromTop: () => {
      keepFirst(queries, of.key)
      void refetch()
    },
  }
}

/** Lets all pages but the first go: a list that is come back to is not asked for as a whole. */
export function keepFirst(queries: QueryClient, key: QueryKey): void {
  queries.setQueryData<Pages<unknown>>(key, (data) => {
    if (!data || data.pages.length < 2) return data
    return { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) }
  })
}

/** Puts what is new of some rows into the loaded pages, each where it stands. */
export function replaceRows<Row>(
  queries: QueryClient,
  key: QueryKey,
  replaced: (row: Row) => Row | undefined,
): void {
  queries.setQueryData<Pages<Row>>(key, (data) => {
    if (!data) return data
    const pages = data.pages.map((page) => {
      const items = page.items.map((row) => replaced(row) ?? row)
      return items.some((row, index) => row !== page.items[index]) ? { ...page, items } : page
    })
    return { ...data, pages }
  })
}
