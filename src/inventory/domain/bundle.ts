/** What a bundle is made of: so many units of each of these SKUs. */
type Part = { skuId: number; quantity: number }

/** How many bundles can be made, and which component allows no more. */
export type Makes = { units: number; limitedBy: number }

/**
 * Whole bundles that what is there makes: the component that allows the fewest decides (I13), the
 * first of several. Undefined where none of them is counted, so that there is always enough.
 */
export function makesOf(
  parts: readonly Part[],
  availableOf: (skuId: number) => number,
): Makes | undefined {
  let makes: Makes | undefined
  for (const { skuId, quantity } of parts) {
    const units = Math.floor(Math.max(0, availableOf(skuId)) / quantity)
    if (!makes || units < makes.units) makes = { units, limitedBy: skuId }
  }
  return makes
}
