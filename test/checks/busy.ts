import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { expireHolds } from '../../src/inventory/actions/holds.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { createAvailabilityIndex } from '../../src/inventory/index.ts'
import type { App, Client, Json } from '../app.ts'
import { openShop, orderOf, untilAllocated, untilReleased } from '../shop.ts'

/** What a busy shop has left behind: ids by name, to break. */
export type Busy = {
  skus: Record<string, number>
  locations: Record<string, number>
  /**
   * Orders: with all amounts, at a place that takes so much a day, cancelled, on hold, served in
   * two groups when stock came, given to a location, shipped by it, of bundles, of
   * goods that are not there yet.
   */
  orders: Record<
    | 'rich'
    | 'roomy'
    | 'cancelled'
    | 'held'
    | 'waited'
    | 'inWork'
    | 'shipped'
    | 'bundled'
    | 'promised',
    string
  >
  /** The hold that is still open. */
  hold: string
}

const STOCK = {
  // Nothing is promised of it.
  FREE: { A: 10 },
  // In most orders.
  X: { A: 20, B: 5 },
  // In a cart, and in one that is left.
  CART: { A: 10 },
  // Counted below what was promised: of a hold, of an order.
  LOSES: { A: 3 },
  UNCOVERED: { A: 3 },
  // Sold at the till beyond what was recorded.
  NEGATIVE: { A: 1 },
  // Some of it is not to be sold.
  KEPT: { A: 5 },
  // Fewer are found than are damaged.
  BROKEN: { A: 5 },
  // Sent from there.
  WORK: { A: 10 },
  // At the place that takes so much a day.
  ROOMY: { B: 5 },
  // What bundles are made of.
  BOX: { A: 9 },
  CARD: { A: 9 },
}

/** A little of everything that the product does today, through the API. */
export async function keepBusy(app: App): Promise<Busy> {
  const client = await app.client()
  const codes = [...Object.keys(STOCK), 'LATE', 'SOON']
  const skus = Object.fromEntries(codes.map((code) => [code, {}]))
  await openShop(client, {
    onShortage: 'ask',
    locations: { A: { lat: 48.85, lon: 2.35 }, B: { lat: 45.76, lon: 4.84 } },
    skus,
    stock: STOCK,
  })
  await openChannel(client)
  await limitDays(app, client)
  await makeSpecial(client)
  await publishRules(client)
  await announceSoon(app, client)
  const orders = {
    inWork: await place(client, orderOf({ WORK: 2 }, { channel: 'NOW' })),
    shipped: await place(client, orderOf({ WORK: 3 }, { channel: 'NOW' })),
    rich: await place(client, richOrder(), randomUUID()),
    roomy: await place(client, orderOf({ ROOMY: 2 })),
    cancelled: await place(client, orderOf({ X: 3 })),
    held: await place(client, orderOf({ X: 1 })),
    waited: await place(client, orderInTwoGroups()),
    bundled: await place(client, orderOfBundles()),
    promised: await place(client, orderOf({ SOON: 2 })),
  }
  await cancelAndHold(client, orders)
  const hold = await fillCarts(app, client)
  await recordFacts(client)
  await workOn(app, client, orders)
  await untilAllocated(app, client, orders.waited)
  return { ...(await idsOf(app)), orders, hold }
}

/** A channel whose orders are given to locations at once. */
async function openChannel(client: Client): Promise<void> {
  const rest = { kind: 'site', currency: 'EUR', timeZone: 'Europe/Paris', onShortage: 'ask' }
  const pool = [{ location: 'A', priority: 1 }]
  const channel = { code: 'NOW', name: 'Now', brand: 'BRAND', orderPrefix: 'N', pool, ...rest }
  await done(client.post('/v1/channels', channel))
}

/** The days of B have a limit; what it is given is counted. */
async function limitDays(app: App, client: Client): Promise<void> {
  const fields = { capacity: { orders: 100 } }
  const changes = [{ action: 'set', fields }]
  await done(client.post('/v1/locations/B/changes', { version: 2, changes }))
  assert.ok((await app.orders.network.current()).hasCapacity)
}

