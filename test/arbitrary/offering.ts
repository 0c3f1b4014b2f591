import fc from 'fast-check'
import { always, anything } from '../../src/inventory/domain/rules/rule.ts'
import {
  createOffering,
  type Offering,
  type Rule,
  type SalesRules,
} from '../../src/inventory/index.ts'

/** What some rules say: units and bars by SKU and location, units by SKU. */
export type Said = {
  safety: Record<string, number>
  barred: string[]
  threshold: Record<number, number>
}

const IDS = [1, 2, 3, 4, 5]
const SKUS = [1, 2, 3, 4]
const places = SKUS.flatMap((sku) => IDS.map((id) => `${sku} ${id}`))
const noCaution = { heldBack: () => 0 }
const NOW = Temporal.Instant.from('2026-11-29T09:00:00Z')

/** Rules made by hand, as a book of rules would answer. */
export function rulesOf({ safety, barred, threshold }: Said): SalesRules {
  return {
    version: 1,
    for: () => ({
      barred: (sku, at) =>
        barred.includes(`${sku} ${at}`) ? { why: 'not_eligible', rule: named('bar') } : undefined,
      safety: (sku, at) => safety[`${sku} ${at}`] ?? 0,
      safetyRule: (sku, at) => (safety[`${sku} ${at}`] ? named('safety') : undefined),
      threshold: (sku) => threshold[sku] ?? 0,
      thresholdRule: (sku) => (threshold[sku] ? named('threshold') : undefined),
    }),
    matching: () => [],
    ofKind: () => [],
    steadyUntil: () => Infinity,
  }
}

function named(id: string): Rule {
  const terms = { kind: 'threshold' as const, quantity: 1 }
  return { id, name: `Rule ${id}`, scope: anything, times: always, terms }
}

export function offeringBy(said: Said): Offering {
  return createOffering(noCaution, rulesOf(said), NOW)
}

/** Everything is for sale. */
export const allForSale: Offering = offeringBy({ safety: {}, barred: [], threshold: {} })

export const said: fc.Arbitrary<Said> = fc.record({
  safety: fc.dictionary(fc.constantFrom(...places), fc.nat(6)),
  barred: fc.subarray(places, { maxLength: 4 }),
  threshold: fc
    .array(fc.tuple(fc.constantFrom(...SKUS), fc.nat(8)), { maxLength: 3 })
    .map((entries) => Object.fromEntries(entries)),
})
