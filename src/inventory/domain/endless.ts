/** So many units as nobody will order: of what is not stocked there is always enough. */
export const ENDLESS = 1_000_000_000_000

/** A place that goods can leave from. */
type Place = { id: number; ships: boolean; pickup: boolean; archived: boolean }

/**
 * Where there should be more of what is not stocked: at every place that goods leave from where
 * less than half of endless is free. At most `most` pairs, so that no transaction lasts long.
 */
export function decideEndless(
  skuIds: readonly number[],
  places: readonly Place[],
  freeOf: (skuId: number, locationId: number) => number,
  most: number,
): { skuId: number; locationId: number }[] {
  const open = places.filter(({ ships, pickup, archived }) => (ships || pickup) && !archived)
  const missing: { skuId: number; locationId: number }[] = []
  for (const skuId of skuIds) {
    for (const { id: locationId } of open) {
      if (missing.length === most) return missing
      if (isTooFew(freeOf(skuId, locationId))) missing.push({ skuId, locationId })
    }
  }
  return missing
}

export function isTooFew(free: number): boolean {
  return free < ENDLESS / 2
}
