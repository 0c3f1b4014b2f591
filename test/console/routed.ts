import assert from 'node:assert/strict'
import type { Client, Json } from '../app.ts'

const PATH = '/v1/routing-rules'

/** What a person does with routing rules, through the API. */
export function routingDesk(client: Client) {
  const good = async (reply: ReturnType<Client['get']>): Promise<Json> => {
    const { status, body } = await reply
    assert.ok(status < 300, JSON.stringify(body))
    return body
  }
  const draft = () => good(client.get(`${PATH}/draft`))
  const change = async (...changes: object[]): Promise<Json[]> => {
    const { version } = await draft()
    return (await good(client.post(`${PATH}/draft/changes`, { version, changes }))).outcomes
  }
  return {
    draft,
    change,
    /** Adds a rule to the draft; answers its id. */
    async add(rule: object): Promise<string> {
      const whole = { use: [{ places: {} }], choose: { by: 'least_cost' }, ...rule }
      const [outcome] = await change({ action: 'add', rule: whole })
      assert.equal(outcome.outcome, 'done', JSON.stringify(outcome))
      return outcome.id
    },
    async publish(note = 'Because', when: { validFrom?: string } = {}): Promise<Json> {
      const { version } = await draft()
      return good(client.post(`${PATH}/publications`, { version, note, ...when }))
    },
    async discard(): Promise<void> {
      const { version } = await draft()
      await good(client.post(`${PATH}/draft/discards`, { version }))
    },
    /** The draft decides on a share of orders first; then it is promoted. */
    async promote(note: string): Promise<void> {
      const { version } = await draft()
      const [{ code }] = (await good(client.get('/v1/channels'))).items
      const canaries = '/v1/routing-canaries'
      const body = { version, note, sharePermille: 100, channels: [code] }
      const { id } = await good(client.post(canaries, body))
      await good(client.post(`${canaries}/${id}/promotions`, {}))
    },
  }
}

/**
 * Routing rules in two versions, and a draft that adds, changes, moves, switches off and removes
 * some; one of them is never asked. What they are about is rare: orders go as they would without.
 */
export async function makeRoutingRules(client: Client): Promise<void> {
  const desk = routingDesk(client)
  const channels = (await client.get('/v1/channels')).body.items
  const channel = channels.find(({ code }: Json) => !code.startsWith('MARKET')) ?? channels[0]
  const sameDay = await desk.add(SAME_DAY)
  const heavy = await desk.add(HEAVY)
  const season = await desk.add({
    ...SEASON,
    when: [{ of: 'channel', in: [channel.code] }, ...LATE],
  })
  await desk.publish('Same-day deliveries come from the nearest store')
  await desk.add(EXPORT)
  const pilot = await desk.add({ ...PILOT, when: [...NIGHT] })
  await desk.promote('Large orders keep out of the stores')
  const never = { sameDay: true, maxKm: 25 }
  await desk.change({ action: 'change', id: sameDay, fields: { never } })
  await desk.change({ action: 'move', id: heavy, position: 1 })
  await desk.change({ action: 'change', id: pilot, fields: { off: true } })
  await desk.change({ action: 'remove', id: season })
  const long = { ...SAME_DAY, name: LONG_NAME, otherwise: 'channel', wishes: WISHES }
  await desk.add({ ...long, never: { sameDay: true, closed: CLOSED } })
  await keepTests(client, channel.code, season)
}

/** Two tests: one passes, and one expects a rule that the draft removes. */
async function keepTests(client: Client, channel: string, season: string): Promise<void> {
  const [sku] = (await client.get('/v1/skus?limit=1')).body.items
  const { items } = (await client.get('/v1/locations?limit=200')).body
  const stores = items.filter(({ kind }: Json) => kind === 'store').slice(0, 3)
  const stock = stores.map(({ code }: Json) => ({ sku: sku.code, location: code, quantity: 5 }))
  const lines = [{ sku: sku.code, quantity: 1 }]
  const shipTo = { country: stores[0].country, postalCode: '10115' }
  const invented = { channel, method: 'standard', shipTo, lines, value: 2500 }
  const at = { weekday: 6, time: '10:00' }
  const small = { maxParcels: 1, unfilled: false }
  const kept = [
    { code: 'SMALL', name: 'A small order on a Saturday', at, expected: small },
    { code: 'DEAR', name: 'What is dear leaves from pop-ups', expected: { rule: season } },
  ]
  for (const one of kept) {
    const reply = await client.post('/v1/routing-tests', { invented, stock, ...one })
    assert.equal(reply.status, 201, JSON.stringify(reply.body))
  }
}

const STORES = { kinds: ['store'] }
const SAME_DAY = {
  name: 'Same day: the nearest store first',
  when: [{ of: 'method', in: ['same_day'] }],
  use: [{ places: STORES }],
  choose: { by: 'ranking', ranking: ['nearest', 'most_stock'], completeFirst: true },
  never: { sameDay: true },
  otherwise: 'ask',
}
const HEAVY = {
  name: 'Large orders keep out of the stores',
  when: [
    { of: 'value', from: 9_000_000 },
    { of: 'weight', from: 30_000 },
  ],
  use: [
    { places: { kinds: ['warehouse', 'distribution_centre'] } },
    { places: STORES, keeps: 2, opensToSave: 50_000 },
  ],
  never: { maxParcels: 2, noSplitBelow: { value: 4000 } },
}
const LATE = [{ of: 'value', from: 8_000_000 }]
const NIGHT = [...LATE, { of: 'hours', from: '22:00', until: '06:00' }]
const SEASON = {
  name: 'The season leaves from pop-ups',
  use: [{ places: { kinds: ['pop_up'] } }],
  until: '2036-12-25T00:00:00Z',
}
const EXPORT = {
  name: 'Exports',
  when: [
    { of: 'country', in: ['DE', 'FR', 'ES'], not: true },
    { of: 'units', from: 5000 },
  ],
  never: { sameCountry: true, shipComplete: true },
  otherwise: 'refuse',
}
const PILOT = { name: 'At night by machines', choose: { by: 'least_cost' } }
const WISHES = [
  { places: { countries: ['FR'] }, perParcel: -15_000 },
  { places: STORES, perParcel: 30_000, byWorkload: true },
  { places: STORES, perUnit: 10_000, stockBelow: 4 },
  { places: {}, perRank: 2500 },
]
/** One of them is over. */
const CLOSED = [
  { places: STORES, except: { countries: ['FR'] }, weekdays: [7] },
  { places: { tags: ['outlet'] }, from: '2020-12-24', until: '2020-12-31' },
]
const LONG_NAME =
  'Same day once more, for those who are in a hurry and live near one of our own stores'
