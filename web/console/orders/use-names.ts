import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import type { Choice } from '../../ui/form/field.tsx'
import { useAllLocations } from '../locations/use-all.ts'

export type Names = {
  location: (code: string) => string
  channel: (code: string) => string
  country: (code: string) => string
  locations: readonly Choice[]
  channels: readonly Choice[]
  /** Those that the network is in, then all others. */
  countries: readonly Choice[]
}

/** Names for the codes of locations, channels and countries; the code itself until it is known. */
export function useNames(): Names {
  const { can, formats } = useSession()
  const enabled = can('network:read')
  const { data: locations } = useAllLocations()
  const { data: channels } = useQuery({
    queryKey: ['network', 'channels', 'all'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/channels', { signal }))).items,
    enabled,
  })
  return useMemo(() => {
    const places = namesOf(locations)
    const shops = namesOf(channels)
    const regions = new Intl.DisplayNames(formats.language, { type: 'region', fallback: 'none' })
    const country = (code: string) => regions.of(code) ?? code
    return {
      location: (code) => places.get(code) ?? code,
      channel: (code) => shops.get(code) ?? code,
      country,
      locations: choicesOf(places),
      channels: choicesOf(shops),
      countries: countriesOf(locations ?? [], regions),
    }
  }, [locations, channels, formats.language])
}

function namesOf(rows: readonly { code: string; name: string }[] = []): Map<string, string> {
  return new Map(rows.map(({ code, name }) => [code, name]))
}

function choicesOf(names: ReadonlyMap<string, string>): Choice[] {
  return [...names].map(([value, label]) => ({ value, label })).toSorted(byLabel)
}

function byLabel(a: Choice, b: Choice): number {
  return a.label.localeCompare(b.label)
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

function countriesOf(
  locations: readonly { country: string }[],
  regions: Intl.DisplayNames,
): Choice[] {
  const own = new Set(locations.map(({ country }) => country))
  const choices = LETTERS.flatMap((a) => LETTERS.map((b) => a + b))
    .map((value) => ({ value, label: regions.of(value) }))
    .filter((one): one is Choice => one.label !== undefined)
    .toSorted(byLabel)
  return [
    ...choices.filter(({ value }) => own.has(value)),
    ...choices.filter(({ value }) => !own.has(value)),
  ]
}
