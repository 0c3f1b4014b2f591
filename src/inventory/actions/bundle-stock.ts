import type { Static } from 'typebox'
import { quantityOf } from '../../lib/quantity.ts'
import type { Sku, SkuBook } from '../../catalog/index.ts'
import type { Network } from '../../network/index.ts'
import { makesOf, type Makes } from '../domain/bundle.ts'
import type { StockRow } from '../domain/ledger.ts'
import { freeOf } from '../domain/supply.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import type { bundleAnswer } from '../schemas/shelf.ts'
import { countedIn } from './selling.ts'

type BundleStock = Static<typeof bundleAnswer>
type Known = { skus: Pick<SkuBook, 'byId'>; index: Pick<AvailabilityIndex, 'heldBack'> }

/** What limits a bundle: over all locations, and at each that has something of it. */
export function bundleStock(
  world: Known,
  sku: Sku,
  rows: readonly StockRow[],
  network: Pick<Network, 'locationById' | 'isSkuPaused'>,
): BundleStock {
  const counted = countedIn(world.skus, sku)
  const ids = counted.map(({ skuId }) => skuId)
  const free = (of: readonly StockRow[]) => (skuId: number) => {
    if (world.skus.byId(skuId)!.archived) return 0
    return of
      .filter((row) => row.skuId === skuId)
      .reduce((sum, row) => {
        const here = Math.max(0, freeOf(row))
        return sum + here - world.index.heldBack(row.locationId, row.quantity, here)
      }, 0)
  }
  const isShut = (locationId: number) => {
    const location = network.locationById.get(locationId)!
    return location.paused || location.archived
  }
  const isSold = ({ skuId, locationId }: StockRow) =>
    !isShut(locationId) && !network.isSkuPaused(skuId, locationId)
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
      location: network.locationById.get(locationId)!.code,
      ...limitOf(world, makesOf(counted, free(here))),
      paused: isShut(locationId) || ids.some((id) => network.isSkuPaused(id, locationId)),
    })),
  }
}

function limitOf({ skus }: Known, makes: Makes | undefined) {
  if (!makes) return { available: null, limitedBy: null }
  return { available: makes.units, limitedBy: skus.byId(makes.limitedBy)!.code }
}
