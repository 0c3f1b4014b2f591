import type { Point } from '../../lib/geo.ts'
import type { Lane } from './card.ts'

export type Place = {
  country: string | undefined
  postalCode?: string | null | undefined
  point: Point | undefined
}

/** The lanes that may fit what goes to a place, whatever it comes from. */
export function lanesTo(lanes: readonly Lane[], to: Place): Lane[] {
  return lanes.filter((lane) => {
    return (lane.to ?? to.country) === to.country && begins(to.postalCode, lane.toPostal)
  })
}

/** The zone of the first of these lanes that fits from a place so many km away. */
export function zoneFrom(
  lanes: readonly Lane[],
  from: Place,
  km: number | null,
): string | undefined {
  for (const { zone, maxKm, from: country = from.country, fromPostal } of lanes) {
    const isNear = maxKm === undefined || (km !== null && km <= maxKm)
    if (isNear && country === from.country && begins(from.postalCode, fromPostal)) return zone
  }
  return undefined
}

/** Postal codes are compared as people write them: without spaces, in capitals. */
function begins(postalCode: string | null | undefined, prefix: string | undefined): boolean {
  if (prefix === undefined) return true
  return typeof postalCode === 'string' && plain(postalCode).startsWith(plain(prefix))
}

function plain(text: string): string {
  return text.replaceAll(' ', '').toUpperCase()
}
