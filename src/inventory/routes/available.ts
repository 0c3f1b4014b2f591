import { Type } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import type { Sku } from '../../catalog/index.ts'
import type { Network } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, object } from '../../platform/http/schemas.ts'
import { makesOf, type Makes } from '../domain/bundle.ts'
import type { StockRow } from '../domain/ledger.ts'
import { freeOf } from '../domain/supply.ts'
import { availabilityAnswer, stockOfSkuAnswer } from '../schemas/shelf.ts'
import { listSupplies } from '../store/read.ts'
import { comingFor } from './coming.ts'
import { freshOf } from './feed-watches.ts'
import { stockOf, type InventoryWorld } from './stock.ts'

const tag = 'Stock'

/** Routes that say what there is of one SKU, and what a channel can sell of it. */
export function availableRoutes(world: InventoryWorld): Route[] {
  return [stockRoute(world), availabilityRoute(world)]
}

function stockRoute(world: InventoryWorld): Route {
  return read(
    {
      path: '/v1/stock/:sku',
      access: 'stock:read',
      tag,
      summary: 'Stock of one SKU at every location; of a bundle, how many its components make',
      params: object({ sku: code }),
      query: object({ location: Type.Optional(code) }),
      answers: { 200: stockOfSkuAnswer },
    },
    async (db, { params, query, caller }) => {
      await world.skus.load([params.sku])
      const sku = world.skus.byCode(params.sku) ?? refuse('not_found')
      const network = await world.network.current()
      const at = { network, scope: caller.scope, location: query.location }
      const bundle = sku.kind === 'bundle' ? await bundleOf(db, world, sku, at) : null
      const isCounted = sku.kind === 'stocked'
      const rows = isCounted ? await rowsOf(db, [sku.id], at) : []
      const items = rows.map((row) => {
        const { code: location } = network.locationById.get(row.locationId)!
        const stock = stockOf(row, { sku: sku.code, location, decimals: sku.decimals })
        const heldBack = world.index.heldBack(row.locationId, freeOf(row))
        return {
          ...stock,
          paused: network.isSkuPaused(sku.id, row.locationId),
          feed: freshOf(world.index.freshness(row.locationId)),
          heldBack: quantityOf(heldBack, sku.decimals),
        }
      })
      return { stocked: sku.kind !== 'not_stocked', items, bundle }
    },
  )
}

type At = { network: Network; scope: Scope; location: string | undefined }

async function rowsOf(db: Queryable, ids: readonly number[], at: At): Promise<StockRow[]> {
  const rows = await listSupplies(db, at.scope, ids)
  if (at.location === undefined) return rows
  const id = at.network.locationByCode.get(at.location)?.id
  return rows.filter(({ locationId }) => locationId === id)
}

/** What limits a bundle: over all locations, and at each that has something of it. */
async function bundleOf(db: Queryable, world: InventoryWorld, sku: Sku, at: At) {
  const counted = countedIn(world, sku)
  const ids = counted.map(({ skuId }) => skuId)
  const rows = await rowsOf(db, ids, at)
  const free = (of: readonly StockRow[]) => (skuId: number) =>
    of
      .filter((row) => row.skuId === skuId)
      .reduce((sum, row) => {
        const here = Math.max(0, freeOf(row))
        return sum + here - world.index.heldBack(row.locationId, here)
      }, 0)
  const isShut = (locationId: number) => {
    const location = at.network.locationById.get(locationId)!
    return location.paused || location.archived
  }
  const isSold = ({ skuId, locationId }: StockRow) =>
    !isShut(locationId) && !at.network.isSkuPaused(skuId, locationId)
  const sold = rows.filter(isSold)
  const byLocation = [...Map.groupBy(rows, ({ locationId }) => locationId)]
  return {
    ...limitOf(world, makesOf(counted, free(sold))),
    components: sku.components.map(({ skuId, code: part, decimals, quantity }) => {
      const isCounted = ids.includes(skuId)
      const units = free(sold)(skuId)
      return {
        sku: part,
        name: world.skus.byId(skuId)!.name,
        quantity: quantityOf(quantity, decimals),
        available: isCounted ? quantityOf(units, decimals) : null,
        makes: isCounted ? Math.floor(units / quantity) : null,
      }
    }),
    locations: byLocation.map(([locationId, here]) => ({
      location: at.network.locationById.get(locationId)!.code,
      ...limitOf(world, makesOf(counted, free(here))),
      paused: isShut(locationId) || ids.some((id) => at.network.isSkuPaused(id, locationId)),
    })),
  }
}

