import { Type, type Static } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import type { SkuBook } from '../../catalog/index.ts'
import type { NetworkBook } from '../../network/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, object } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import type { StockRow } from '../domain/ledger.ts'
import { freeOf } from '../domain/supply.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import { shelfAnswer, type stockAnswer } from '../schemas.ts'
import { listSupplies } from '../store/read.ts'

/** What the routes of stock work with. */
export type InventoryWorld = {
  platform: Platform
  skus: SkuBook
  network: NetworkBook
  index: AvailabilityIndex
}

const tag = 'Stock'

export function stockRoutes(world: InventoryWorld): Route[] {
  return [
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
        const rows = await listSupplies(db, caller.scope, sku.id)
        const items = rows.map((row) => {
          const { code: location } = network.locationById.get(row.locationId)!
          const stock = stockOf(row, { sku: sku.code, location, decimals: sku.decimals })
          return { ...stock, paused: network.isSkuPaused(sku.id, row.locationId) }
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
          200: object({ channel: code, sku: code, available: Type.Number() }),
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
        world.index.forEach(sku.id, (locationId, available) => {
          const location = network.locationById.get(locationId)
          const counts = pool.has(locationId) && location && !location.paused && !location.archived
          if (counts && !network.isSkuPaused(sku.id, locationId)) units += Math.max(0, available)
        })
        const available = quantityOf(units, sku.decimals)
        return { channel: channel.code, sku: sku.code, available }
      },
    ),
  ]
}

/** Stock on hand in the words and units of the API. */
export function stockOf(
  row: StockRow,
  at: { sku: string; location: string; decimals: number },
): Static<typeof stockAnswer> {
  const show = (units: number) => quantityOf(units, at.decimals)
  return {
    sku: at.sku,
    location: at.location,
    onHand: show(row.quantity),
    unavailable: show(row.unavailable),
    conditions: Object.fromEntries(
      Object.entries(row.conditions).map(([condition, units]) => [condition, show(units)]),
    ),
    held: show(row.held),
    allocated: show(row.allocated),
    uncovered: show(row.uncovered),
    available: show(freeOf(row)),
    version: row.version,
  }
}
