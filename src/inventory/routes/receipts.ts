import { Type, type Static } from 'typebox'
import { unitsOf } from '../../lib/quantity.ts'
import { problemOf, Refusal, refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Sku } from '../../catalog/index.ts'
import type { Location, Network } from '../../network/index.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object, pageOf, pageQuery } from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import {
  announceReceipts,
  bookArrival,
  changeReceipt,
  type Announcement,
} from '../actions/receipts.ts'
import { stockContextOf, type StockContext } from '../actions/settle.ts'
import type { ReceiptChange } from '../domain/receipt.ts'
import { stockAnswer } from '../schemas.ts'
import {
  arrivalBody,
  receiptAnswer,
  receiptBody,
  receiptChanges,
  receiptOutcomes,
  whichReceipt,
  type ReceiptBody,
  type ReceiptChangeBody,
} from '../schemas/receipt.ts'
import { findReceipt, listReceipts, type ReceiptPlace } from '../store/receipts.ts'
import { uncountedOf } from '../domain/counted.ts'
import { aheadOf } from '../../lib/told.ts'
import { answerOf, type At } from './receipt-answer.ts'
import { stockOf, type InventoryWorld } from './stock.ts'

const tag = 'Stock'
const path = '/v1/expected-receipts'
const one = `${path}/:sku/:location/:no` as const
const MANY_MAX = 5000

/** Routes of dated receipts: goods that are on their way to a location. */
export function receiptRoutes(world: InventoryWorld): Route[] {
  return [announceRoute(world), listRoute(world), ...oneRoutes(world)]
}

function announceRoute(world: InventoryWorld): Route {
  return command(
    {
      path,
      access: 'stock:write',
      tag,
      summary: 'Announce goods that are on their way; each receipt has its own outcome',
      description:
        'A refusal for shortage then says when there will be more. Stock on hand changes when ' +
        'the goods have arrived.',
      body: object({ receipts: Type.Array(receiptBody, { minItems: 1, maxItems: MANY_MAX }) }),
      answers: { 200: receiptOutcomes },
    },
    async (tx, { body, caller, now }) => {
      const resolved = await resolveAll(world, caller.scope, body.receipts)
      const good = resolved.flatMap((each) => (each instanceof Refusal ? [] : [each.row]))
      const written = await announceReceipts(tx, good, contextOf(world, caller, now))
      const announced = written[Symbol.iterator]()
      const outcomes = resolved.map((each, index) =>
        each instanceof Refusal
          ? { index, outcome: 'refused', problem: problemOf(each) }
          : { index, outcome: 'recorded', receipt: answerOf(announced.next().value!, each.at) },
      )
      return { status: 200, body: { outcomes } }
    },
  )
}

function listRoute(world: InventoryWorld): Route {
  return read(
    {
      path,
      access: 'stock:read',
      tag,
      summary: 'List receipts that are still expected, by the day they are due',
      query: object({ ...pageQuery, sku: Type.Optional(code), location: Type.Optional(code) }),
      answers: { 200: pageOf(receiptAnswer) },
    },
    async (db, { query, caller }) => {
      const { scope } = caller
      const limit = query.limit ?? PAGE_DEFAULT
      await world.skus.load(query.sku === undefined ? [] : [query.sku])
      const network = await world.network.current()
      const sku = query.sku === undefined ? undefined : knownSku(world, query.sku, '/sku')
      const location =
        query.location === undefined
          ? undefined
          : knownLocation(network, scope, query.location, '/location')
      if (sku instanceof Refusal) throw sku
      if (location instanceof Refusal) throw location
      const rows = await listReceipts(db, scope, {
        after: placeOf(decodeCursor(query.cursor, ['day', 'number', 'number', 'number'])),
        limit: limit + 1,
        skuId: sku?.id,
        locationId: location?.id,
      })
      const page = pageOfRows(rows, limit, ({ dueOn, skuId, locationId, supplyNo }) => {
        return [dueOn.toString(), skuId, locationId, supplyNo]
      })
      await world.skus.loadIds(page.items.map(({ skuId }) => skuId))
      const items = page.items.map((receipt) => {
        const at = world.skus.byId(receipt.skuId)!
        const { code: place } = network.locationById.get(receipt.locationId)!
        return answerOf(receipt, { sku: at.code, location: place, decimals: at.decimals })
      })
      return { items, next: page.next }
    },
  )
}

