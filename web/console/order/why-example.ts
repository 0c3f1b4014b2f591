import { formatsOf } from '../../lib/format.ts'
import { stepsOf, type DecisionRecord, type Names, type Teller } from './why.ts'
import { words } from './words-why.en.ts'

/** A decision that tests tell of, with what its numbers are called: two chairs from Orléans. */
export const names: Names = {
  place: (id) => ['Orléans', 'Lille', 'Lyon', 'Paris', 'Gent', 'Nantes'][id] ?? `Place ${id}`,
  sku: (id) => ({ name: ['Chair', 'Lamp, oak', 'Linen'][id]!, unit: 'piece', decimals: 0 }),
  currency: 'EUR',
  pickup: null,
}

export const teller: Teller = {
  words,
  formats: formatsOf('en', 'UTC', () => new Date('2026-12-01')),
}

export const cost = { parcel: 3500, freight: 60_000, handling: 4000, total: 67_500 }
export const decided: DecisionRecord = {
  format: 1,
  plan: { id: 1, version: 1, strategy: 'least_cost' },
  group: { no: 1, method: 'standard' },
  wanted: [{ skuId: 0, quantity: 2, available: 9 }],
  chosen: [{ locationId: 0, km: 311, units: [[0, 2]], cost }],
  cost: 67_500,
  gap: 0,
  candidates: [
    [0, 311, 67_500],
    [1, 0, 80_000],
    [2, 500, null],
  ],
  excluded: {},
  alternative: null,
  short: [],
}
/** The place that was next. */
export const dearer = { locationId: 1, cost: 80_000, dearerBy: 12_500 }

/** Without the spaces that do not break. */
export const plain = (text: string) => text.replaceAll('\u00a0', ' ')

/** The sentences with plain spaces, a step a line. */
export function told(record: DecisionRecord, of = names, by = teller): string[] {
  return stepsOf(record, of, by).map(({ says, more = [] }) => plain([says, ...more].join(' | ')))
}
