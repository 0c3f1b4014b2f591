import { useMemo } from 'react'
import { useSession } from '../../lib/session.tsx'
import type { Choice } from '../../ui/form/field.tsx'
import { useAllLocations } from '../locations/use-all.ts'

export type Places = { nameOf: (code: string) => string; choices: readonly Choice[] }

/** All places by name; their codes until they are known, or where the reader may not see them. */
export function usePlaces(): Places {
  const { formats } = useSession()
  const { data } = useAllLocations()
  return useMemo(() => {
    const names = new Map(data?.map(({ code, name }) => [code, name]))
    const choices = (data ?? [])
      .filter(({ archived }) => !archived)
      .map(({ code, name }) => ({ value: code, label: name }))
      .toSorted((a, b) => a.label.localeCompare(b.label, formats.language))
    return { nameOf: (code) => names.get(code) ?? code, choices }
  }, [data, formats.language])
}
