import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api, type Item } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import type { Choice } from '../../ui/form/field.tsx'

export type Places = { nameOf: (code: string) => string; choices: readonly Choice[] }

const EACH = 200

/** All places by name; their codes until they are known, or where the reader may not see them. */
export function usePlaces(): Places {
  const { can, formats } = useSession()
  const { data } = useQuery({
    queryKey: ['network', 'locations', 'all'],
    queryFn: ({ signal }) => allLocations(signal),
    enabled: can('network:read'),
  })
  return useMemo(() => {
    const names = new Map(data?.map(({ code, name }) => [code, name]))
    const choices = (data ?? [])
      .filter(({ archived }) => !archived)
      .map(({ code, name }) => ({ value: code, label: name }))
      .toSorted((a, b) => a.label.localeCompare(b.label, formats.language))
    return { nameOf: (code) => names.get(code) ?? code, choices }
  }, [data, formats.language])
}

async function allLocations(signal: AbortSignal): Promise<Item<'/v1/locations'>[]> {
  const rows: Item<'/v1/locations'>[] = []
  let cursor: string | undefined
  do {
    const query = { limit: EACH, ...(cursor !== undefined && { cursor }) }
    // Each page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const page = await answerOf(api.GET('/v1/locations', { params: { query }, signal }))
    rows.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return rows
}
