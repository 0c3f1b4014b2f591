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
  progress: { ...simulation.progress, phase: 'playing', share: 0.4 },
})

/** As it answers where the second policy goes by another plan, with a rule that comes later. */
const planned = (simulation: Json): Json => {
  const [first, second] = simulation.policies
  const objective = { unfilledPerUnit: 50_000, latePerParcel: null }
  const plans = [{ channel: null, strategy: 'nearest', objective }]
  const policies = [first, { ...second, plans }]
  const { result } = simulation
  const outOfTime = [{ id: 'later', name: 'From the new store in Lyon' }]
  const outcomes = result.policies.map((one: Json, n: number) =>
    n === 1 ? { ...one, outOfTime } : one,
  )
  return { ...simulation, policies, result: { ...result, policies: outcomes } }
}

/** As it answers where prices pass over a few days, beside four weeks that count and failed. */
const passed = (simulation: Json): Json => {
  const cost = { total: -90_000, mean: -450, low: -800, high: -100, batches: 6 }
  const cases = ['base', 'low', 'high'].map((forecast) => {
    return { forecast, passed: true, verdict: 'not_dearer', cost, left: 0 }
  })
  const gate = { passed: true, verdict: 'not_dearer', channels: ['SITE-FR'], cases }
  return { ...simulation, result: { ...simulation.result, gate } }
}
const failedBefore = (status: Json): Json => {
  const outcome = { off: 900_000, on: 930_000, left: 0 }
  const by = { planVersion: 1, rulesVersion: 1, lookAhead: { days: 14, marginPercent: 40 } }
  const said = { ...by, base: outcome, low: outcome, high: outcome, passed: false }
  const decidedAt = '2026-06-01T09:00:00Z'
  const gate = { decidedAt, days: 28, ...said, verdict: 'dearer' }
  const channels = status.channels.map((one: Json) =>
    one.channel === 'SITE-FR' ? { ...one, proven: false, gate } : one,
  )
  return { ...status, channels }
}

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
  {
    name: 'simulator-new',
    says: 'Which one is played',
    path: PATH,
    ready: ROW,
    async act(page) {
      await makeNew(page)
      await page.locator('[role=dialog] summary').click()
    },
  },
  {
    name: 'simulator-new-plan',
    says: 'Also by another plan, and with prices',
    path: PATH,
    ready: ROW,
    async act(page) {
      await makeNew(page)
      // After the rules in force, the draft and prices.
      await page.locator('[role=dialog] input[type=checkbox]').nth(3).check()
      await page.locator('[role=dialog] input[inputmode=decimal]').first().fill('5')
      await page.locator('[role=dialog] input[type=checkbox]').nth(2).check()
    },
  },
  {
    name: 'simulation-plan',
    says: 'What the other plan says, every interval, and no order like that',
    ...at('?intervals=1&term=unfilled'),
    tall: 2000,
    answers: { '/v1/simulations/*': planned },
  },
  {
    name: 'simulation-gate',
    says: 'Prices that pass, and the simulation that counts',
    ...at(),
    tall: 3600,
    answers: { '/v1/simulations/*': passed, '/v1/stock-prices': failedBefore },
  },
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
