import { distanceKm, type Point } from '../../lib/geo.ts'

/** A place, and how far it is. */
export type Near<Place> = { place: Place; km: number }

/**
 * The places within so many km of a point, the nearest first, then by their id. One that nobody
 * knows the point of is nowhere near anything.
 */
export function nearestOf<Place extends { id: number; point: Point | undefined }>(
  places: Iterable<Place>,
  to: Point,
  withinKm: number,
): Near<Place>[] {
  const near: Near<Place>[] = []
  for (const place of places) {
    if (!place.point) continue
    const km = distanceKm(place.point, to)
    if (km <= withinKm) near.push({ place, km })
  }
  return near.toSorted((a, b) => a.km - b.km || a.place.id - b.place.id)
}
