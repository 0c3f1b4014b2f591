import type { Place } from './places.ts'

/** What the network is added up by: its countries, or the regions of the one country it is in. */
export type Areas = { kind: 'country' | 'region'; of: (place: Place) => string }

export type Total = {
  /** A country's code, or the name of a region; empty where none is named. */
  area: string
  places: number
  /** Null where what is asked for is not counted. */
  units: number | null
}

/** Undefined where the parts would be the whole. */
export function areasOf(places: readonly Place[]): Areas | undefined {
  const country = ({ location }: Place) => location.country
  const region = ({ location }: Place) => location.region ?? ''
  const differ = (of: Areas['of']) => new Set(places.map(of)).size > 1
  if (differ(country)) return { kind: 'country', of: country }
  return differ(region) ? { kind: 'region', of: region } : undefined
}

/** What there is in each area, most first; an area of which nothing is shown is left out. */
export function totalsOf(places: readonly Place[], { of }: Areas): Total[] {
  const totals = [...Map.groupBy(places, of)].map(([area, own]): Total => ({
    area,
    places: own.length,
    units: own.some(({ units }) => units !== null)
      ? own.reduce((sum, { units }) => sum + (units ?? 0), 0)
      : null,
  }))
  return totals.toSorted(
    (a, b) => (b.units ?? 0) - (a.units ?? 0) || b.places - a.places || (a.area < b.area ? -1 : 1),
  )
}

/** The places of one area; all where none is asked for, or it is none of them. */
export function placesIn(
  places: readonly Place[],
  areas: Areas | undefined,
  area: string | undefined,
): readonly Place[] {
  if (areas === undefined || area === undefined) return places
  const own = places.filter((place) => areas.of(place) === area)
  return own.length === 0 ? places : own
}
