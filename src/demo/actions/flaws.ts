import { adjustStock, readFreshRows, stockContextOf, type By } from '../../inventory/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { flawsOf } from '../domain/extras.ts'
import { levelsOf } from '../domain/levels.ts'
import type { DemoWorld, Retailer } from './plan.ts'

/** Some units turn out to be damaged, or are shown, as far as that leaves something to sell. */
export async function findFlaws(
  tx: Tx,
  world: DemoWorld,
  { seed, retailer: { skus, locations } }: { seed: number; retailer: Retailer },
  by: By,
): Promise<void> {
  const { locationByCode } = await world.network.current()
  const flaws = flawsOf(seed, levelsOf(seed, skus, locations)).map(({ sku, location, ...flaw }) => {
    const skuId = world.skus.byCode(sku)!.id
    return { ...flaw, skuId, locationId: locationByCode.get(location)!.id }
  })
  const rows = await readFreshRows(
    tx,
    flaws.map(({ skuId }) => skuId),
    by.now,
  )
  const free = new Map(rows.map((row) => [`${row.skuId} ${row.locationId}`, row.available]))
  const found = flaws.filter((one) => (free.get(`${one.skuId} ${one.locationId}`) ?? 0) > one.units)
  await adjustStock(
    tx,
    found.map(({ skuId, locationId, units, condition }) => ({
      skuId,
      locationId,
      change: 0,
      unavailableChange: units,
      condition,
      reason: condition === 'damaged' ? ('damage' as const) : ('adjustment' as const),
      reference: null,
    })),
    stockContextOf(world, by),
  )
}
