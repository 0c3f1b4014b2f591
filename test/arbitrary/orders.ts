import fc from 'fast-check'
import type { KnownSku, NewGroup, NewLine, NewOrder } from '../../src/orders/domain/capture.ts'
import { groups } from './routing.ts'

/** The three SKUs that orders name: pieces, and goods with one and two decimals. */
export function skuOf(id: number, weightG: number | null = 100 * id): KnownSku {
  const kind = 'stocked' as const
  const rest = { unit: 'piece', taxClass: null, archived: false, kind, components: [] }
  return { id, code: `S${id}`, name: `Item ${id}`, decimals: id - 1, weightG, ...rest }
}

/** Orders that were captured, with up to two groups. */
export function newOrders(): fc.Arbitrary<NewOrder> {
  return fc.array(groups(), { minLength: 1, maxLength: 2 }).map((all) => {
    const to = all.map((group, g): NewGroup => {
      const { country, region, point } = group.destination
      const shipTo = { country: country ?? 'FR', ...(region ? { region } : {}), ...point }
      const { method, pickupLocationId } = group
      return { no: g + 1, method, shipTo, pickupLocationId }
    })
    const lines = all.flatMap((group, g) =>
      group.demand.map(({ lineNo, skuId, quantity }): NewLine => {
        const no = lineNo + 100 * g
        const price = { unitPrice: '1.00', discounts: undefined, tax: undefined, total: 0 }
        return { no, groupNo: g + 1, sku: skuOf(skuId), ordered: quantity, ...price }
      }),
    )
    return {
      channelId: 1,
      externalId: 'X',
      currency: 'EUR',
      placedAt: undefined,
      contact: {},
      payments: [],
      groups: to,
      lines,
      bundles: [],
      shipping: 0,
      tax: 0,
      total: 0,
    }
  })
}
