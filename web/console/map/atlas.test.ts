import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import { drawLand, placeAll, projectionFor, type Atlas } from './atlas.ts'
import type { Point } from './geometry.ts'

const file = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json')
const atlas = JSON.parse(readFileSync(file, 'utf8')) as Atlas

const europe: Point[] = [
  [2.35, 48.86],
  [7.26, 43.7],
  [13.4, 52.52],
  [-4.5, 48.4],
]
const world: Point[] = [
  [-122, 37],
  [2, 48],
  [151, -34],
]

function pathOf(points: Point[]) {
  return drawLand(atlas, projectionFor(points))
}
const numbersOf = (path: string) => (path.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number)

describe('the land under a network', () => {
  it('has every location on its sheet, north up and east to the right', () => {
    for (const points of [europe, world]) {
      const { places } = placeAll(points, projectionFor(points))
      for (const [x, y] of places) assert.ok(x >= 0 && x <= 4000 && y >= 0 && y <= 4000)
      for (const [i, a] of points.entries()) {
        for (const [j, b] of points.entries()) {
          if (a[0] - b[0] > 5) assert.ok(places[i]![0] > places[j]![0])
        }
      }
    }
    const [paris, nice] = placeAll(europe, projectionFor(europe)).places
    assert.ok(paris![1] < nice![1])
  })

  it('is cut to what can be seen', () => {
    for (const points of [europe, world, [[2.35, 48.86] as Point]]) {
      const { land, borders } = pathOf(points)
      const numbers = numbersOf(land)
      assert.ok(numbers.length > 100)
      assert.ok(numbers.every((value) => value >= -8000 && value <= 12_000))
      assert.ok(borders.length > 0)
    }
    assert.ok(pathOf(europe).land.length < pathOf(world).land.length * 2)
  })

  it('goes over the date line', () => {
    const pacific: Point[] = [
      [174.8, -41.3],
      [-171.8, -13.8],
    ]
    const { places } = placeAll(pacific, projectionFor(pacific))
    assert.ok(places[1]![0] > places[0]![0])
  })

  it('gives a single location room around it', () => {
    const { box } = placeAll([[2.35, 48.86]], projectionFor([[2.35, 48.86]]))
    assert.ok(box.to[0] - box.from[0] >= 100)
  })
})
