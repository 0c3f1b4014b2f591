import { Type } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel, type Scope } from '../../lib/scope.ts'
import type { Sku } from '../../catalog/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, object } from '../../platform/http/schemas.ts'
import type { StockRow } from '../domain/ledger.ts'
import { freeOf } from '../domain/supply.ts'
import { bundleStock } from '../actions/bundle-stock.ts'
import { closedAt, countedIn, sellerOf, type Seller } from '../actions/selling.ts'
import { stockOfSkuAnswer } from '../schemas/shelf.ts'
import { listSupplies } from '../store/read.ts'
import { availabilityRoutes } from './availability.ts'
import { freshOf } from './feed-watches.ts'
import { locationIdOf } from './named.ts'
import { stockOf, type InventoryWorld } from './stock.ts'

const tag = 'Stock'

/** Routes that say what there is of one SKU. */
export function availableRoutes(world: InventoryWorld): Route[] {
  return [stockRoute(world), ...availabilityRoutes(world)]
}

function stockRoute(world: InventoryWorld): Route {
  return read(
    {
      path: '/v1/stock/:sku',
      access: 'stock:read',
      tag,
      summary: 'Stock of one SKU at every location; of a bundle, how many its components make',
      params: object({ sku: code }),
      query: object({
        location: Type.Optional(code),
        channel: Type.Optional(code),
      }),
      answers: { 200: stockOfSkuAnswer },
    },
    async (db, { params, query, caller, now }) => {
      const [found] = await world.skus.load([params.sku])
      const sku = found ?? refuse('not_found')
      const network = await world.network.current()
      const seller = await findSeller(db, world, { ...query, sku, scope: caller.scope }, now)
      const only = locationIdOf(network, caller.scope, query.location)
      const at = { scope: caller.scope, only }
      const parts = sku.kind === 'bundle' ? countedIn(world.skus, sku) : []
      const ofParts = await rowsOf(
        db,
        parts.map(({ skuId }) => skuId),
        at,
      )
      const bundle = sku.kind === 'bundle' ? bundleStock(world, sku, ofParts, network) : null
      const isCounted = sku.kind === 'stocked'
      const rows = isCounted ? await rowsOf(db, [sku.id], at) : []
      const items = rows.map((row) => {
        const { code: location } = network.locationById.get(row.locationId)!
        const stock = stockOf(row, { sku: sku.code, location, decimals: sku.decimals })
        const heldBack = world.index.heldBack(row.locationId, row.quantity, freeOf(row))
        return {
          ...stock,
          paused: network.isSkuPaused(sku.id, row.locationId),
          feed: freshOf(world.index.freshness(row.locationId)),
          heldBack: quantityOf(heldBack, sku.decimals),
          ...(seller && soldBy(seller, sku, row)),
        }
      })
      return { stocked: sku.kind !== 'not_stocked', items, bundle }
    },
  )
}

/** The channel whose rules are asked for, if any. */
async function findSeller(
  db: Queryable,
  world: InventoryWorld,
  { channel, sku, scope }: { channel?: string | undefined; sku: Sku; scope: Scope },
  now: Temporal.Instant,
): Promise<Seller | undefined> {
  if (channel === undefined) return undefined
  const network = await world.network.current()
  const found = network.channelByCode.get(channel)
  if (!found || !seesChannel(scope, found.id)) return refuse('not_found', { field: '/channel' })
  return sellerOf(db, world, { network, channelId: found.id, method: null, sells: [sku] }, now)
}

/** What rules say of a row to one channel. */
function soldBy(seller: Seller, sku: Sku, row: StockRow) {
  const { offer } = seller
  const { locationId, quantity } = row
  const free = Math.max(0, freeOf(row))
  const units = offer.safety(sku.id, locationId, quantity, free)
  const closed = closedAt(seller, sku, locationId)
  const sold = closed ? 0 : free - offer.keep(sku.id, locationId, quantity, free)
  const rule = offer.safetyRule(sku.id, locationId)
  return {
    safety: rule
      ? { quantity: quantityOf(units, sku.decimals), rule: { id: rule.id, name: rule.name } }
      : null,
    closed: closed ? { why: closed.why, rule: closed.rule ?? null } : null,
    sellable: quantityOf(sold, sku.decimals),
  }
}

type At = { scope: Scope; only: number | undefined }

async function rowsOf(db: Queryable, ids: readonly number[], at: At): Promise<StockRow[]> {
  const rows = await listSupplies(db, at.scope, ids)
  return rows.filter(({ locationId }) => at.only === undefined || locationId === at.only)
}