function oneRoutes(world: InventoryWorld): Route[] {
  return [
    read(
      {
        path: one,
        access: 'stock:read',
        tag,
        summary: 'Read one expected receipt, also when it is closed',
        params: whichReceipt,
        answers: { 200: receiptAnswer },
      },
      async (db, { params, caller }) => {
        const { key, at } = await resolveOne(world, caller.scope, params)
        return answerOf((await findReceipt(db, caller.scope, key)) ?? refuse('not_found'), at)
      },
    ),
    command(
      {
        path: `${one}/changes`,
        access: 'stock:write',
        tag,
        summary: 'Change what is still expected and when, or cancel it',
        params: whichReceipt,
        body: receiptChanges,
        answers: { 200: receiptAnswer },
      },
      async (tx, { params, body, caller, now }) => {
        const { key, at } = await resolveOne(world, caller.scope, params)
        const changes = body.changes.map((change, i) => changeOf(change, at.decimals, i))
        const request = { version: body.version, changes, dryRun: body.dryRun ?? false }
        const on = { key, scope: caller.scope }
        const changed = await changeReceipt(tx, on, request, contextOf(world, caller, now))
        return { status: 200, body: answerOf(changed, at) }
      },
    ),
    command(
      {
        path: `${one}/arrivals`,
        access: 'stock:write',
        tag,
        summary: 'Book in goods of a receipt, all or some; more than expected is a fact too',
        params: whichReceipt,
        body: arrivalBody,
        answers: { 200: object({ receipt: receiptAnswer, stock: stockAnswer }) },
      },
      async (tx, { params, body, caller, now }) => {
        const { key, at } = await resolveOne(world, caller.scope, params)
        const { refuseOthers } = await world.network.current()
        const elsewhere = refuseOthers(key.locationId, caller.system)
        if (elsewhere) throw elsewhere
        const occurredAt = body.occurredAt && Temporal.Instant.from(body.occurredAt)
        const ahead = occurredAt && aheadOf(now, occurredAt, '/occurredAt')
        if (ahead) throw ahead
        const arrival = {
          quantity: knownUnits(body.quantity, at.decimals, '/quantity'),
          reference: body.reference ?? null,
          ...(occurredAt && { occurredAt }),
        }
        const on = { key, scope: caller.scope }
        const context = { ...contextOf(world, caller, now), waiting: world.waiting }
        const booked = await bookArrival(tx, on, arrival, context)
        const receipt = answerOf(booked.receipt, at)
        return { status: 200, body: { receipt, stock: stockOf(booked.onHand, at) } }
      },
    ),
  ]
}

function contextOf(
  world: InventoryWorld,
  { id: actor }: Caller,
  now: Temporal.Instant,
): StockContext {
  return stockContextOf(world, { actor, now, nowMs: world.platform.clock.nowMs() })
}

/** What each announcement means; one that cannot be is refused, the others go on. */
async function resolveAll(
  world: InventoryWorld,
  scope: Scope,
  given: readonly ReceiptBody[],
): Promise<({ row: Announcement; at: At } | Refusal)[]> {
  await world.skus.load(given.map(({ sku }) => sku))
  const network = await world.network.current()
  return given.map(({ dueOn, ...receipt }, i) => {
    const sku = knownSku(world, receipt.sku, `/receipts/${i}/sku`)
    if (sku instanceof Refusal) return sku
    if (sku.archived) {
      const detail = `${sku.code} is archived: nothing more is expected of it`
      return new Refusal('sku_unknown', { field: `/receipts/${i}/sku`, detail })
    }
    const uncounted = uncountedOf(sku, `/receipts/${i}/sku`)
    if (uncounted) return uncounted
    const location = knownLocation(network, scope, receipt.location, `/receipts/${i}/location`)
    if (location instanceof Refusal) return location
    if (location.archived) {
      const detail = `${location.code} is archived: nothing more is expected there`
      return new Refusal('location_unknown', { field: `/receipts/${i}/location`, detail })
    }
    const quantity = unitsOf(receipt.quantity, sku.decimals)
    const field = `/receipts/${i}/quantity`
    if (quantity === undefined) return new Refusal('quantity_invalid', { field })
    const row = {
      skuId: sku.id,
      locationId: location.id,
      quantity,
      dueOn: Temporal.PlainDate.from(dueOn),
      kind: receipt.kind ?? 'purchase_order',
      confidence: receipt.confidence ?? 100,
      reference: receipt.reference ?? null,
    }
    return { row, at: { sku: sku.code, location: location.code, decimals: sku.decimals } }
  })
}

/** Which receipt an address names, where it can be one at all. */
async function resolveOne(
  world: InventoryWorld,
  scope: Scope,
  params: Static<typeof whichReceipt>,
) {
  await world.skus.load([params.sku])
  const sku = knownSku(world, params.sku)
  const location = knownLocation(await world.network.current(), scope, params.location)
  if (sku instanceof Refusal || location instanceof Refusal) return refuse('not_found')
  const key = { skuId: sku.id, locationId: location.id, supplyNo: Number(params.no) }
  return { key, at: { sku: sku.code, location: location.code, decimals: sku.decimals } }
}

function knownSku({ skus }: InventoryWorld, wanted: string, field = '/sku'): Sku | Refusal {
  return skus.byCode(wanted) ?? new Refusal('sku_unknown', { field })
}

/** A location that the caller may see. */
function knownLocation(
  network: Network,
  scope: Scope,
  wanted: string,
  field = '/location',
): Location | Refusal {
  const location = network.locationByCode.get(wanted)
  const seen = location && (scope === 'all' || scope.locations.includes(location.id))
  return seen ? location : new Refusal('location_unknown', { field })
}

function knownUnits(quantity: number, decimals: number, field: string): number {
  return unitsOf(quantity, decimals) ?? refuse('quantity_invalid', { field })
}

function changeOf(change: ReceiptChangeBody, decimals: number, i: number): ReceiptChange {
  if (change.action === 'cancel') return { action: 'cancel' }
  const { quantity, dueOn, ...rest } = change.fields
  const field = `/changes/${i}/fields/quantity`
  return {
    action: 'set',
    quantity: quantity === undefined ? undefined : knownUnits(quantity, decimals, field),
    dueOn: dueOn === undefined ? undefined : Temporal.PlainDate.from(dueOn),
    ...rest,
  }
}

/** Where a page begins, of a cursor that this list has given out. */
function placeOf(cursor: string[] | undefined): ReceiptPlace | undefined {
  if (!cursor) return undefined
  const [dueOn, ...ids] = cursor as [string, string, string, string]
  const [skuId, locationId, supplyNo] = ids.map(Number) as [number, number, number]
  return { dueOn: Temporal.PlainDate.from(dueOn), skuId, locationId, supplyNo }
}
