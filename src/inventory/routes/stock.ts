import { Type, type Static } from 'typebox'
import { quantityOf, unitsOf } from '../../lib/quantity.ts'
import { problemOf, Refusal, refuse } from '../../lib/refusal.ts'
import { seesLocation } from '../../lib/scope.ts'
import type { SkuBook } from '../../catalog/index.ts'
import type { NetworkBook } from '../../network/index.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { problemAnswer } from '../../platform/http/problem.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, instant, object, text } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { adjustStock, setStock, type StockAdjustment, type StockLevel } from '../actions/facts.ts'
import type { StockContext } from '../actions/settle.ts'
import { freeOf, type Supply } from '../domain/supply.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import { listSupplies } from '../store/read.ts'
import { freshnessAnswer } from '../schemas.ts'
import { freshOf } from './feed-watches.ts'

/** What the routes of stock work with. */
export type InventoryWorld = {
  platform: Platform
  skus: SkuBook
  network: NetworkBook
  index: AvailabilityIndex
}

const reasons = ['receipt', 'sale', 'adjustment', 'damage', 'found', 'correction'] as const
const signed = Type.Number({ minimum: -1e12, maximum: 1e12 })
const positive = Type.Number({ minimum: 0, maximum: 1e12 })
const common = {
  sku: code,
  location: code,
  reference: Type.Optional(text(100)),
  occurredAt: Type.Optional(instant),
}
const level = object({
  ...common,
  onHand: Type.Optional(positive),
  unavailable: Type.Optional(positive),
})
const adjustment = object({
  ...common,
  change: signed,
  unavailableChange: Type.Optional(signed),
  reason: Type.Enum([...reasons]),
})
const numbers = {
  onHand: Type.Number(),
  unavailable: Type.Number(),
  held: Type.Number(),
  allocated: Type.Number(),
  uncovered: Type.Number(),
  available: Type.Number(),
  version: Type.Integer(),
}
const heldBackAnswer = Type.Array(
  object({ location: code, quantity: Type.Number(), source: code }),
  {
    description: 'Not for sale, since the feed of the location is overdue.',
  },
)
export const stockAnswer = object({ sku: code, location: code, ...numbers })
const shelfAnswer = object({
  sku: code,
  location: code,
  ...numbers,
  paused: Type.Boolean({ description: 'Not sold from here, whatever is available.' }),
  feed: freshnessAnswer,
  heldBack: Type.Number({ description: 'Of the available, not sold: its feed is overdue.' }),
})
const outcomes = object({
  outcomes: Type.Array(
    object({
      index: Type.Integer(),
      outcome: Type.Enum(['recorded', 'refused']),
      stock: Type.Optional(stockAnswer),
      problem: Type.Optional(problemAnswer),
    }),
  ),
})
const tag = 'Stock'

export function stockRoutes(world: InventoryWorld): Route[] {
  const { platform } = world
  const contextOf = (actor: string, now: Temporal.Instant): StockContext => ({
    by: { actor, now, nowMs: platform.clock.nowMs() },
    index: world.index,
    committed: platform.wake.committed,
  })
  return [
    command(
      {
        path: '/v1/stock/levels',
        access: 'stock:write',
        tag,
        summary: 'Set stock on hand as counted or told by its owner; each row has its own outcome',
        body: object({ levels: Type.Array(level, { minItems: 1, maxItems: 5000 }) }),
        answers: { 200: outcomes },
      },
      async (tx, { body, caller, now }) => {
        const rows = await resolve(world, body.levels, caller, levelOf)
        const set = (good: StockLevel[]) => setStock(tx, good, contextOf(caller.id, now))
        return { status: 200, body: await answer(rows, set) }
      },
    ),
    command(
      {
        path: '/v1/stock/adjustments',
        access: 'stock:write',
        tag,
        summary: 'Record receipts, till sales, damage, finds; facts, so never refused for lack',
        body: object({ adjustments: Type.Array(adjustment, { minItems: 1, maxItems: 5000 }) }),
        answers: { 200: outcomes },
      },
      async (tx, { body, caller, now }) => {
        const rows = await resolve(world, body.adjustments, caller, adjustmentOf)
        const adjust = (good: StockAdjustment[]) => adjustStock(tx, good, contextOf(caller.id, now))
        return { status: 200, body: await answer(rows, adjust) }
      },
    ),
    read(
      {
        path: '/v1/stock/:sku',
        access: 'stock:read',
        tag,
        summary: 'Stock of one SKU at every location',
        params: object({ sku: code }),
        query: object({ location: Type.Optional(code) }),
        answers: { 200: object({ items: Type.Array(shelfAnswer) }) },
      },
      async (db, { params, query, caller }) => {
        await world.skus.load([params.sku])
        const sku = world.skus.byCode(params.sku) ?? refuse('not_found')
        const network = await world.network.current()
        const show = (units: number) => quantityOf(units, sku.decimals)
        const rows = await listSupplies(db, caller.scope, sku.id)
        const items = rows.map((row) => {
          const { code: location } = network.locationById.get(row.locationId)!
          const stock = stockOf(row, { sku: sku.code, location, decimals: sku.decimals })
          return {
            ...stock,
            paused: network.isSkuPaused(sku.id, row.locationId),
            feed: freshOf(world.index.freshness(row.locationId)),
            heldBack: show(world.index.heldBack(row.locationId, freeOf(row))),
          }
        })
        return { items: items.filter((i) => !query.location || i.location === query.location) }
      },
    ),
    read(
      {
        path: '/v1/availability',
        access: 'stock:read',
        tag,
        summary: 'What a channel can sell of a SKU now',
        query: object({ channel: code, sku: code }),
        answers: {
          200: object({
            channel: code,
            sku: code,
            available: Type.Number(),
            heldBack: heldBackAnswer,
          }),
        },
      },
      async (_db, { query }) => {
        await world.skus.load([query.sku])
        const sku = world.skus.byCode(query.sku) ?? refuse('not_found', { field: '/sku' })
        const network = await world.network.current()
        const channel = network.channelByCode.get(query.channel)
        if (!channel) return refuse('not_found', { field: '/channel' })
        const pool = network.poolOf(channel.id)
        let units = 0
        const heldBack: { location: string; quantity: number; source: string }[] = []
        world.index.forEach(sku.id, (locationId, available) => {
          const location = network.locationById.get(locationId)
          const counts = pool.has(locationId) && location && !location.paused && !location.archived
          if (!counts || network.isSkuPaused(sku.id, locationId)) return
          const back = world.index.heldBack(locationId, available)
          units += Math.max(0, available) - back
          if (back === 0) return
          const { source } = world.index.freshness(locationId)!
          const quantity = quantityOf(back, sku.decimals)
          heldBack.push({ location: location.code, quantity, source })
        })
        const available = quantityOf(units, sku.decimals)
        return { channel: channel.code, sku: sku.code, available, heldBack }
      },
    ),
  ]
}

