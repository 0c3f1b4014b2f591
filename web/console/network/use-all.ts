import { useQuery } from '@tanstack/react-query'
import type { Problem } from '../../lib/api.ts'
import { useRefresh } from '../../lib/use-refresh.ts'
import type { Rows } from './things.tsx'

/** A list that comes as a whole, as one that is paged is seen. */
export function useAll<Row extends { archived: boolean }>(
  queryKey: string[],
  ask: (signal: AbortSignal) => Promise<{ items: Row[] }>,
): Rows<Row> {
  useRefresh('network', queryKey, 1000)
  const { data, isPending, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => ask(signal),
  })
  return {
    rows: data?.items ?? NONE,
    isLoading: isPending,
    problem: (error as Problem | null) ?? undefined,
    hasMore: false,
    loadMore: () => undefined,
    again: () => void refetch(),
  }
}

const NONE: never[] = []
