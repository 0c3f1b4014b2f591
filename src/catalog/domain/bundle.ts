import { unitsOf } from '../../lib/quantity.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { Price } from './card.ts'

/**
 * What a SKU is to stock: counted; made of others, which are counted; or never counted, since there
 * is always enough of it.
 */
export const skuKinds = ['stocked', 'bundle', 'not_stocked'] as const
export type SkuKind = (typeof skuKinds)[number]

/** A part of a bundle: so many base units of another SKU, and what that costs by itself. */
export type Component = {
  skuId: number
  code: string
  decimals: number
  quantity: number
  prices: readonly Price[]
}

/** A SKU that may become a component. */
type Candidate = { id: number; code: string; decimals: number; kind: SkuKind; archived: boolean }

export type NewComponent = Pick<Component, 'skuId' | 'code' | 'quantity'>

/**
 * The components of a SKU as they are kept, none of one that is no bundle; else what is wrong. No
 * bundle is made of bundles, so that what one takes from stock is read off it at once.
 */
export function decideComponents(
  sku: {
    kind: SkuKind
    decimals: number
    components: readonly { sku: string; quantity: number }[] | undefined
  },
  { at, skuByCode }: { at: string; skuByCode: ReadonlyMap<string, Candidate> },
): NewComponent[] | Refusal {
  const { kind, decimals, components = [] } = sku
  const field = `${at}/components`
  if (kind !== 'bundle') {
    return components.length === 0 ? [] : invalid(field, 'Only a bundle has components')
  }
  if (decimals !== 0) return invalid(`${at}/decimals`, 'A bundle is counted in whole units')
  if (components.length === 0) return invalid(field, 'A bundle has at least one component')
  const parts: NewComponent[] = []
  for (const [i, { sku: code, quantity }] of components.entries()) {
    const part = skuByCode.get(code)
    if (!part || part.archived) return new Refusal('sku_unknown', { field: `${field}/${i}/sku` })
    if (part.kind === 'bundle') return invalid(`${field}/${i}/sku`, `${code} is a bundle itself`)
    if (parts.some(({ skuId }) => skuId === part.id)) {
      return invalid(`${field}/${i}/sku`, `${code} is there twice`)
    }
    const units = unitsOf(quantity, part.decimals)
    if (units === undefined || units <= 0) {
      return new Refusal('quantity_invalid', { field: `${field}/${i}/quantity` })
    }
    parts.push({ skuId: part.id, code, quantity: units })
  }
  return parts
}

/** What so many units of a SKU take from stock: of its components where it is a bundle. */
export function takenBy(
  { id, components }: { id: number; components: readonly NewComponent[] },
  units: number,
): { skuId: number; quantity: number }[] {
  if (components.length === 0) return [{ skuId: id, quantity: units }]
  return components.map(({ skuId, quantity }) => ({ skuId, quantity: quantity * units }))
}

function invalid(field: string, detail: string): Refusal {
  return new Refusal('bundle_invalid', { field, detail })
}
