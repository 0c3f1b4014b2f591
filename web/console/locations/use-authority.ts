import { useQuery } from '@tanstack/react-query'
import { allPages } from '../../lib/all-pages.ts'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { useRefresh } from '../../lib/use-refresh.ts'
import { unsaid, type Authority } from './authority.ts'

const KEY = ['network', 'authorities']

function listAuthorities(signal?: AbortSignal) {
  return answerOf(api.GET('/v1/authorities', { ...(signal && { signal }) }))
}

/** Which systems are in charge of stock anywhere. */
function useAuthorities() {
  useRefresh('network', KEY, 1000)
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => listAuthorities(signal),
    select: ({ items }) => items,
  })
}

/** Who is in charge of the stock of a location; also where nothing was said. */
export function useAuthority(code: string): { data: Authority | undefined } {
  const { data } = useAuthorities()
  return { data: data && (data.find(({ location }) => location === code) ?? unsaid(code)) }
}

export async function readAuthority(code: string): Promise<Authority> {
  const { items } = await listAuthorities()
  return items.find(({ location }) => location === code) ?? unsaid(code)
}

/**
 * The systems for which a key speaks that may change stock now; undefined where they are not known,
 * or the reader may not see them.
 */
export function useSpeakers(): readonly string[] | undefined {
  const { can } = useSession()
  const now = useNow()
  const { data } = useQuery({
    queryKey: ['keys', 'speakers'],
    queryFn: ({ signal }) =>
      allPages((query) => answerOf(api.GET('/v1/api-keys', { params: { query }, signal }))),
    enabled: can('identity:read'),
  })
  const valid = data?.filter(({ permissions, revokedAt, expiresAt }) => {
    const isOver = expiresAt !== null && Date.parse(expiresAt) <= now
    return permissions.includes('stock:write') && revokedAt === null && !isOver
  })
  return valid?.flatMap(({ system }) => system ?? [])
}

/** What systems are called: those that have keys, and those in charge somewhere. */
export function useSystems(): string[] {
  const { data } = useAuthorities()
  const owners = data?.flatMap(({ owner }) => owner ?? []) ?? []
  return [...new Set([...(useSpeakers() ?? []), ...owners])].toSorted()
}
