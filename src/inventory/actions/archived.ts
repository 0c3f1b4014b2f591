import { Refusal } from '../../lib/refusal.ts'
import type { Sku } from '../../catalog/index.ts'

/** Nobody is sold what is archived: rules and pauses of it would say nothing, so none is made. */
export function refusalOfArchived(
  { code, archived }: Pick<Sku, 'code' | 'archived'>,
  field: string,
): Refusal | undefined {
  if (!archived) return undefined
  const detail = `${code} is archived and not sold any more: name another SKU, or leave it out.`
  return new Refusal('archived', { field, detail })
}
