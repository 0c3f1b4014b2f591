import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  boxOf,
  fit,
  nearest,
  onScreen,
  pan,
  radiusOf,
  spanOfLongitudes,
  stepTo,
  zoom,
  type Point,
} from './geometry.ts'

const coordinate = fc.double({ min: -1000, max: 1000, noNaN: true })
const point = fc.tuple(coordinate, coordinate)
const size = fc.record({
  width: fc.integer({ min: 200, max: 3000 }),
  height: fc.integer({ min: 200, max: 2000 }),
})
const near = (a: number, b: number) =>
  assert.ok(Math.abs(a - b) < 1e-6 * (1 + Math.abs(b)), `${a} ${b}`)

describe('the view of the map', () => {
  it('fits every location onto the screen, one alone too', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1 }), size, (points, given) => {
        const view = fit(boxOf(points), given)
        for (const one of points) {
          const [x, y] = onScreen(view, one)
          assert.ok(x > 0 && x < given.width && y > 0 && y < given.height)
        }
      }),
    )
  })

  it('zooms about a spot, which stays where it is', () => {
    const home = { k: 2, x: 10, y: 20 }
    fc.assert(
      fc.property(point, fc.double({ min: 0.1, max: 10, noNaN: true }), (at, by) => {
        const zoomed = zoom(home, by, at, home)
        const under = (view: typeof home) => [(at[0] - view.x) / view.k, (at[1] - view.y) / view.k]
        near(under(zoomed)[0]!, under(home)[0]!)
        near(under(zoomed)[1]!, under(home)[1]!)
      }),
    )
    assert.equal(zoom(home, 1e9, [0, 0], home).k, 80)
    assert.equal(zoom(home, 1e-9, [0, 0], home).k, 1.2)
  })

  it('cannot be moved away from all locations', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2 }), size, point, (points, given, by) => {
        const box = boxOf(points)
        const view = pan(fit(box, given), [by[0] * 100, by[1] * 100], box, given)
        const [left, top] = onScreen(view, box.from)
        const [right, bottom] = onScreen(view, box.to)
        assert.ok(left <= given.width * 0.75 + 1e-3 && right >= given.width * 0.25 - 1e-3)
        assert.ok(top <= given.height * 0.75 + 1e-3 && bottom >= given.height * 0.25 - 1e-3)
      }),
    )
  })
})

describe('the stretch of longitudes', () => {
  it('goes over the date line where that is shorter', () => {
    assert.deepEqual(spanOfLongitudes([174, -176]), { west: 174, span: 10 })
    assert.deepEqual(spanOfLongitudes([2, 13, 9]), { west: 2, span: 11 })
    assert.deepEqual(spanOfLongitudes([5]), { west: 5, span: 0 })
  })
})

describe('circles', () => {
  it('have an area that goes by the units, and are never nothing', () => {
    assert.ok(radiusOf(0, 100) > 0)
    assert.ok(radiusOf(0, 0) > 0)
    const area = (units: number) => (radiusOf(units, 100) - radiusOf(0, 100)) ** 2
    near(area(50) / area(100), 0.5)
  })

  it('are hit by the nearest, within reach only', () => {
    const circles = [
      { at: [0, 0] as Point, r: 5 },
      { at: [10, 0] as Point, r: 5 },
    ]
    assert.equal(nearest(circles, [4, 0]), 0)
    assert.equal(nearest(circles, [6, 0]), 1)
    assert.equal(nearest(circles, [0, 14]), undefined)
  })
})

describe('arrows', () => {
  const points: Point[] = [
    [0, 0],
    [10, 1],
    [30, 0],
    [0, 10],
    [-4, -20],
  ]
  it('lead to what lies best in their direction', () => {
    assert.equal(stepTo(points, 0, 'right'), 1)
    assert.equal(stepTo(points, 1, 'right'), 2)
    assert.equal(stepTo(points, 0, 'down'), 3)
    assert.equal(stepTo(points, 0, 'up'), 4)
    assert.equal(stepTo(points, 2, 'right'), undefined)
    assert.equal(stepTo(points, 9, 'right'), undefined)
  })

  it('reach every other spot in at least one direction', () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        fc.pre(Math.hypot(a[0] - b[0], a[1] - b[1]) > 1e-3)
        const ways = (['left', 'right', 'up', 'down'] as const).map((way) => stepTo([a, b], 0, way))
        assert.ok(ways.includes(1))
      }),
    )
  })
})
