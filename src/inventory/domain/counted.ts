import { Refusal } from '../../lib/refusal.ts'
import type { Sku } from '../../catalog/index.ts'

/** Why stock of a SKU cannot be recorded; undefined where it can. */
export function uncountedOf(sku: Sku, field: string): Refusal | undefined {
  if (sku.kind === 'not_stocked') return new Refusal('sku_not_stocked', { field })
  if (sku.kind !== 'bundle') return undefined
  const components = sku.components.map(({ code }) => code)
  const detail = `${sku.code} is made of ${components.join(', ')}`
  return new Refusal('sku_is_bundle', { field, detail, facts: { components } })
}
