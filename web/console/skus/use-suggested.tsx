import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, type ReactNode } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

const SHOWN = 12

type Suggested = { code: string; name: string }

/**
 * The SKUs that somebody may mean who has typed so much; none where they may not see any. Give the
 * field `list`, and let `options` stand beside it.
 */
export function useSuggested(typed: string): {
  list: string
  options: ReactNode
  found: readonly Suggested[]
} {
  const list = useId()
  const { can } = useSession()
  const q = useDeferredValue(typed.trim())
  const { data } = useQuery({
    queryKey: ['catalog', 'suggested', q],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/skus', { params: { query: { q, limit: SHOWN } }, signal })),
    enabled: can('catalog:read') && q.length > 1,
    placeholderData: (before) => before,
  })
  const found = q.length > 1 ? (data?.items ?? []) : []
  const options = (
    <datalist id={list}>
      {found.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </datalist>
  )
  return { list, options, found }
}
