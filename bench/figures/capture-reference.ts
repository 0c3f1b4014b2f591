import { randomUUID } from 'node:crypto'
import { addClaim, lockLedger } from '../../src/inventory/index.ts'
import { saveLedger } from '../../src/inventory/store/ledger.ts'
import { newId } from '../../src/lib/ids.ts'
import { sha256 } from '../../src/lib/json.ts'
import { saveOrders, type OrderToSave } from '../../src/orders/store/capture.ts'
import { gather } from '../../src/platform/db/gather.ts'
import type { Database } from '../../src/platform/db/index.ts'
import { sql } from '../../src/platform/db/sql.ts'
import { orderPlaced } from '../../src/orders/events.ts'
import type { NewEvent } from '../../src/platform/events/define.ts'
import { saveEvents } from '../../src/platform/events/index.ts'
import { saveAnswers } from '../../src/platform/idempotency.ts'
import { saveDecisions, type StoredDecision } from '../../src/routing/index.ts'
import { median } from '../figure.ts'
import { LOCATIONS, SKUS } from '../world.ts'

const ORDERS = 500
const CONNECTIONS = 2

/** The tables that one order of two lines writes, and how many rows of each. */
export const ROWS =
  'idempotency 1, order 1, contact 1, delivery_group 1, order_line 2, ' +
  'supply 2 (locked, updated), claim 2, movement 2, decision 1, event 1'

/**
 * Orders a second when the same rows of the same tables are written by SQL alone: transactions of
 * 500 orders on 2 connections, no HTTP, no checks, no routing. `decision` is a record of a real
 * order.
 */
export async function rawCapture(
  db: Database,
  seconds: number,
  decision: StoredDecision,
): Promise<number> {
  const firsts = await firstIds(db)
  const began = performance.now()
  const until = began + seconds * 1000
  let written = 0
  const work = async (): Promise<void> => {
    while (performance.now() < until) {
      await writeBatch(db, decision, { firsts })
      written += ORDERS
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  return written / ((performance.now() - began) / 1000)
}

/** Places at least `count` orders by SQL alone, each with both lines at one location. */
export async function placeRaw(
  db: Database,
  count: number,
  decision: StoredDecision,
): Promise<void> {
  const firsts = await firstIds(db)
  let left = count
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= ORDERS
      await writeBatch(db, decision, { firsts, together: true })
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
}

/** How long one order takes by SQL alone, one after the other, each durable; p50 in ms. */
export async function rawOrderMs(db: Database, decision: StoredDecision): Promise<number> {
  const firsts = await firstIds(db)
  const times: number[] = []
  for (let n = 0; n < 600; n += 1) {
    const began = performance.now()
    await writeBatch(db, decision, { firsts, count: 1, together: true })
    times.push(performance.now() - began)
  }
  return median(times.slice(300))
}

async function firstIds(db: Database): Promise<{ sku: number; location: number }> {
  const [sku] = await db.query<{ id: number }>(sql`select min(id) as id from catalog.sku`)
  const [place] = await db.query<{ id: number }>(sql`select min(id) as id from network.location`)
  return { sku: sku!.id, location: place!.id }
}

async function writeBatch(
  db: Database,
  decision: StoredDecision,
  of: { firsts: { sku: number; location: number }; count?: number; together?: boolean },
): Promise<void> {
  const { firsts, count = ORDERS, together = false } = of
  const now = Temporal.Now.instant()
  const nowMs = Date.now()
  const by = { actor: 'bench', now, nowMs }
  const orders = Array.from({ length: count }, () => orderOf(firsts.sku, now, nowMs))
  const anywhere = () => firsts.location + Math.floor(Math.random() * LOCATIONS)
  const keys = orders.map(({ lines }) => {
    const place = anywhere()
    return lines.map(({ sku }) => ({
      skuId: sku.id,
      locationId: together ? place : anywhere(),
      supplyNo: 0,
    }))
  })
  await db.transaction(async (tx) => {
    const ledger = await lockLedger(tx, keys.flat())
    orders.forEach((order, i) => {
      order.lines.forEach(({ no }, n) => {
        const claim = { kind: 'allocation' as const, quantity: 1, orderId: order.id, lineNo: no }
        const key = keys[i]![n]!
        addClaim(ledger, { ...key, ...claim, reference: null, expiresAt: null }, by)
      })
    })
    const decisions = orders.map(({ id }) => ({ ...decision, id: newId(nowMs), orderId: id }))
    const events = orders.map((order) => eventOf(order, now, nowMs))
    // As the product does: in one statement where it is one order.
    const inserts = count === 1 ? gather(tx) : undefined
    const to = inserts ?? tx
    const written = [
      saveOrders(to, orders, now),
      saveDecisions(to, decisions, now),
      saveEvents(to, orderPlaced, events),
      saveAnswers(to, orders.map(answerOf), now),
    ]
    inserts?.send()
    await Promise.all([saveLedger(tx, ledger, by), ...written])
  })
}

function orderOf(firstSku: number, now: Temporal.Instant, nowMs: number): OrderToSave {
  const sku = () => {
    const id = firstSku + Math.floor(Math.random() * SKUS)
    const code = `S${id}`
    const kind = { kind: 'stocked' as const, components: [], archived: false }
    const rest = { unit: 'piece', decimals: 0, weightG: 400, taxClass: null, ...kind }
    return { id, code, name: `Item ${id}`, ...rest }
  }
  const line = (no: number) => {
    const money = { discounts: [], tax: undefined, total: 1000, unitPrice: '10.00' }
    return { no, groupNo: 1, sku: sku(), ordered: 1, ...money }
  }
  const shipTo = { line1: '1 rue de Rivoli', city: 'Paris', country: 'FR', lat: 48.8, lon: 2.3 }
  const id = newId(nowMs)
  return {
    id,
    number: `R${id}`,
    bodyHash: sha256(id),
    channelId: 1,
    externalId: randomUUID(),
    currency: 'EUR',
    placedAt: now,
    capturedAt: now,
    releaseAt: now.add({ hours: 744 }),
    contact: { name: 'Ada Lovelace', email: 'ada@example.com' },
    payments: [],
    groups: [{ no: 1, method: 'standard', shipTo, pickupLocationId: undefined }],
    lines: [line(1), line(2)],
    bundles: [],
    shipping: 0,
    tax: 0,
    total: 2000,
    allocated: new Map([
      [1, 1],
      [2, 1],
    ]),
    expected: new Map(),
  }
}

function eventOf(
  order: OrderToSave,
  now: Temporal.Instant,
  nowMs: number,
): NewEvent<typeof orderPlaced> {
  const { id: subject, number, lines } = order
  return {
    id: newId(nowMs),
    subject,
    actor: 'bench',
    data: {
      version: 1,
      number,
      channelId: 1,
      lines: lines.map(({ no, sku }) => [no, sku.id, 1, 1]),
    },
    occurredAt: now,
  }
}

function answerOf({ id, number }: OrderToSave) {
  const line = (no: number) => ({ no, allocated: 1, short: 0 })
  const state = 'allocated'
  const body = { id, number, version: 1, outcome: 'placed', state, lines: [line(1), line(2)] }
  const request = { client: 'bench', key: randomUUID(), hash: sha256(number) }
  return { request, answer: { status: 201, body } }
}
