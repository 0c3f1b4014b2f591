import type { Hours } from './hours.ts'

export const missings = ['coordinates', 'address', 'hours'] as const
export type Missing = (typeof missings)[number]

/**
 * What a location lacks. It works without: distances, addresses and days of collection are the
 * worse for it. Hours matter where customers come; of an address, the city: some countries have no
 * postal codes. The filter of the list (`store/locations.ts`) says the same in SQL.
 */
export function decideMissing(location: {
  point: object | undefined
  city: string | null
  hours: Hours | null
  pickup: boolean
  curbside: boolean
}): Missing[] {
  const { point, city, hours, pickup, curbside } = location
  const lacks: Record<Missing, boolean> = {
    coordinates: point === undefined,
    address: city === null,
    hours: hours === null && (pickup || curbside),
  }
  return missings.filter((one) => lacks[one])
}
