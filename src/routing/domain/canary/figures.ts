import { MILLION } from '../objective.ts'
import type { DecisionRecord } from '../record.ts'
import { ofParcels } from '../simulation/index.ts'
import type { Side } from './side.ts'
import type { CanaryMeasure } from './sums.ts'

/** A decision of an order that was being placed. */
export type Placed = { cause: string; record: DecisionRecord }

/** Of one order: what is left out is not known, or was not decided by rules. */
export type OrderFigures = Partial<Record<CanaryMeasure, number>>

/** By whose rules an order was decided: as its records say. Undefined: by neither. */
export function sideOf(
  placed: readonly Placed[],
  { version, control }: { version: number; control: number },
): Side | undefined {
  // What the customer collects no rule decides on; all others of an order have one version.
  const by = placed.find(({ record }) => record.rule)?.record.rule
  if (by?.version === version) return 'canary'
  return by?.version === control ? 'control' : undefined
}

/** What a base unit of a SKU costs that is not served, for who decided by such a plan. */
export type Lost = (plan: DecisionRecord['plan'], skuId: number) => number

/**
 * What an order costs and how well it is served, as it was decided when it was placed: what is
 * spent (see `spent`), with what is `lost` by what is not served, parcels, the share of what was
 * ordered that no place was found for, SKU by SKU, and of its parcels those that are expected to
 * be late. Once a location has declined it, that counts too, with what it costs to find another
 * (`reroute`). Wishes and prices of scarce stock decide, but nobody pays them.
 */
export function figuresOf(
  placed: readonly Placed[],
  { declined, reroute, lost }: { declined: boolean; reroute: number; lost: Lost },
): OrderFigures {
  const chosen = placed.flatMap(({ record }) => record.chosen)
  const left = leftOf(placed)
  const paid = chosen.reduce(
    (sum, { cost }) => ofParcels.reduce((all, term) => all + (cost[term] ?? 0), sum),
    left.reduce(
      (sum, { plan, skuId, units }) => sum + Math.round(lost(plan, skuId) * units),
      declined ? reroute : 0,
    ),
  )
  const timed = chosen.flatMap(({ time }) => time?.late ?? [])
  const late = timed.reduce((sum, probability) => sum + probability, 0)
  return {
    cost: paid,
    parcels: chosen.length,
    unfilled: left.reduce((sum, { units, wanted }) => sum + units / wanted / left.length, 0),
    refused: 0,
    ...(timed.length > 0 && { late: late / timed.length / MILLION }),
    declined: declined ? 1 : 0,
  }
}

type Left = { plan: DecisionRecord['plan']; skuId: number; wanted: number; units: number }

/** SKU by SKU, what of it is not served. What is promised of what is to come counts as served. */
function leftOf(placed: readonly Placed[]): Left[] {
  const wanted = new Map<string, Left>()
  const given = new Map<string, number>()
  const keyOf = (no: number, skuId: number) => `${no} ${skuId}`
  for (const { cause, record } of placed) {
    const { plan } = record
    const { no } = record.group
    if (cause === 'placed') {
      for (const { skuId, quantity } of record.wanted) {
        const key = keyOf(no, skuId)
        const before = wanted.get(key)?.wanted ?? 0
        wanted.set(key, { plan, skuId, wanted: before + quantity, units: 0 })
      }
    }
    for (const { units } of record.chosen) {
      for (const [skuId, quantity] of units) {
        const key = keyOf(no, skuId)
        given.set(key, (given.get(key) ?? 0) + quantity)
      }
    }
  }
  return [...wanted].map(([key, one]) => {
    return { ...one, units: Math.max(0, one.wanted - (given.get(key) ?? 0)) }
  })
}
