import assert from 'node:assert/strict'
import { markLate } from '../../src/orders/store/progress.ts'
import type { App, Client, Json } from '../app.ts'
import { openShop, orderOf } from '../shop.ts'

/** An order of the list, with what it is searched by. */
export type Known = { order: Json; words: string[]; late: boolean }

const NAMES = ['Ada Lovelace', 'Jean-Pierre Müller', 'Zoë O’Brien', 'Marie Ada Curie']
const CITIES = ['Paris', 'Saint-Étienne', 'Lyon']
const SKUS = ['TEE-M', 'TEE-L', 'MUG']
export const METHODS = ['standard', 'express', 'same_day']

/** Sixty orders of two channels, some held, cancelled or late; all found by their words. */
export async function openBusyShop(app: App, client: Client): Promise<Known[]> {
  const stock = Object.fromEntries(SKUS.map((sku) => [sku, { A: 1000 }]))
  const skus = Object.fromEntries(SKUS.map((sku) => [sku, {}]))
  await openShop(client, { locations: { A: {}, B: {}, C: {} }, skus, stock })
  await client.post('/v1/skus', { skus: [{ code: 'FAR', name: 'Only far away' }] })
  const levels = [{ sku: 'FAR', location: 'B', onHand: 1000 }]
  await client.post('/v1/stock/levels', { levels })
  await openChannel(client, 'NOW')
  const placed: { body: Json; id: string }[] = []
  for (let i = 0; i < 60; i += 1) {
    const body = bodyOf(i)
    const reply = await client.post('/v1/orders', body)
    assert.equal(reply.status, 201, JSON.stringify(reply.body))
    placed.push({ body, id: reply.body.id })
  }
  for (const [i, { id }] of placed.entries()) {
    if (i % 7 === 0) await client.post(`/v1/orders/${id}/holds`, { cause: 'fraud' })
    if (i % 11 === 5) await client.post(`/v1/orders/${id}/cancellations`, { reason: 'r' })
  }
  const late = placed.filter((_, i) => i % 5 === 0).map(({ id }) => id)
  await app.platform.db.transaction((tx) => markLate(tx, late, app.platform.clock.now()))
  await untilFound(client, placed.length)
  return Promise.all(
    placed.map(async ({ body, id }) => {
      const { body: order } = await client.get(`/v1/orders/${id}`)
      return { order, words: wordsIn(body, order), late: late.includes(id) }
    }),
  )
}

async function openChannel(client: Client, code: string): Promise<void> {
  await client.post('/v1/channels', {
    code,
    name: code,
    brand: 'BRAND',
    kind: 'site',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    onShortage: 'accept',
    orderPrefix: code,
    releaseMinutes: 60,
    pool: ['A', 'B'].map((location, priority) => ({ location, priority })),
  })
}

function bodyOf(i: number): Json {
  const name = NAMES[i % NAMES.length]!
  const country = i % 9 === 0 ? 'DE' : 'FR'
  const shipTo = { line1: '1 rue', city: CITIES[i % 3]!, country, lat: 48.86, lon: 2.34 }
  const lines = i % 13 === 12 ? { FAR: 1, MUG: 2 } : { [SKUS[i % 3]!]: 1 + (i % 4) }
  // Some at the same moment, and with the same total.
  const placedAt = Temporal.Instant.from('2026-03-01T12:00:00Z').add({ hours: i - (i % 3) })
  return orderOf(lines, {
    channel: i % 4 === 1 ? 'NOW' : 'WEB',
    externalId: `ext-${i}`,
    placedAt: placedAt.toString(),
    contact: { name, email: `p${i}.q@example.com`, phone: `+33 6 12 34 56 ${10 + i}` },
    ...(i % 6 < 2 && { priority: i % 6 === 0 ? 'high' : 'low' }),
    ...(i % 8 < 3 && { tags: i % 8 === 0 ? ['gift', 'wedding'] : ['gift'] }),
    groups: [{ no: 1, method: METHODS[i % 5 === 0 ? 0 : i % 3], shipTo }],
  })
}

/** They are found by their method when the log has been read; asked again until it has. */
async function untilFound(client: Client, count: number): Promise<void> {
  for (;;) {
    const { body } = await client.get(`/v1/orders/counts?method=${METHODS.join(',')}`)
    if (body.total.count === count) return
  }
}

/** Told apart from how the product does it: lower case, without accents, in pieces and whole. */
function wordsIn(body: Json, order: Json): string[] {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replaceAll(/[\u0300-\u036F]/g, '')
      .toLowerCase()
  const { name, email, phone } = body.contact
  const texts = [name, body.groups[0].shipTo.city].map(plain)
  const wholes = texts.flatMap((text) => text.split(/[ ’]/))
  const pieces = texts.flatMap((text) => text.split(/[ ’-]/))
  const mail = plain(email)
  const digits = phone.replaceAll(/\D/g, '')
  const codes = [order.number, body.externalId, ...body.lines.map(({ sku }: Json) => sku)].map(
    plain,
  )
  return [
    ...wholes,
    ...pieces,
    mail,
    ...mail.split('@')[0]!.split('.'),
    digits,
    digits.slice(2),
    ...codes,
  ]
}
