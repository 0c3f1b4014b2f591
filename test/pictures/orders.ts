import assert from 'node:assert/strict'
import type { App, Client, Json } from '../app.ts'
import {
  brand,
  channels,
  customers,
  legalEntities,
  levels,
  locations,
  longCustomer,
  prices,
  skus,
} from './retailer.ts'

type Customer = (typeof customers)[number] | typeof longCustomer
type Wanted = {
  channel?: string
  customer?: Customer
  lines: [sku: string, quantity: number, group?: number][]
  groups?: Json[]
  externalId?: string
}

/** The retailer without an order. */
export async function openRetailer(client: Client): Promise<void> {
  for (const entity of legalEntities) await good(client.post('/v1/legal-entities', entity))
  await good(client.post('/v1/brands', brand))
  await good(client.post('/v1/locations', { locations }))
  for (const channel of channels) await good(client.post('/v1/channels', channel))
  await good(client.post('/v1/skus', { skus }))
  await good(client.post('/v1/stock/levels', { levels }))
  const stop = { locations: ['LIL'], skus: ['CANDLE-FIG'], reason: 'recall of one batch' }
  for (const sku of stop.skus) {
    await good(client.post('/v1/sku-pauses', { sku, location: 'LIL', reason: stop.reason }))
  }
}

/** The numbers of orders that show something, by what they show. */
export type Shown = Record<
  | 'simple'
  | 'split'
  | 'collected'
  | 'partlyWaiting'
  | 'waiting'
  | 'served'
  | 'held'
  | 'cancelled'
  | 'partlyCancelled'
  | 'long'
  | 'twoAddresses',
  string
>

const FILLERS_BEFORE = 49
const FILLERS_AFTER = 3
const MINUTES_APART = 43

/** Some days of orders, the newest a few minutes ago. */
export async function placeOrders(app: App, client: Client): Promise<Shown> {
  // Eleven of them show something.
  const count = FILLERS_BEFORE + FILLERS_AFTER + 11
  let placedAt = Temporal.Now.instant().subtract({ minutes: count * MINUTES_APART })
  const next = (wanted: Wanted): Json => {
    placedAt = placedAt.add({ minutes: MINUTES_APART })
    return orderOf(wanted, placedAt)
  }
  const place: Place = async (wanted) => good(client.post('/v1/orders', next(wanted)))
  const fill = async (from: number, to: number): Promise<void> => {
    const orders = Array.from({ length: to - from }, (_, i) => next(filler(from + i)))
    const { outcomes } = await good(client.post('/v1/order-batches', { orders }))
    for (const { status } of outcomes) assert.equal(status, 201)
  }
  await fill(0, FILLERS_BEFORE)
  const served = await place({ lines: [['RUG-JUTE-240', 1]], customer: customers[4]! })
  await receive(client, 'RUG-JUTE-240', 'WH-SARAN', 1)
  await allocated(app, client, served.id)
  const shown = { served: served.number, ...(await placeSpecial(client, place)) }
  await fill(FILLERS_BEFORE, FILLERS_BEFORE + FILLERS_AFTER)
  return { ...shown, split: (await place(splitOrder)).number }
}

const splitOrder: Wanted = {
  customer: customers[6]!,
  lines: [
    ['CHAIR-ASH', 2],
    ['LAMP-OAK', 1],
    ['CUSHION-45', 2],
  ],
}

type Place = (wanted: Wanted) => Promise<{ id: string; number: string }>

async function placeSpecial(
  client: Client,
  place: Place,
): Promise<Omit<Shown, 'served' | 'split'>> {
  const simple = await place({ lines: [['THROW-WOOL', 1]], customer: customers[1]! })
  const collected = await place({
    lines: [
      ['CANDLE-FIG', 2],
      ['MUG-STONE-4', 1],
    ],
    customer: customers[8]!,
    groups: [{ no: 1, method: 'click_and_collect', pickupLocation: 'BRU' }],
  })
  const partlyWaiting = await place({
    channel: 'PHONE',
    customer: customers[3]!,
    lines: [
      ['MIRROR-80', 4],
      ['SHEETS-DBL', 1],
    ],
  })
  const waiting = await place({ lines: [['RUG-JUTE-240', 2]], customer: customers[7]! })
  const held = await place({ lines: [['KNIFE-20', 3]], customer: customers[10]! })
  await hold(client, held.id)
  const cancelled = await place({ lines: [['SHEETS-DBL', 2]], customer: customers[9]! })
  await cancel(client, cancelled.id, 'Customer found it cheaper elsewhere')
  const partlyCancelled = await place({
    customer: customers[11]!,
    lines: [
      ['TOWEL-SAGE', 4],
      ['LINEN-RAW', 6.5],
    ],
  })
  const lines = [{ no: 1, quantity: 1 }]
  await cancel(client, partlyCancelled.id, 'One towel too many', lines)
  const long = await place(longOrder)
  await cancel(client, long.id, LONG_REASON)
  const twoAddresses = await place(giftOrder)
  const placed = { simple, collected, partlyWaiting, waiting, held, cancelled, partlyCancelled }
  const numbers = Object.entries({ ...placed, long, twoAddresses }).map(([name, { number }]) => [
    name,
    number,
  ])
  return Object.fromEntries(numbers) as Omit<Shown, 'served' | 'split'>
}

