import type { Hours } from './hours.ts'

export const missings = ['coordinates', 'address', 'hours', 'handling_time'] as const
export type Missing = (typeof missings)[number]

/**
 * What a location lacks. It works without: distances, addresses and days of collection are the
 * worse for it. Hours and handling time matter where customers come, who are told when; of an
 * address, the city: some countries have no postal codes. The filter of the list
 * (`store/locations.ts`) says the same in SQL.
 */
export function decideMissing(location: {
  point: object | undefined
  city: string | null
  hours: Hours | null
  handlingMinutes: number | null
  pickup: boolean
  curbside: boolean
}): Missing[] {
  const { point, city, hours, handlingMinutes } = location
  const isCollectedFrom = location.pickup || location.curbside
  const lacks: Record<Missing, boolean> = {
    coordinates: point === undefined,
    address: city === null,
    hours: hours === null && isCollectedFrom,
    handling_time: handlingMinutes === null && isCollectedFrom,
  }
  return missings.filter((one) => lacks[one])
}
