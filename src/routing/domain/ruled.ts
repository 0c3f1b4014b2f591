import type { Candidates, Kept } from './candidates.ts'
import type { NamedRule } from './types.ts'

/**
 * What rules of availability had to do with a decision. The rules stand here as they were called
 * then; all else names them by their place in that list, from 0.
 */
export type Ruled = {
  rules: [id: string, name: string][]
  /** Location, SKU and the rule by which nothing of it may go from there. */
  barred?: [number, number, number][]
  /** Location, SKU, units of safety stock that stay there, and the rule. */
  safety?: [number, number, number, number][]
  /** The same of units that are set aside for other channels, where they were in the way. */
  aside?: [number, number, number, number][]
  /** SKU, units that the channel keeps back of its last ones, and the rule. */
  threshold?: [number, number, number][]
}

/** Undefined where no rule had a part in it: most records, so it costs nothing there. */
export function ruledOf({ skus, excluded, safety, aside, most }: Candidates): Ruled | undefined {
  const barred = excluded.filter(({ rule }) => rule !== undefined)
  const kept = safety.filter(({ rule }) => rule !== undefined)
  const fenced = aside.filter(({ rule }) => rule !== undefined)
  const limited = most.some((one) => one !== undefined)
  if (barred.length + kept.length + fenced.length === 0 && !limited) return undefined
  const places = new Map<string, number>()
  const rules: Ruled['rules'] = []
  const no = ({ id, name }: NamedRule): number => {
    const known = places.get(id)
    if (known !== undefined) return known
    places.set(id, rules.length)
    return rules.push([id, name]) - 1
  }
  const ruled: Ruled = { rules }
  if (barred.length > 0) {
    ruled.barred = barred.map(({ locationId, skuId, rule }) => [locationId, skuId!, no(rule!)])
  }
  const told = (all: readonly Kept[]) =>
    all.map((one): [number, number, number, number] => {
      return [one.locationId, one.skuId, one.units, no(one.rule!)]
    })
  if (kept.length > 0) ruled.safety = told(kept)
  if (fenced.length > 0) ruled.aside = told(fenced)
  if (limited) {
    ruled.threshold = most.flatMap((one, s) => {
      return one
        ? [[skus[s]!.skuId, one.kept, no(one.rule)] satisfies [number, number, number]]
        : []
    })
  }
  return ruled
}
