import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { points } from '../../test/arbitrary/routing.ts'
import { distanceKm, type Point } from './geo.ts'

/** Half-way round the Earth, and as much as doubles may be off. */
const HALF_KM = 6371 * Math.PI
const OFF_KM = 1e-3

describe('the distance of two points', () => {
  it('is the same both ways, nothing only at one place, at most half-way round', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const km = distanceKm(a, b)
        assert.ok(Math.abs(km - distanceKm(b, a)) < OFF_KM)
        assert.ok(km >= 0 && km <= HALF_KM + OFF_KM)
        assert.equal(distanceKm(a, a), 0)
      }),
    )
  })

  it('is never longer than a way round by a third', () => {
    fc.assert(
      fc.property(points, points, points, (a, b, c) => {
        assert.ok(distanceKm(a, c) <= distanceKm(a, b) + distanceKm(b, c) + OFF_KM)
      }),
    )
  })

  it('is the angle between them, seen from the middle of the Earth', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const cosine = vectorOf(a).reduce((sum, part, i) => sum + part * vectorOf(b)[i]!, 0)
        const sine = Math.hypot(...cross(vectorOf(a), vectorOf(b)))
        const expected = 6371 * Math.atan2(sine, cosine)
        // Haversines lose digits where two points are opposite each other.
        const off = expected > 0.999 * HALF_KM ? 1 : OFF_KM
        assert.ok(Math.abs(distanceKm(a, b) - expected) < off)
      }),
    )
  })
})

function vectorOf({ lat, lon }: Point): [number, number, number] {
  const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180]
  const flat = Math.cos(phi)
  return [flat * Math.cos(lambda), flat * Math.sin(lambda), Math.sin(phi)]
}

function cross(a: readonly number[], b: readonly number[]): number[] {
  return [0, 1, 2].map((i) => {
    const [j, k] = [(i + 1) % 3, (i + 2) % 3]
    return a[j]! * b[k]! - a[k]! * b[j]!
  })
}
