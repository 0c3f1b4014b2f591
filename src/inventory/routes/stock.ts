import { Type, type Static } from 'typebox'
import { quantityOf, unitsOf } from '../../lib/quantity.ts'
import { problemOf, Refusal } from '../../lib/refusal.ts'
import { seesLocation, type Scope } from '../../lib/scope.ts'
import type { SkuBook } from '../../catalog/index.ts'
import type { NetworkBook } from '../../network/index.ts'
import { problemAnswer } from '../../platform/http/problem.ts'
import { command, type Route } from '../../platform/http/route.ts'
import { code, instant, object, text } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { adjustStock, setStock, type StockAdjustment, type StockLevel } from '../actions/facts.ts'
import type { StockContext } from '../actions/settle.ts'
import { freeOf, type Supply } from '../domain/supply.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import { stockAnswer } from '../schemas.ts'
import { uncountedOf } from './counted.ts'

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
        const rows = await resolve(world, body.levels, caller.scope, levelOf)
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
        const rows = await resolve(world, body.adjustments, caller.scope, adjustmentOf)
        const adjust = (good: StockAdjustment[]) => adjustStock(tx, good, contextOf(caller.id, now))
        return { status: 200, body: await answer(rows, adjust) }
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
  scope: Scope,
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
    const uncounted = uncountedOf(sku, `/${i}/sku`)
    if (uncounted) return uncounted
    const location = network.locationByCode.get(one.location)
    if (!location || !seesLocation(scope, location.id)) {
      return new Refusal('location_unknown', { field: `/${i}/location` })
    }
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
