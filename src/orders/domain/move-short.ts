import { quantityOf } from '../../lib/quantity.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { NamedRule, Short } from '../../routing/index.ts'

/** Free units of a SKU at a place that are safety stock there. */
export type SafetyThere = { skuId: number; units: number; rule: NamedRule | undefined }

type Line = { no: number; skuCode: string; decimals: number }

/**
 * The refusal of a place that lacks units of a group: line by line what is wanted and what is
 * there, and what is safety stock by which rule. Where that alone is in the way, it says so.
 */
export function refusalOfShort(
  lines: readonly Line[],
  { missing, safety }: { missing: readonly Short[]; safety: readonly SafetyThere[] },
): Refusal {
  const keptOf = (skuId: number) => safety.find((one) => one.skuId === skuId)
  const lacks = new Map<number, number>()
  for (const { skuId, wanted, available } of missing) {
    lacks.set(skuId, (lacks.get(skuId) ?? 0) + wanted - available)
  }
  const isSafety = [...lacks].every(([skuId, units]) => units <= (keptOf(skuId)?.units ?? 0))
  return new Refusal(isSafety ? 'safety_stock_kept' : 'stock_insufficient', {
    field: '/location',
    facts: {
      short: missing.map(({ lineNo, skuId, wanted, available }) => {
        const { skuCode, decimals } = lines.find(({ no }) => no === lineNo)!
        const show = (units: number) => quantityOf(units, decimals)
        const kept = keptOf(skuId)
        return {
          line: lineNo,
          sku: skuCode,
          wanted: show(wanted),
          available: show(available),
          ...(kept && { kept: show(kept.units), rule: kept.rule ? namedOf(kept.rule) : null }),
        }
      }),
    },
  })
}

function namedOf({ id, name }: NamedRule): NamedRule {
  return { id, name }
}
