import { randomUUID } from 'node:crypto'
import { figure, median, print, ROUNDS, spread, type Bench, type Figure } from '../figure.ts'
import { load, LOCATIONS } from '../world.ts'

const SECONDS = 6
const path = '/v1/routing-rules'

/**
 * Orders a second as in `capture`, decided by ten rules and by all that counts in money, with the
 * record; reference: the same orders where the caller names the location (they are collected), so
 * that nothing is chosen.
 */
export async function captureRouted(bench: Bench): Promise<Figure> {
  const { server, secret } = bench
  await decideByMuch(bench)
  const sent = { connections: 256, seconds: SECONDS }
  const collected = { ...sent, pickups: LOCATIONS }
  await load(server, secret, { ...sent, seconds: 3 })
  await load(server, secret, { ...collected, seconds: 3 })
  const values: number[] = []
  const references: number[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const routed = await load(server, secret, sent)
    const given = await load(server, secret, collected)
    values.push(routed.perSecond)
    references.push(given.perSecond)
    print(
      `  round ${round}: ${Math.round(routed.perSecond)}/s ${JSON.stringify(routed.statuses)}; ` +
        `location given ${Math.round(given.perSecond)}/s ${JSON.stringify(given.statuses)}`,
    )
  }
  await decideByLittle(bench)
  print(`  spread: ${spread(values)}; location given ${spread(references)}`)
  return figure('capture-routed', median(values), 'orders/s', median(references))
}

const tariff = {
  distance: { base: 55_000, perKm: 12, perKg: 3000, perKgKm: 4 },
  otherwise: { base: 90_000, perKg: 6000 },
}
const plan = { channel: 'WEB', strategy: 'least_cost', tariff }

/** Ten rules, and all that counts in money. */
export async function decideByMuch(bench: Bench): Promise<void> {
  await publish(bench, rules)
  await post(bench, '/v1/routing-plans', { ...plan, objective })
}

export async function decideByLittle(bench: Bench): Promise<void> {
  await publish(bench, [])
  await post(bench, '/v1/routing-plans', plan)
}

const objective = {
  reroutePerParcel: 30_000,
  carbonPerTonne: 1_000_000,
  unfilledPerUnit: 5_000_000,
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

/** As much of an answer as is read. */
type Draft = { version: number; rules: { id: string }[] }

export async function get<Answer = Draft>(
  { server, secret }: Bench,
  from: string,
): Promise<Answer> {
  const headers = { authorization: `Bearer ${secret}` }
  return (await (await fetch(server.address + from, { headers })).json()) as Answer
}

export async function post<Answer = Draft>(
  { server, secret }: Bench,
  to: string,
  body: object,
): Promise<Answer> {
  const reply = await fetch(server.address + to, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${secret}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  })
  const said = await reply.text()
  if (!reply.ok) throw new Error(said.slice(0, 500))
  return JSON.parse(said) as Answer
}
