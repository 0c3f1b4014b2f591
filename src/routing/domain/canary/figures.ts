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

/**
 * What an order costs and how well it is served, as it was decided when it was placed: what is
 * spent (see `spent`), parcels, the share of what was ordered that no place was found for, SKU by
 * SKU, and of its parcels those that are expected to be late. Once a location has declined it, that
 * counts too, with what it costs to find another (`reroute`). Wishes and prices of scarce stock
 * decide, but nobody pays them.
 */
export function figuresOf(
  placed: readonly Placed[],
  { declined, reroute }: { declined: boolean; reroute: number },
): OrderFigures {
  const chosen = placed.flatMap(({ record }) => record.chosen)
  const left = placed.flatMap(({ record }) => record.unfilled ?? [])
  const paid = chosen.reduce(
    (sum, { cost }) => ofParcels.reduce((all, term) => all + (cost[term] ?? 0), sum),
    left.reduce((sum, [, , cost]) => sum + cost, declined ? reroute : 0),
  )
  const timed = chosen.flatMap(({ time }) => time?.late ?? [])
  const late = timed.reduce((sum, probability) => sum + probability, 0)
  return {
    cost: paid,
    parcels: chosen.length,
    unfilled: unfilledOf(placed),
    refused: 0,
    ...(timed.length > 0 && { late: late / timed.length / MILLION }),
    declined: declined ? 1 : 0,
  }
}

/** What is promised of what is to come counts as served. */
function unfilledOf(placed: readonly Placed[]): number {
  const wanted = new Map<string, number>()
  const given = new Map<string, number>()
  const add = (to: Map<string, number>, no: number, skuId: number, units: number) => {
    const key = `${no} ${skuId}`
    to.set(key, (to.get(key) ?? 0) + units)
  }
  for (const { cause, record } of placed) {
    const { no } = record.group
    if (cause === 'placed') {
      for (const { skuId, quantity } of record.wanted) add(wanted, no, skuId, quantity)
    }
    for (const { units } of record.chosen) {
      for (const [skuId, quantity] of units) add(given, no, skuId, quantity)
    }
  }
  if (wanted.size === 0) return 0
  let share = 0
  for (const [key, units] of wanted) share += Math.max(0, 1 - (given.get(key) ?? 0) / units)
  return share / wanted.size
}
