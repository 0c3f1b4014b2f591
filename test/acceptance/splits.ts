import type { Scenario } from './scenarios.ts'

type Case = Pick<Scenario, 'says' | 'stock' | 'expect'> & { order: [string, number][] }

/** S is wanted 8 times (80.00), L and M 16 times each. */
const [S, L, M]: [string, number][] = [
  ['S', 8],
  ['L', 16],
  ['M', 16],
]

const cases: Case[] = [
  {
    says: 'least value of a part 100: 80, all of the order, from one place',
    stock: { S: { one: 8 } },
    order: [S!],
    expect: { from: [{ one: 8 }] },
  },
  {
    says: 'least value of a part 100: 80 + 160 is refused',
    stock: { S: { one: 8 }, L: { two: 16 } },
    order: [S!, L!],
    expect: { refused: true },
  },
  {
    says: 'least value of a part 100: 160 + 160',
    stock: { L: { one: 16 }, M: { two: 16 } },
    order: [L!, M!],
    expect: { from: [{ one: 16 }, { two: 16 }] },
  },
  {
    says: 'least value of a part 100: 160, and 80 that are nowhere, is refused',
    stock: { L: { one: 16 }, S: {} },
    order: [L!, S!],
    expect: { refused: true },
  },
]

/**
 * 71. There the limit, 100, is of each part; here it is of all that would be split, and is set so
 * that it tells these apart. A part of 80 of what is worth more than 300 would be allowed here.
 */
export const splits = cases.map((one): Scenario => {
  return {
    no: 71,
    source: 'hotwax/oms-documentation order-routing/inventory-rules.md, hotwax/OrderRouting',
    locations: { one: {}, two: {} },
    noSplitBelow: 300_00,
    ...one,
  }
})
