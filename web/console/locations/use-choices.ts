import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

type Named = { code: string; name: string; archived?: boolean }

/** What still can be chosen. */
function usable<One extends Named>({ items }: { items: readonly One[] }): One[] {
  return items.filter(({ archived }) => archived !== true)
}

export function useCompanies(): readonly Named[] {
  const { data } = useQuery({
    queryKey: ['network', 'companies'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/legal-entities', { signal })),
    select: usable,
  })
  return data ?? []
}

/** None where the reader may not see them. */
export function useGroups(): readonly Named[] {
  const { can } = useSession()
  const { data } = useQuery({
    queryKey: ['network', 'groups'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/location-groups', { signal })),
    select: usable,
    enabled: can('network:read'),
  })
  return data ?? []
}

export function usePartners(): readonly Named[] {
  const { data } = useQuery({
    queryKey: ['network', 'partners'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/partners', { params: { query: { limit: 200 } }, signal })),
    select: usable,
  })
  return data ?? []
}

export function useCalendars(): readonly Named[] {
  const { data } = useQuery({
    queryKey: ['network', 'calendars'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/holiday-calendars', { signal })),
    select: usable,
  })
  return data ?? []
}

export function useSellers(): readonly Named[] {
  const { data } = useQuery({
    queryKey: ['network', 'sellers'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/channels', { signal })),
    select: usable,
  })
  return data ?? []
}

/** The kinds of locations, with what places of each usually do. */
export function useKinds() {
  const { data } = useQuery({
    queryKey: ['network', 'kinds'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/location-kinds', { signal })),
    select: ({ items }) => items,
    staleTime: Infinity,
  })
  return data ?? []
}

/** What people call a code; the code itself where it is not known, or archived. */
export function nameIn(of: readonly Named[], code: string): string {
  return of.find((one) => one.code === code)?.name ?? code
}
