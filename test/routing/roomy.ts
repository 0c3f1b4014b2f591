import type { Problem } from '../../src/routing/domain/solve/index.ts'
import type { Rooms } from '../../src/routing/domain/solve/rooms.ts'

/** A unit of the first SKU costs the same whether it is sent or left out. */
export const costsAlike: Problem & { rooms: Rooms } = {
  nodes: [{ fixed: 0 }],
  demand: [1, 1],
  available: [[1], [1]],
  unit: [[14], [0]],
  unfilled: [14, Infinity],
  rooms: {
    unit: [1, 3],
    lines: [1, 1],
    places: [{ nodes: [0], units: Infinity, lines: Infinity }],
  },
  banded: {
    bands: [1, 3, 6],
    weight: [1e6, 3e6],
    prices: [{ prices: [0, 0, 1], perKgBeyond: 1 }],
  },
}

/** Its optimum is found, but not proven with the work that one group may take: 1 of some 20,000. */
export const provenLate: Problem & { rooms: Rooms } = {
  nodes: [{ fixed: 9 }, { fixed: 0 }, { fixed: 0 }],
  demand: [3, 1, 3],
  available: [
    [2, 0, 1],
    [0, 1, 0],
    [3, 0, 1],
  ],
  unit: [0, 1, 2].map(() => [0, 0, 0]),
  unfilled: [5, 1, Infinity],
  rooms: {
    unit: [1, 1, 1],
    lines: [1, 1, 1],
    places: [
      { nodes: [0, 1], units: 4, lines: Infinity },
      { nodes: [2], units: Infinity, lines: 2 },
    ],
  },
  banded: {
    bands: [1, 3, 6],
    weight: [1e6, 1e6, 1e6],
    prices: [
      [0, 15, 12],
      [0, 0, 0],
      [0, 5, 0],
    ].map((prices) => ({ prices, perKgBeyond: 1 })),
  },
}
