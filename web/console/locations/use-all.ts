import { useQuery } from '@tanstack/react-query'
import { allPages } from '../../lib/all-pages.ts'
import { answerOf, api, type Item } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

/** All locations, asked for once by whatever names or chooses them, where the reader may. */
export function useAllLocations() {
  const { can } = useSession()
  return useQuery({
    queryKey: ['network', 'locations', 'all'],
    queryFn: ({ signal }) => allLocations(signal),
    enabled: can('network:read'),
  })
}

/** However many pages they fill. */
export function allLocations(
  signal: AbortSignal,
  of: { partner?: string } = {},
): Promise<Item<'/v1/locations'>[]> {
  return allPages((query) =>
    answerOf(api.GET('/v1/locations', { params: { query: { ...query, ...of } }, signal })),
  )
}
