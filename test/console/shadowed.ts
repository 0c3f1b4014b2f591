import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Client, Json } from '../app.ts'
import { shadowDesk } from '../routing/shadowed.ts'
import { STORES } from './simulated.ts'

const ORDERS = 24

/** A draft that decided beside the rules in force on some orders; answers which it is. */
export async function runInShadow(client: Client): Promise<string> {
  const desk = shadowDesk(client)
  await desk.write([STORES])
  const id = await desk.start({ name: 'Stores first' })
  await desk.clear()
  await placeSome(client)
  await desk.seen(id, ORDERS)
  const { compared, missed } = await desk.stop(id)
  // On a busy machine a book may have been read a moment later than an order was decided.
  assert.ok(compared > ORDERS / 2, JSON.stringify(missed))
  return id
}

/** Of what many locations have, to where some of them are. */
async function placeSome(client: Client): Promise<void> {
  const all = async (path: string): Promise<Json[]> => (await client.get(path)).body.items
  const channels = await all('/v1/channels')
  const channel = channels.find(({ code }) => !code.startsWith('MARKET')) ?? channels[0]
  const places = (await all('/v1/locations?limit=200')).filter(({ lat }) => lat !== null)
  const skus = (await all('/v1/skus?limit=200')).filter(({ code, unit, kind }) => {
    return unit === 'piece' && kind === 'stocked' && !code.startsWith('ZZ-')
  })
  const { currency } = channel
  for (let n = 0; n < ORDERS; n += 1) {
    const { country, lat, lon } = places[(n * 7) % places.length]!
    const sku = skus[(n * 5) % skus.length]!.code
    const total = { amount: 4900, currency }
    const shipTo = { line1: '1 Main Street', country, lat, lon }
    const { status, body } = await client.post('/v1/orders', {
      channel: channel.code,
      externalId: randomUUID(),
      currency,
      contact: { name: 'Katharina von Hohenberg' },
      groups: [{ no: 1, method: 'standard', shipTo }],
      lines: [{ no: 1, group: 1, sku, quantity: 1, unitPrice: '49.00', total }],
      total,
    })
    assert.equal(status, 201, JSON.stringify(body))
  }
}
