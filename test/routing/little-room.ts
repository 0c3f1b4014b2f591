import type { Problem } from '../../src/routing/domain/solve/problem.ts'
import type { Rooms } from '../../src/routing/domain/solve/rooms.ts'
import { randomOf } from '../random.ts'

/** A group of several units a line where each place has room for few of the lines on its day. */
export function littleRoom(of: { skus: number; nodes: number; seed: number }): Problem & {
  rooms: Rooms
} {
  const random = randomOf(of.seed)
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const demand = Array.from({ length: of.skus }, () => between(1, 4))
  const places = Array.from({ length: of.nodes }, (_, node) => node)
  const ofNodes = (make: () => number) => places.map(make)
  return {
    demand,
    nodes: places.map(() => ({ fixed: between(20_000, 90_000) })),
    available: demand.map(() => ofNodes(() => (random() < 0.7 ? between(1, 5) : 0))),
    unit: demand.map(() => ofNodes(() => between(0, 9000))),
    rooms: {
      unit: demand.map(() => 1),
      lines: demand.map(() => 1),
      places: places.map((n) => ({ nodes: [n], units: Infinity, lines: between(1, 4) })),
    },
  }
}
