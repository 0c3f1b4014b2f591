import type { Json } from '../app.ts'
import { makeOther, press, ROW, type Known, type Scene } from './scene.ts'

const LIST = '/console/routing?view=shadows'
const API = '/v1/routing-shadows'
const at = (query = '') => ({
  path: ({ shadow }: Known) => `/console/routing/shadows/${shadow}${query}`,
  ready: 'main tbody tr',
})

const LONG_NAME =
  'What comes from stores in the Alps goes out before noon, and all else from the warehouse that ' +
  'has room'

/** As it is while orders come, a long way behind, with all that can be missed. */
const running = (shadow: Json): Json => ({
  ...shadow,
  name: LONG_NAME,
  state: 'running',
  why: null,
  until: '2026-12-24T17:00:00Z',
  orders: 200,
  endedAt: null,
  endedBy: null,
  secondsBehind: 95,
  missed: [
    { why: 'over_cap', orders: 1200 },
    { why: 'stock_differs', orders: 3 },
    { why: 'otherwise_differs', orders: 17 },
  ],
  can: ['stop'],
})
const nothing = (shadow: Json): Json => ({
  ...running(shadow),
  orders: null,
  secondsBehind: 0,
  placed: 0,
  compared: 0,
  changed: 0,
  missed: [],
  results: [],
})
const less = { low: -9000, high: -2000, batches: 12 }
/** After so many orders that it is known. */
const clear = (shadow: Json): Json => ({
  ...shadow,
  results: shadow.results.map((one: Json) => ({
    ...one,
    shadow: {
      ...one.shadow,
      against: {
        ...one.shadow.against,
        by: { ...one.shadow.against.by, cost: { total: -120_000, mean: -5000, ...less } },
      },
    },
  })),
})

/** Rules that decide beside those in force. */
export const shadows: readonly Scene[] = [
  { name: 'shadows', says: 'Rules that ran in shadow', path: LIST, ready: ROW },
  {
    name: 'shadows-none',
    says: 'None yet',
    path: LIST,
    ready: 'main h2',
    answers: { [API]: () => ({ items: [], next: null }) },
  },
  {
    name: 'shadow-new',
    says: 'Which rules, and how long',
    path: LIST,
    ready: ROW,
    act: makeOther,
  },
  { name: 'shadow', says: 'What it would have changed', ...at(), document: 'both', tall: 1900 },
  {
    name: 'shadow-change',
    says: 'Why an order would go elsewhere, by both',
    ...at(),
    act: press('main section table tbody tr:first-child th button'),
  },
  {
    name: 'shadow-running',
    says: 'While orders come',
    ...at(),
    answers: { [`${API}/*`]: running },
  },
  {
    name: 'shadow-waiting',
    says: 'Before the first one',
    ...at(),
    ready: 'main h2',
    answers: { [`${API}/*`]: nothing },
  },
  {
    name: 'shadow-clear',
    says: 'Where it is cheaper for sure',
    ...at('?intervals=1'),
    answers: { [`${API}/*`]: clear },
  },
]
