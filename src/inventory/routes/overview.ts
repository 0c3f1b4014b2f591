import { Type } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import { seesLocation } from '../../lib/scope.ts'
import { listPictureAddresses } from '../../catalog/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, object, pageOf, pageQuery, text } from '../../platform/http/schemas.ts'
import { decodeCursor, encodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { createHealthBook, noHealth } from '../actions/health.ts'
import { listStock, type StockItem } from '../actions/overview.ts'
import { stockStates } from '../domain/overview.ts'
import { healthAnswer, movementAnswer, stockItemAnswer } from '../schemas.ts'
import { listMovements, type Movement } from '../store/movements.ts'
import { freshOf } from './feed-watches.ts'
import { locationIdOf } from './named.ts'
import { conditionsOf, type InventoryWorld } from './stock.ts'

const tag = 'Stock'
const SKUS_MOST = 200

/** Routes that show stock over many SKUs or locations, and what happened to it. */
export function overviewRoutes(world: InventoryWorld): Route[] {
  return [listRoute(world), movementsRoute(world), healthRoute(world)]
}

function listRoute(world: InventoryWorld): Route {
  return read(
    {
      path: '/v1/stock',
      access: 'stock:read',
      tag,
      summary: 'List stock by SKU: over all locations, or of one',
      description:
        'With `state` a page may hold fewer than `limit`; it ends where `next` is null. `low` is ' +
        'what is left of at most 2 whole units for each location that keeps it.',
      query: object({
        ...pageQuery,
        location: Type.Optional(code),
        category: Type.Optional(text(100)),
        q: Type.Optional(text(100, 'Words that begin a word of the code or name')),
        state: Type.Optional(Type.Enum([...stockStates])),
        skus: Type.Optional(
          text(13_000, `Only these: up to ${SKUS_MOST} codes with commas between`),
        ),
      }),
      answers: { 200: pageOf(stockItemAnswer) },
    },
    async (db, { query, caller }) => {
      const network = await world.network.current()
      const { items, next } = await listStock(db, world, caller.scope, {
        after: decodeCursor(query.cursor, ['text'])?.[0] ?? '',
        limit: query.limit ?? PAGE_DEFAULT,
        q: query.q,
        category: query.category,
        state: query.state,
        codes: codesOf(query.skus),
        locationId: locationIdOf(network, caller.scope, query.location),
      })
      const pictures = await listPictureAddresses(
        db,
        items.map(({ sku }) => sku.id),
      )
      return {
        items: items.map((item) => ({
          ...stockItemOf(world, item),
          picture: pictures.get(item.sku.id) ?? null,
        })),
        next: next === undefined ? null : encodeCursor([next]),
      }
    },
  )
}

function movementsRoute(world: InventoryWorld): Route {
  return read(
    {
      path: '/v1/stock/:sku/movements',
      access: 'stock:read',
      tag,
      summary: 'What happened to the stock of a SKU, the latest recorded first',
      params: object({ sku: code }),
      query: object({ ...pageQuery, location: Type.Optional(code) }),
      answers: { 200: pageOf(movementAnswer) },
    },
    async (db, { params, query, caller }) => {
      const [found] = await world.skus.load([params.sku])
      const sku = found ?? refuse('not_found')
      const network = await world.network.current()
      const limit = query.limit ?? PAGE_DEFAULT
      const rows = await listMovements(db, caller.scope, {
        skuId: sku.id,
        locationId: locationIdOf(network, caller.scope, query.location),
        before: decodeCursor(query.cursor, ['uuid'])?.[0],
        limit: limit + 1,
      })
      const page = pageOfRows(rows, limit, ({ id }) => [id])
      const items = page.items.map((movement) => {
        const location = network.locationById.get(movement.locationId)!
        return { location: location.code, ...movementOf(movement, sku.decimals) }
      })
      return { items, next: page.next }
    },
  )
}

function healthRoute(world: InventoryWorld): Route {
  const healthOf = createHealthBook(world.platform.db, world.index)
  return read(
    {
      path: '/v1/stock-health',
      access: 'stock:read',
      tag,
      summary: 'Stock of each location over all SKUs, as this server knows it',
      description:
        'With `category` over the SKUs of that category alone. It is added up at most once in ' +
        'some time for all who ask: 5 seconds where there are 10 million rows of stock.',
      query: object({ category: Type.Optional(text(100)) }),
      answers: { 200: object({ items: Type.Array(healthAnswer) }) },
    },
    async (_db, { query: { category }, caller }) => {
      const network = await world.network.current()
      const { decimals, byLocation } = await healthOf(category)
      const items = [...network.locationByCode.values()]
        .filter(({ id }) => seesLocation(caller.scope, id))
        .filter(({ id, archived }) => !archived || byLocation.has(id))
        .map(({ id, code: location }) => {
          const { skus, soldOut, onHand, available, uncovered } = byLocation.get(id) ?? noHealth()
          const show = (amount: number) => quantityOf(amount, decimals)
          return {
            location,
            skus,
            onHand: show(onHand),
            available: show(available),
            soldOut,
            uncovered: show(uncovered),
            feed: freshOf(world.index.freshness(id)),
          }
        })
      return { items: items.toSorted((a, b) => (a.location < b.location ? -1 : 1)) }
    },
  )
}

function codesOf(skus: string | undefined): string[] | undefined {
  const codes = skus?.split(',')
  if (codes === undefined || codes.length <= SKUS_MOST) return codes
  return refuse('field_invalid', { field: '/skus', detail: `More than ${SKUS_MOST} SKUs` })
}

function stockItemOf(
  { skus }: InventoryWorld,
  { sku: { id, code: sku, decimals }, sum }: StockItem,
) {
  const { name, category, unit } = skus.byId(id)!
  const show = (units = 0) => quantityOf(units, decimals)
  return {
    sku,
    name,
    category,
    unit,
    decimals,
    onHand: show(sum?.onHand),
    unavailable: show(sum?.unavailable),
    conditions: conditionsOf(sum?.conditions ?? {}, decimals),
    held: show(sum?.held),
    allocated: show(sum?.allocated),
    uncovered: show(sum?.uncovered),
    available: show(sum?.available),
    expected: show(sum?.expected),
    nextOn: sum?.nextOn?.toString() ?? null,
    locations: sum?.locations ?? 0,
    soldOutAt: sum?.soldOutAt ?? 0,
  }
}

/** A movement of stock on hand, or of what is still to come of a receipt. */
function movementOf(m: Movement, decimals: number) {
  const show = (units: number) => quantityOf(units, decimals)
  const { id, reason, condition, reference, orderId: order, actor, supplyNo } = m
  const [occurredAt, recordedAt] = [m.occurredAt, m.recordedAt].map(String)
  const head = { id, reason, condition, reference, order, actor, occurredAt, recordedAt }
  if (supplyNo > 0) {
    // What was promised of it is told only where something is.
    const of = (expected: number, allocated: number) => {
      return { expected: show(expected), ...(allocated !== 0 && { allocated: show(allocated) }) }
    }
    const changes = of(m.quantityChange, m.allocatedChange)
    return { ...head, receipt: supplyNo, changes, after: of(m.quantity, m.allocated) }
  }
  const { quantity, unavailable, held, allocated, uncovered } = m
  const changed = {
    onHand: m.quantityChange,
    unavailable: m.unavailableChange,
    held: m.heldChange,
    allocated: m.allocatedChange,
  }
  return {
    ...head,
    receipt: null,
    changes: Object.fromEntries(
      Object.entries(changed)
        .filter(([, units]) => units !== 0)
        .map(([name, units]) => [name, show(units)]),
    ),
    after: {
      onHand: show(quantity),
      unavailable: show(unavailable),
      held: show(held),
      allocated: show(allocated),
      uncovered: show(uncovered),
      available: show(Math.max(0, quantity - unavailable - held - allocated)),
    },
  }
}
