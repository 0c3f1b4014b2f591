import type { NetworkView, StockView } from '../../routing/index.ts'
import { isSoldFrom, type BatchStock } from './stock-view.ts'

type Most = ReturnType<NonNullable<StockView['most']>>

/** Units that are kept for one order alone. */
export type OwnUnits = { skuId: number; locationId: number; quantity: number }

/**
 * Stock as the one order sees it that some units are held for: those of its hold come on top of
 * what everybody may have, whatever is kept back there. It takes its own units first, so that the
 * orders after it miss no more than it takes from them.
 */
export function withOwnUnits(stock: BatchStock, own: readonly OwnUnits[]): BatchStock {
  const kept = new Map<string, number>()
  for (const { skuId, locationId, quantity } of own) {
    const key = `${skuId} ${locationId}`
    kept.set(key, (kept.get(key) ?? 0) + quantity)
  }
  const taken = new Map<string, number>()
  /** What is left of its own units at a location. */
  const leftOf = (skuId: number, locationId: number): number => {
    const key = `${skuId} ${locationId}`
    return Math.max(0, (kept.get(key) ?? 0) - (taken.get(key) ?? 0))
  }
  /**
   * The last units of a channel are kept from others, not from who holds them: not more than these,
   * so none for those that lie where nothing is sold from now.
   */
  function withOwn(most: Most, skuId: number, isSold: (locationId: number) => boolean): Most {
    const places = new Set(own.filter((one) => one.skuId === skuId).map((one) => one.locationId))
    let left = 0
    for (const locationId of places) if (isSold(locationId)) left += leftOf(skuId, locationId)
    return most && { ...most, units: most.units + left }
  }
  return {
    ...stock,
    offeredTo(buyer) {
      const view = stock.offeredTo(buyer)
      const { most, barred } = view
      const within = (skuId: number, network: NetworkView) => {
        const by = { network, method: buyer.method }
        const isSold = (locationId: number) => isSoldFrom({ skuId, locationId }, by, barred)
        return withOwn(most!(skuId, network), skuId, isSold)
      }
      return {
        ...view,
        forEach(skuId, visit) {
          view.forEach(skuId, (locationId, offered, ...rest) => {
            const left = leftOf(skuId, locationId)
            visit(locationId, left > 0 ? Math.max(0, offered) + left : offered, ...rest)
          })
        },
        ...(most && { most: within }),
      }
    },
    take(skuId, locationId, quantity) {
      const key = `${skuId} ${locationId}`
      const before = leftOf(skuId, locationId)
      taken.set(key, (taken.get(key) ?? 0) + quantity)
      const ofOwn = before - leftOf(skuId, locationId)
      if (quantity !== ofOwn) stock.take(skuId, locationId, quantity - ofOwn)
    },
    reset() {
      taken.clear()
      stock.reset()
    },
  }
}