const LONG_REASON =
  'The customer asked for another colour, then for delivery to a second home, then to keep the ' +
  'first order after all, and in the end for none of it: see call notes'

const longOrder: Wanted = {
  channel: 'MARKET',
  externalId:
    'MARKETPLACE-2026-11-0000000000000000000000000000000000000000000000000000000000004711-B',
  customer: longCustomer,
  lines: [
    ['PLANTER-60-ANTHRACITE-SAND-NUMBERED-EDITION', 4],
    ['CHAIR-ASH', 6],
    ['LINEN-RAW', 12.5],
  ],
}

const giftOrder: Wanted = {
  customer: customers[0]!,
  lines: [
    ['MUG-STONE-4', 2, 1],
    ['CUSHION-45', 1, 2],
    ['CANDLE-FIG', 1, 2],
  ],
  groups: [
    { no: 1, method: 'standard', shipTo: customers[0]!.shipTo },
    { no: 2, method: 'express', shipTo: customers[5]!.shipTo },
  ],
}

/** The everyday order: one to three of the usual items, sent to or collected by a customer. */
function filler(i: number): Wanted {
  const usual = [
    'MUG-STONE-4',
    'CUSHION-45',
    'CANDLE-FIG',
    'TOWEL-SAGE',
    'THROW-WOOL',
    'SHEETS-DBL',
  ]
  const count = 1 + (i % 3 === 1 ? 1 : 0) + (i % 7 === 3 ? 1 : 0)
  const chosen = Array.from({ length: count }, (_, n) => usual[(i * 5 + n * 2) % usual.length]!)
  const channel = ['WEB', 'WEB', 'MARKET', 'WEB', 'PHONE'][i % 5]!
  const lines = chosen.map((sku, n): [string, number] => [sku, 1 + ((i + n) % 4 === 2 ? 1 : 0)])
  const customer = customers[(i * 7) % customers.length]!
  if (i % 6 !== 5) return { channel, customer, lines }
  const pickupLocation = ['PAR', 'BRU', 'LYO', 'LIL', 'ANT'][((i - 5) / 6) % 5]!
  const groups = [{ no: 1, method: 'click_and_collect', pickupLocation }]
  return { channel: 'WEB', customer, groups, lines: [['CUSHION-45', 1 + (i % 2)]] }
}

let external = 48_200

function orderOf(wanted: Wanted, placedAt: Temporal.Instant): Json {
  const customer = wanted.customer ?? customers[0]!
  const money = (amount: number) => ({ amount, currency: 'EUR' })
  const lines = wanted.lines.map(([sku, quantity, group], i) => {
    const price = prices.get(sku)!
    return {
      no: i + 1,
      group: group ?? 1,
      sku,
      quantity,
      unitPrice: (price / 100).toFixed(2),
      total: money(Math.round(price * quantity)),
    }
  })
  const groups = wanted.groups ?? [{ no: 1, method: 'standard', shipTo: customer.shipTo }]
  const goods = lines.reduce((sum, { total }) => sum + total.amount, 0)
  const isShipped = groups.some(({ shipTo }: Json) => shipTo !== undefined)
  const shipping = isShipped && goods < 10_000 ? 490 : 0
  external += 7
  const { name, email } = customer
  const phone = 'phone' in customer ? { phone: customer.phone } : {}
  return {
    channel: wanted.channel ?? 'WEB',
    externalId: wanted.externalId ?? String(external),
    placedAt: placedAt.toString(),
    currency: 'EUR',
    contact: { name, email, ...phone },
    groups,
    lines,
    shipping: { total: money(shipping) },
    payments: [{ method: 'card', amount: money(goods + shipping) }],
    total: money(goods + shipping),
  }
}

async function receive(client: Client, sku: string, location: string, change: number) {
  const adjustments = [{ sku, location, change, reason: 'receipt' }]
  await good(client.post('/v1/stock/adjustments', { adjustments }))
}

async function hold(client: Client, id: string): Promise<void> {
  const dueAt = Temporal.Now.instant().add({ hours: 20 }).round('hour').toString()
  const note = 'Three knives to a new address. Call the customer before anything is sent.'
  const asked = { cause: 'address_check', note, owner: 'Customer care', dueAt }
  await good(client.post(`/v1/orders/${id}/holds`, asked))
}

async function cancel(client: Client, id: string, reason: string, lines?: Json): Promise<void> {
  const asked = { reason, ...(lines ? { lines } : {}) }
  await good(client.post(`/v1/orders/${id}/cancellations`, asked))
}

/** Resolves when stock that came was given to the order; looks at each wake-up. */
async function allocated(app: App, client: Client, id: string): Promise<void> {
  let forget = (): void => undefined
  await new Promise<void>((resolve, reject) => {
    const isServed = async () => (await client.get(`/v1/orders/${id}`)).body.state === 'allocated'
    const look = () => isServed().then((yes) => yes && resolve(), reject)
    forget = app.platform.wake.listen(look)
    void look()
  })
  forget()
}

async function good(reply: ReturnType<Client['post']>): Promise<Json> {
  const { status, body } = await reply
  assert.ok(status < 300, JSON.stringify(body))
  for (const one of body.outcomes ?? [])
    assert.notEqual(one.outcome, 'refused', JSON.stringify(one))
  return body
}
