/** Degrees, WGS 84. */
export type Point = { lat: number; lon: number }

/** Mean radius of the Earth in km (IUGG R1, rounded), as the routing referee uses it. */
const EARTH_RADIUS_KM = 6371

/** Great-circle distance in km by the haversine formula (Sinnott 1984). */
export function distanceKm(a: Point, b: Point): number {
  const latA = radians(a.lat)
  const latB = radians(b.lat)
  const h =
    Math.sin((latB - latA) / 2) ** 2 +
    Math.cos(latA) * Math.cos(latB) * Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Null where one of the two points is not known: that is not at distance 0. */
export function kmBetween(from: Placed, to: Placed): number | null {
  return from.point && to.point ? distanceKm(from.point, to.point) : null
}

type Placed = { point: Point | undefined }

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
