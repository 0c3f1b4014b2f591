import type { Json } from '../app.ts'
import { makeNew, press, ROW, type Known, type Scene } from './scene.ts'

const PATH = '/console/simulator'
const at = (query = '') => ({
  path: ({ simulation }: Known) => `${PATH}/${simulation}${query}`,
  ready: 'main tbody tr',
})
/** As it answers while it runs. */
const running = (simulation: Json): Json => ({
  ...simulation,
  state: 'running',
  endedAt: null,
  can: ['cancel'],
  progress: { ...simulation.progress, share: 0.4 },
})

/** What a past period would have cost by other rules. */
export const simulator: readonly Scene[] = [
  { name: 'simulator', says: 'Past periods that were played', path: PATH, ready: ROW },
  {
    name: 'simulator-none',
    says: 'None yet',
    path: PATH,
    ready: 'main h2',
    answers: { '/v1/simulations': () => ({ items: [], next: null }) },
  },
  { name: 'simulator-new', says: 'Which one is played', path: PATH, ready: ROW, act: makeNew },
  {
    name: 'simulation',
    says: 'What other rules would have cost',
    ...at(),
    document: 'both',
    tall: 1700,
  },
  {
    name: 'simulation-change',
    says: 'Why an order goes elsewhere, by both',
    ...at(),
    act: press('main section table tbody tr:first-child th button'),
  },
  {
    name: 'simulation-running',
    says: 'While it is played',
    ...at(),
    answers: { '/v1/simulations/*': running },
  },
]