/** The components of a bundle that are counted; there is always enough of the others. */
function countedIn({ skus }: InventoryWorld, { components }: Sku) {
  return components.filter(({ skuId }) => skus.byId(skuId)!.kind === 'stocked')
}

function limitOf({ skus }: InventoryWorld, makes: Makes | undefined) {
  if (!makes) return { available: null, limitedBy: null }
  return { available: makes.units, limitedBy: skus.byId(makes.limitedBy)!.code }
}

function availabilityRoute(world: InventoryWorld): Route {
  return read(
    {
      path: '/v1/availability',
      access: 'stock:read',
      tag,
      summary: 'What a channel can sell of a SKU now',
      description:
        'Of a bundle as many as the component that allows the fewest makes. `available` is null ' +
        'where no stock is kept (`stocked` is false): there is always enough.',
      query: object({ channel: code, sku: code }),
      answers: { 200: availabilityAnswer },
    },
    async (db, { query, caller: { scope } }) => {
      await world.skus.load([query.sku])
      const sku = world.skus.byCode(query.sku) ?? refuse('not_found', { field: '/sku' })
      const network = await world.network.current()
      const channel = network.channelByCode.get(query.channel)
      if (!channel || !seesChannel(scope, channel.id)) {
        return refuse('not_found', { field: '/channel' })
      }
      const offered = (skuId: number) => offeredOf(world, network, channel.id, skuId)
      const head = { channel: channel.code, sku: sku.code, stocked: sku.kind !== 'not_stocked' }
      const none = { limitedBy: null, heldBack: [] }
      if (sku.kind === 'not_stocked') return { ...head, ...none, available: null }
      if (sku.kind === 'bundle') {
        const makes = makesOf(countedIn(world, sku), (skuId) => offered(skuId).units)
        return { ...head, heldBack: [], ...limitOf(world, makes) }
      }
      const { units, heldBack } = offered(sku.id)
      const show = (of: number) => quantityOf(of, sku.decimals)
      return {
        ...head,
        available: show(units),
        limitedBy: null,
        ...(await comingFor(db, world, sku, channel)),
        heldBack: heldBack
          .filter(({ location }) => seesLocation(scope, network.locationByCode.get(location)!.id))
          .map((one) => ({ ...one, quantity: show(one.quantity) })),
      }
    },
  )
}

type HeldBack = { location: string; quantity: number; source: string }

/** Units that a channel can sell, over its open locations, and those held back where. */
function offeredOf(
  { index }: InventoryWorld,
  network: Network,
  channelId: number,
  skuId: number,
): { units: number; heldBack: HeldBack[] } {
  const pool = network.poolOf(channelId)
  const heldBack: HeldBack[] = []
  let units = 0
  index.forEach(skuId, (locationId, available) => {
    const location = network.locationById.get(locationId)
    const counts = pool.has(locationId) && location && !location.paused && !location.archived
    if (!counts || network.isSkuPaused(skuId, locationId)) return
    const quantity = index.heldBack(locationId, available)
    units += Math.max(0, available) - quantity
    if (quantity === 0) return
    const { source } = index.freshness(locationId)!
    heldBack.push({ location: location.code, quantity, source })
  })
  return { units, heldBack }
}