/** Goods that come in a month: a rule lets them be sold before. */
async function announceSoon(app: App, client: Client): Promise<void> {
  const dueOn = app.platform.clock.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: 30 })
  const receipts = [{ sku: 'SOON', location: 'A', quantity: 5, dueOn: dueOn.toString() }]
  await done(client.post('/v1/expected-receipts', { receipts }))
}

/** A bundle, and gift wrap, of which no stock is kept. */
async function makeSpecial(client: Client): Promise<void> {
  const components = [
    { sku: 'BOX', quantity: 2 },
    { sku: 'CARD', quantity: 1 },
  ]
  const skus = [
    { code: 'SET', name: 'Gift set', kind: 'bundle', components },
    { code: 'WRAP', name: 'Gift wrap', kind: 'not_stocked' },
  ]
  await done(client.post('/v1/skus', { skus }))
}

/**
 * Rules are published, one is published changed, another is in the draft; about nothing, but for
 * one that lets goods be sold that come.
 */
async function publishRules(client: Client): Promise<void> {
  const path = '/v1/availability-rules'
  const change = async (version: number, ...changes: object[]): Promise<Json> => {
    const { body } = await client.post(`${path}/draft/changes`, { version, changes })
    assert.ok(body.outcomes.every(({ outcome }: Json) => outcome !== 'refused'))
    return body
  }
  const rule = { name: 'Rule', category: 'none', terms: { kind: 'threshold', quantity: 1 } }
  const preOrder = { kind: 'pre_order', quantity: null, withinDays: 90, minConfidence: 0 }
  const soon = { name: 'Soon', sku: 'SOON', terms: preOrder }
  const [add, other, sold] = [rule, { ...rule, channel: 'WEB' }, soon].map((one) => ({
    action: 'add',
    rule: one,
  }))
  const { version, outcomes } = await change(0, add!, other!, sold!)
  const publications = `${path}/publications`
  await done(client.post(publications, { version, note: 'First' }))
  const named = { action: 'change', id: outcomes[0].id, fields: { name: 'Other' } }
  await change(version + 1, named)
  await done(client.post(publications, { version: version + 2, note: 'Second' }))
  await change(version + 3, { action: 'add', rule: { ...rule, channel: 'NOW' } })
}

function orderOfBundles(): Json {
  const order = orderOf({ SET: 2, WRAP: 1 })
  const [line, ...rest] = order.lines
  const tax = { amount: { amount: 333, currency: 'EUR' }, rate: '0.2' }
  return { ...order, lines: [{ ...line, tax }, ...rest] }
}

async function workOn(
  app: App,
  client: Client,
  { inWork, shipped }: Busy['orders'],
): Promise<void> {
  await untilReleased(app, client, inWork)
  const [work] = await untilReleased(app, client, shipped)
  const path = `/v1/fulfilment-orders/${work.id}`
  await done(client.post(`${path}/picks`, {}))
  await done(client.post(`${path}/packings`, {}))
  await done(client.post(`${path}/shipments`, { carrier: 'Post', trackingNumber: 'T1' }))
}

/** Every amount an order can have, and a gift; the same request twice. */
function richOrder(): Json {
  const order = orderOf({ X: 2, FREE: 1 })
  const [line, gift] = order.lines
  const money = (amount: number) => ({ amount, currency: 'EUR' })
  const tax = { amount: money(150), rate: '0.2' }
  const discounts = [{ reason: 'Welcome', amount: money(200) }]
  return {
    ...order,
    lines: [
      { ...line, discounts, tax, total: money(1800) },
      { ...gift, sku: 'X', unitPrice: '0.00', total: money(0) },
    ],
    shipping: { total: money(490), tax: money(80) },
    payments: [{ method: 'card', reference: 'pi_1', amount: money(2290) }],
    total: money(2290),
  }
}

