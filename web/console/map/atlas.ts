import { geoConicConformal, geoEqualEarth, geoPath, type GeoProjection } from 'd3-geo'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { boxOf, spanOfLongitudes, type Point } from './geometry.ts'

/** Land and borders of Natural Earth, as the package world-atlas has them. */
export type Atlas = Topology<{ countries: GeometryCollection; land: GeometryCollection }>

/** What is drawn below the locations, in the numbers of `project`. */
export type Land = { land: string; borders: string }

/** The drawing has so many units along its longer side: enough to zoom in by 40. */
const UNITS = 4000
/** Degrees around a network that is one spot. */
const MARGIN = 1.5
/** Beyond these a cone no longer looks right, and the whole world is shown. */
const CONE = { longitudes: 110, latitudes: 75 }

/**
 * How the earth is laid flat for a network: a cone that touches it where the locations are, so that
 * a country looks as people know it; for one that spans the world, areas as they are.
 */
export function projectionFor(points: readonly Point[]): GeoProjection {
  const longitudes = points.map(([lon]) => lon)
  const latitudes = points.map(([, lat]) => lat)
  const south = Math.max(Math.min(...latitudes) - MARGIN, -85)
  const north = Math.min(Math.max(...latitudes) + MARGIN, 85)
  const { west, span } = spanOfLongitudes(longitudes)
  const isCone = span <= CONE.longitudes && north - south <= CONE.latitudes
  const sixth = (north - south) / 6
  const middle = isCone ? west + span / 2 : 0
  const projection = isCone
    ? geoConicConformal().parallels([south + sixth, north - sixth])
    : geoEqualEarth()
  // The whole world is shown as atlases do, from the date line to the date line.
  const left = isCone ? west - MARGIN : Math.max(Math.min(...longitudes) - MARGIN, -180)
  const right = isCone ? west + span + MARGIN : Math.min(Math.max(...longitudes) + MARGIN, 180)
  const rim = [left, middle, right].flatMap((lon) => [
    [lon, south],
    [lon, north],
  ])
  projection.rotate([-middle, 0]).fitSize([UNITS, UNITS], { type: 'MultiPoint', coordinates: rim })
  // What lies further away than one can look is cut off.
  projection.clipExtent([
    [-2 * UNITS, -2 * UNITS],
    [3 * UNITS, 3 * UNITS],
  ])
  return isCone ? projection.clipAngle(85) : projection
}

/** Land and borders as paths, cut to what can be seen. */
export function drawLand(atlas: Atlas, projection: GeoProjection): Land {
  const path = geoPath(projection).digits(1)
  const { countries, land } = atlas.objects
  return {
    land: path(feature(atlas, land)) ?? '',
    borders: path(mesh(atlas, countries, (a, b) => a !== b)) ?? '',
  }
}

/** Where locations stand in the drawing, and the box around them. */
export function placeAll(points: readonly Point[], projection: GeoProjection) {
  const places = points.map(([lon, lat]): Point => projection([lon, lat]) ?? [0, 0])
  const [low, high] = [UNITS / 2 - UNITS / 40, UNITS / 2 + UNITS / 40]
  return { places, box: boxOf(places.length > 1 ? places : [...places, [low, low], [high, high]]) }
}
