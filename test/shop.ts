import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { App, Client, Json } from './app.ts'

type Price = { currency: string; amount: number }

/** A small retailer through the API: one channel, some locations, SKUs and their stock. */
export async function openShop(
  client: Client,
  of: {
    onShortage?: 'refuse' | 'accept' | 'ask'
    /** Orders stay allocated unless a test wants them released. */
    releaseMinutes?: number
    locations: Record<string, { lat?: number; lon?: number; priority?: number; outside?: boolean }>
    skus: Record<
      string,
      { decimals?: number; weightG?: number; marginPercent?: number; prices?: Price[] }
    >
    stock: Record<string, Record<string, number>>
  },
): Promise<void> {
  await ok(client.post('/v1/legal-entities', { code: 'LE', name: 'Example Ltd', country: 'FR' }))
  await ok(client.post('/v1/brands', { code: 'BRAND', name: 'Example', legalEntity: 'LE' }))
  const locations = Object.entries(of.locations).map(([code, { lat, lon }]) => ({
    code,
    name: `Store ${code}`,
    kind: 'store',
    legalEntity: 'LE',
    country: 'FR',
    timeZone: 'Europe/Paris',
    pickup: true,
    handlingCost: '0.4',
    ...(lat === undefined ? {} : { lat, lon }),
  }))
  await allRecorded(client.post('/v1/locations', { locations }), 'created')
  const pool = Object.entries(of.locations)
    .filter(([, { outside }]) => !outside)
    .map(([location, { priority }], i) => ({ location, priority: priority ?? i }))
  await ok(
    client.post('/v1/channels', {
      code: 'WEB',
      name: 'Web shop',
      brand: 'BRAND',
      kind: 'site',
      currency: 'EUR',
      timeZone: 'Europe/Paris',
      onShortage: of.onShortage ?? 'refuse',
      orderPrefix: 'W',
      releaseMinutes: of.releaseMinutes ?? 60,
      pool,
    }),
  )
  const skus = Object.entries(of.skus).map(([code, sku]) => ({
    code,
    name: `Item ${code}`,
    ...sku,
  }))
  await allRecorded(client.post('/v1/skus', { skus }), 'created')
  const levels = Object.entries(of.stock).flatMap(([sku, places]) =>
    Object.entries(places).map(([location, onHand]) => ({ sku, location, onHand })),
  )
  if (levels.length > 0) await allRecorded(client.post('/v1/stock/levels', { levels }), 'recorded')
}

/** Which version of a location a change has to name. */
export async function versionAt(client: Client, location: string): Promise<number> {
  return (await client.get(`/v1/locations/${location}`)).body.version
}

/** Changes what is said of a location. */
export async function setLocation(client: Client, code: string, fields: object): Promise<void> {
  const version = await versionAt(client, code)
  const changes = [{ action: 'set', fields }]
  const { status, body } = await client.post(`/v1/locations/${code}/changes`, { version, changes })
  assert.equal(status, 200, JSON.stringify(body))
}

/** An order of some SKUs at 10.00 each, to Paris. */
export function orderOf(lines: Record<string, number>, over: Record<string, unknown> = {}) {
  const items = Object.entries(lines).map(([sku, quantity], i) => ({
    no: i + 1,
    group: 1,
    sku,
    quantity,
    unitPrice: '10.00',
    total: { amount: Math.round(quantity * 1000), currency: 'EUR' },
  }))
  const amount = items.reduce((sum, { total }) => sum + total.amount, 0)
  const shipTo = { line1: '1 rue de Rivoli', city: 'Paris', country: 'FR', lat: 48.86, lon: 2.34 }
  return {
    channel: 'WEB',
    externalId: randomUUID(),
    currency: 'EUR',
    contact: { name: 'Ada Lovelace', email: 'ada@example.com' },
    groups: [{ no: 1, method: 'standard', shipTo }],
    lines: items,
    total: { amount, currency: 'EUR' },
    ...over,
  }
}

/** What never comes must not keep the whole run waiting. */
const SEEN_MS = 60_000

/** What another server has done may be known here after the last wake-up. */
const AGAIN_MS = 1000

/**
 * Resolves with what `look` finds; looks again at each wake-up of the server and each second, for a
 * minute.
 */
export async function untilSeen<Found>(
  app: App,
  look: () => Promise<Found | undefined>,
): Promise<Found> {
  // Made here: a timer does not know who waited.
  const late = new Error(`not seen in ${SEEN_MS / 1000} s`)
  let forget = (): void => undefined
  let timers: NodeJS.Timeout[] = []
  const found = new Promise<Found>((resolve, reject) => {
    const again = () => look().then((one) => one !== undefined && resolve(one), reject)
    forget = app.platform.wake.listen(again)
    timers = [setTimeout(() => reject(late), SEEN_MS), setInterval(again, AGAIN_MS)]
    again().catch(reject)
  })
  return found.finally(() => {
    for (const timer of timers) clearTimeout(timer)
    forget()
  })
}

/** Resolves when the order's event says that stock was given to it. */
export async function untilAllocated(app: App, client: Client, id: string): Promise<void> {
  await untilSeen(app, async () => {
    const { body } = await client.get(`/v1/orders/${id}/events`)
    return body.items.find((event: Json) => event.type === 'order.allocated')
  })
}

/** The fulfilment orders of an order that are not cancelled, once there are `count` of them. */
export async function untilReleased(
  app: App,
  client: Client,
  orderId: string,
  count = 1,
): Promise<Json[]> {
  return untilSeen(app, async () => {
    const { body } = await client.get(`/v1/fulfilment-orders?order=${orderId}`)
    const open = body.items.filter((one: Json) => one.state !== 'cancelled')
    return open.length >= count ? open : undefined
  })
}

async function ok(reply: ReturnType<Client['post']>): Promise<void> {
  const { status, body } = await reply
  assert.ok(status < 300, JSON.stringify(body))
}

async function allRecorded(reply: ReturnType<Client['post']>, outcome: string): Promise<void> {
  const { status, body } = await reply
  assert.equal(status, 200, JSON.stringify(body))
  for (const one of body.outcomes) assert.equal(one.outcome, outcome, JSON.stringify(one))
}

export const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

/** A location that is open day and night, and needs so long for what it is given. */
export async function openAlways(
  client: Client,
  location: string,
  handlingMinutes: number,
): Promise<void> {
  const weekly = EVERY_DAY.map((day) => ({ day, open: '00:00', close: '24:00' }))
  const fields = { hours: { weekly, exceptions: [] }, handlingMinutes }
  const changes = [{ action: 'set', fields }]
  const version = await versionAt(client, location)
  const reply = await client.post(`/v1/locations/${location}/changes`, { version, changes })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
}
