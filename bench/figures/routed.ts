import { figure, median, print, ROUNDS, spread, type Bench, type Figure } from '../figure.ts'
import { get, post } from '../ask.ts'
import { cpuMsOf, load, LOCATIONS } from '../world.ts'
import { openCarriers, publishFull } from './full-objective.ts'

const SECONDS = 6
const path = '/v1/routing-rules'

/** Orders are wanted so many days later: some places send too late for that. */
const WANTED_DAYS = 4

/**
 * Orders a second as in `capture`, decided by ten rules and by all that counts in money, with the
 * record; reference: the same orders where the caller names the location (they are collected), so
 * that nothing is chosen.
 */
export async function captureRouted(bench: Bench): Promise<Figure> {
  await decideByMuch(bench)
  const sent = muchWanted()
  const collected = { ...sent, pickups: LOCATIONS }
  await measured(bench, sent)
  await measured(bench, collected)
  const values: number[] = []
  const references: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const routed = await measured(bench, sent)
    const given = await measured(bench, collected)
    values.push(routed.perSecond)
    references.push(given.perSecond)
    print(`  round ${round}: ${routed.says}; location given ${given.says}`)
  }
  await decideByLittle(bench)
  print(`  spread: ${spread(values)}; location given ${spread(references)}`)
  return figure('capture-routed', median(values), 'orders/s', median(references))
}

/** Orders as they are sent where much counts. */
export function muchWanted() {
  const wantedBy = Temporal.Now.plainDateISO().add({ days: WANTED_DAYS }).toString()
  return { connections: 256, seconds: SECONDS, wantedBy }
}

/**
 * On a machine that does other things besides, processor time says more than the clock: of the
 * server, and of its database.
 */
async function measured({ server, secret }: Bench, of: Parameters<typeof load>[2]) {
  const before = await cpuMsOf(server)
  const { perSecond, statuses } = await load(server, secret, of)
  const after = await cpuMsOf(server)
  const orders = statuses['201'] ?? 0
  const [own, below] = [after.server - before.server, after.below - before.below]
  const used = [own, below].map((ms) => (ms / orders).toFixed(3)).join(' and ')
  const says = `${Math.round(perSecond)}/s ${JSON.stringify(statuses)}, ${used} ms each`
  return { perSecond, says }
}

const tariff = {
  distance: { base: 55_000, perKm: 12, perKg: 3000, perKgKm: 4 },
  otherwise: { base: 90_000, perKg: 6000 },
}
const plan = { channel: 'WEB', strategy: 'least_cost', tariff }

/** Ten rules, and all that counts in money. */
export async function decideByMuch(bench: Bench): Promise<void> {
  await openCarriers(bench)
  await publish(bench, rules)
  await publishFull(bench)
}

export async function decideByLittle(bench: Bench): Promise<void> {
  await publish(bench, [])
  await post(bench, '/v1/routing-plans', plan)
}

const everywhere = [{ places: {} }]
const rule = (name: string, of: object) => ({
  name,
  use: everywhere,
  choose: { by: 'least_cost' },
  ...of,
})

/** Nine that fit few or none of the orders, and the one that decides on nearly all. */
const rules = [
  rule('Same day', { when: [{ of: 'method', in: ['same_day'] }], never: { sameDay: true } }),
  rule('Abroad', { when: [{ of: 'country', in: ['FR'], not: true }] }),
  rule('Paris', { when: [{ of: 'postcode', in: ['75'] }] }),
  rule('Large', { when: [{ of: 'weight', from: 30_000 }], never: { maxParcels: 3 } }),
  rule('Long', { when: [{ of: 'longest', from: 1200 }] }),
  rule('Dear', { when: [{ of: 'value', from: 100_000 }], never: { wholeLines: true } }),
  rule('New', { when: [{ of: 'sku_tag', in: ['new'], lines: 'any' }] }),
  rule('Hats', { when: [{ of: 'category', in: ['hats'], lines: 'all' }] }),
  rule('At night', {
    when: [
      { of: 'units', from: 50 },
      { of: 'weekday', in: [6, 7] },
    ],
  }),
  rule('Everything', {
    use: [{ places: { kinds: ['store'] } }, { places: {}, opensToSave: 10_000 }],
    never: { maxParcels: 2, maxKm: 2000 },
    wishes: [{ places: { locations: ['L1', 'L2'] }, perParcel: -2000 }],
  }),
]

/** In place of the rules that there are. */
async function publish(bench: Bench, all: readonly object[]): Promise<void> {
  const draft = await get(bench, `${path}/draft`)
  const gone = draft.rules.map(({ id }) => ({ action: 'remove', id }))
  const changes = [...gone, ...all.map((one) => ({ action: 'add', rule: one }))]
  const { version } = await post(bench, `${path}/draft/changes`, {
    version: draft.version,
    changes,
  })
  await post(bench, `${path}/publications`, { version, note: 'Measured' })
}
