import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

const SHOWN = 12

/** The SKUs that somebody may mean who has typed so much; none where they may not see any. */
export function useSuggested(q: string) {
  const { can } = useSession()
  const { data } = useQuery({
    queryKey: ['catalog', 'suggested', q],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/skus', { params: { query: { q, limit: SHOWN } }, signal })),
    enabled: can('catalog:read') && q.length > 1,
    placeholderData: (before) => before,
  })
  return q.length > 1 ? (data?.items ?? []) : []
}