function orderInTwoGroups(): Json {
  const order = orderOf({ LATE: 2 })
  const [group] = order.groups
  const [line] = order.lines
  return {
    ...order,
    groups: [group, { ...group, no: 2, method: 'express' }],
    lines: [line, { ...line, no: 2, group: 2 }],
    total: { amount: 2 * order.total.amount, currency: 'EUR' },
  }
}

async function cancelAndHold(client: Client, orders: Busy['orders']): Promise<void> {
  const cancel = `/v1/orders/${orders.cancelled}/cancellations`
  await done(client.post(cancel, { reason: 'less', lines: [{ no: 1, quantity: 1 }] }))
  await done(client.post(cancel, { reason: 'all' }))
  const holds = `/v1/orders/${orders.held}/holds`
  const { holdId } = await done(client.post(holds, { cause: 'fraud' }))
  await done(client.post(`${holds}/${holdId}/releases`, {}))
  await done(client.post(holds, { cause: 'address' }))
}

/** One hold stays open; others are released, expire, and lose their units to a count. */
async function fillCarts(app: App, client: Client): Promise<string> {
  const cart = async (sku: string, quantity: number, minutes: number): Promise<string> => {
    const lines = [{ sku, quantity }]
    return (await done(client.post('/v1/stock-holds', { channel: 'WEB', lines, minutes }))).id
  }
  const stays = await cart('CART', 4, 60)
  // The count finds 2 too few: the younger loses its one, the older one of two.
  await cart('LOSES', 2, 60)
  await cart('LOSES', 1, 60)
  await done(client.post(`/v1/stock-holds/${await cart('CART', 1, 60)}/releases`, {}))
  await cart('CART', 2, 10)
  const { db, clock, wake } = app.platform
  const by = { actor: 'test', now: clock.now().add({ minutes: 11 }), nowMs: clock.nowMs() }
  const index = createAvailabilityIndex()
  const { network } = app.orders
  await expireHolds(db, { by, index, network, committed: wake.committed })
  return stays
}

async function recordFacts(client: Client): Promise<void> {
  await place(client, orderOf({ UNCOVERED: 3 }))
  const counted = ['LOSES', 'UNCOVERED'].map((sku) => ({ sku, location: 'A', onHand: 1 }))
  await done(client.post('/v1/stock/levels', { levels: counted }))
  const adjustments = [
    { sku: 'NEGATIVE', location: 'A', change: -3, reason: 'sale' },
    { sku: 'LATE', location: 'A', change: 4, reason: 'receipt' },
  ]
  await done(client.post('/v1/stock/adjustments', { adjustments }))
  const kept = { sku: 'KEPT', location: 'A' }
  const levels = [{ ...kept, conditions: { damaged: 3, on_display: 1 } }]
  await done(client.post('/v1/stock/levels', { levels }))
  const again = { ...kept, unavailableChange: -1, condition: 'damaged', reason: 'correction' }
  await done(client.post('/v1/stock/adjustments', { adjustments: [again] }))
  const broken = { sku: 'BROKEN', location: 'A' }
  for (const level of [
    { ...broken, conditions: { damaged: 4 } },
    { ...broken, onHand: 2 },
  ]) {
    await done(client.post('/v1/stock/levels', { levels: [level] }))
  }
}

async function idsOf({ platform: { db } }: App): Promise<Pick<Busy, 'skus' | 'locations'>> {
  const skus = await db.query<Named>(sql`select code, id from catalog.sku`)
  const locations = await db.query<Named>(sql`select code, id from network.location`)
  return { skus: byCode(skus), locations: byCode(locations) }
}

type Named = { code: string; id: number }

function byCode(rows: readonly Named[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ code, id }) => [code, id]))
}

async function place(client: Client, order: Json, key = randomUUID()): Promise<string> {
  const { id } = await done(client.post('/v1/orders', order, key))
  assert.equal((await done(client.post('/v1/orders', order, key))).id, id)
  return id
}

async function done(reply: ReturnType<Client['post']>): Promise<Json> {
  const { status, body } = await reply
  assert.ok(status < 300, JSON.stringify(body))
  return body
}
