import { useQuery } from '@tanstack/react-query'
import { allPages } from '../../lib/all-pages.ts'
import { answerOf, api, type Item } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'

const NONE: never[] = []

type Named = { code: string; name: string; archived?: boolean }

/** To choose from, or to say what is named somewhere: what is archived stays there. */
type Which = 'usable' | 'all'
type Chosen = <One extends Named>(of: { items: readonly One[] }) => readonly One[]

const those: Record<Which, Chosen> = {
  usable: ({ items }) => items.filter(({ archived }) => archived !== true),
  all: ({ items }) => items,
}

export function useCompanies(which: Which = 'usable'): readonly Named[] {
  const { data } = useQuery({
    queryKey: ['network', 'companies'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/legal-entities', { signal })),
    select: those[which],
  })
  return data ?? []
}

export function useBrands(which: Which = 'usable'): readonly Item<'/v1/brands'>[] {
  const { data } = useQuery({
    queryKey: ['network', 'brands'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/brands', { signal })),
    select: those[which],
  })
  return data ?? NONE
}

/** None where the reader may not see them. */
export function useGroups(): readonly Named[] {
  const { can } = useSession()
  const { data } = useQuery({
    queryKey: ['network', 'groups'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/location-groups', { signal })),
    select: those.usable,
    enabled: can('network:read'),
  })
  return data ?? []
}

export function usePartners(which: Which = 'usable'): readonly Named[] {
  const { data } = useQuery({
    queryKey: ['network', 'partners'],
    queryFn: async ({ signal }) => ({ items: await allPartners(signal) }),
    select: those[which],
  })
  return data ?? []
}

function allPartners(signal: AbortSignal) {
  return allPages((query) => answerOf(api.GET('/v1/partners', { params: { query }, signal })))
}

export function useCalendars(which: Which = 'usable'): readonly Named[] {
  const { data } = useQuery({
    queryKey: ['network', 'calendars'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/holiday-calendars', { signal })),
    select: those[which],
  })
  return data ?? []
}

export function useSellers(which: Which = 'usable'): readonly Item<'/v1/channels'>[] {
  const { data } = useQuery({
    queryKey: ['network', 'sellers'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/channels', { signal })),
    select: those[which],
  })
  return data ?? NONE
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