type Named = { sku: string; location: string }
type Resolved<Row> = { row: Row; at: Named & { decimals: number } } | Refusal

/** Finds SKU and location of every row; a row that has none is refused, the others go on. */
async function resolve<Given extends Named, Row>(
  world: InventoryWorld,
  given: readonly Given[],
  { scope, system }: Pick<Caller, 'scope' | 'system'>,
  rowOf: (
    row: Given,
    ids: { skuId: number; locationId: number },
    decimals: number,
  ) => Row | Refusal,
): Promise<Resolved<Row>[]> {
  await world.skus.load(given.map(({ sku }) => sku))
  const network = await world.network.current()
  return given.map((one, i) => {
    const sku = world.skus.byCode(one.sku)
    if (!sku || sku.archived) return new Refusal('sku_unknown', { field: `/${i}/sku` })
    const location = network.locationByCode.get(one.location)
    if (!location || !seesLocation(scope, location.id)) {
      return new Refusal('location_unknown', { field: `/${i}/location` })
    }
    const elsewhere = network.refuseOthers(location.id, system)
    if (elsewhere) return elsewhere
    const row = rowOf(one, { skuId: sku.id, locationId: location.id }, sku.decimals)
    if (row instanceof Refusal) return row
    return { row, at: { sku: sku.code, location: location.code, decimals: sku.decimals } }
  })
}

async function answer<Row>(
  rows: readonly Resolved<Row>[],
  write: (good: Row[]) => Promise<Supply[]>,
) {
  const good = rows.flatMap((row) => (row instanceof Refusal ? [] : [row.row]))
  const written = (await write(good))[Symbol.iterator]()
  return {
    outcomes: rows.map((row, index) =>
      row instanceof Refusal
        ? { index, outcome: 'refused', problem: problemOf(row) }
        : { index, outcome: 'recorded', stock: stockOf(written.next().value!, row.at) },
    ),
  }
}

function levelOf(
  given: Static<typeof level>,
  ids: { skuId: number; locationId: number },
  decimals: number,
): StockLevel | Refusal {
  const onHand = given.onHand === undefined ? undefined : unitsOf(given.onHand, decimals)
  const unavailable =
    given.unavailable === undefined ? undefined : unitsOf(given.unavailable, decimals)
  if (given.onHand !== undefined && onHand === undefined) return tooPrecise('onHand')
  if (given.unavailable !== undefined && unavailable === undefined) return tooPrecise('unavailable')
  if (onHand === undefined && unavailable === undefined) {
    return new Refusal('field_invalid', { field: 'onHand', detail: 'Give onHand or unavailable' })
  }
  return {
    ...ids,
    ...(onHand === undefined ? {} : { onHand }),
    ...(unavailable === undefined ? {} : { unavailable }),
    ...factOf(given),
  }
}

function adjustmentOf(
  given: Static<typeof adjustment>,
  ids: { skuId: number; locationId: number },
  decimals: number,
): StockAdjustment | Refusal {
  const change = unitsOf(given.change, decimals)
  if (change === undefined) return tooPrecise('change')
  const unavailableChange = unitsOf(given.unavailableChange ?? 0, decimals)
  if (unavailableChange === undefined) return tooPrecise('unavailableChange')
  return { ...ids, change, unavailableChange, reason: given.reason, ...factOf(given) }
}

function factOf({ reference, occurredAt }: { reference?: string; occurredAt?: string }) {
  return {
    reference: reference ?? null,
    ...(occurredAt === undefined ? {} : { occurredAt: Temporal.Instant.from(occurredAt) }),
  }
}

function tooPrecise(field: string): Refusal {
  return new Refusal('quantity_invalid', { field })
}

/** Stock on hand in the words and units of the API. */
export function stockOf(row: Supply, at: Named & { decimals: number }): Static<typeof stockAnswer> {
  const show = (units: number) => quantityOf(units, at.decimals)
  return {
    sku: at.sku,
    location: at.location,
    onHand: show(row.quantity),
    unavailable: show(row.unavailable),
    held: show(row.held),
    allocated: show(row.allocated),
    uncovered: show(row.uncovered),
    available: show(freeOf(row)),
    version: row.version,
  }
}
