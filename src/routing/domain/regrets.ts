import { weighAgain, type Inputs } from './again.ts'
import { chooseLive, type Chosen } from './decide.ts'
import { MOST } from './looks.ts'
import { chosenOf, unfilledOf, type DecisionRecord } from './record.ts'
import { cheapestUsing } from './rules/using.ts'
import type { LiveRule } from './rules/set.ts'
import { terms, type Cost } from './terms.ts'
import type { Weighed } from './weigh.ts'

/** What a plan costs is made of: terms of what is sent, and what is left out as too dear. */
export const planTerms = [...terms, 'unfilled'] as const
export type PlanTerm = (typeof planTerms)[number]

/** What a term costs in a plan, and by how much that is more than in the plan that was chosen. */
export type TermRegret = { term: PlanTerm; amount: number; more: number }

/** The cheapest plan with a place; money in 1e-4 of the major unit. */
export type PlanWith = {
  cost: number
  /** Than the plan that was chosen; below 0 where that was not to be the cheapest. */
  more: number
  /** By so much at most a cheaper one with the place may have been missed; null: not known. */
  gap: number | null
  /** Those that cost something in either plan; null where only the sum is known. */
  terms: TermRegret[] | null
  /** The other places that it takes. */
  besides: number[]
  /** Base units that it serves fewer than the chosen plan. */
  fewer: { skuId: number; units: number }[]
}

/** Of a place that was not chosen; no plan where none that is allowed takes it. */
export type Regret = {
  locationId: number
  plan: PlanWith | null
  /** It is of a tier that was not looked at; null: not known. */
  isBeyond: boolean | null
}

export type Regrets = {
  /** The least first. */
  regrets: Regret[]
  /** Places that were not looked at, there being so many, or no time. */
  left: number
  ranOut: boolean
}

/**
 * What it would have cost to take each of the places that were not chosen, by term. `record` is
 * what these inputs lead to. Undefined where that was not the cheapest of what was weighed: a
 * person chose, or places were bound to what goes along with the rest.
 */
export function decideRegrets(
  inputs: Inputs,
  record: DecisionRecord,
  hasTime: () => boolean = () => true,
): Regrets | undefined {
  if (record.byHand) return undefined
  if (inputs.group.pickupLocationId !== undefined || record.chosen.length === 0) return nothing
  const { live, weighed } = weighAgain(inputs, record)
  const now = chooseLive(live, weighed, inputs.stock)
  if (totalOf(record) !== totalIn(weighed, now)) return undefined
  const nodes = Map.groupBy(
    weighed.candidates.list.map((_, n) => n),
    (n) => weighed.candidates.list[n]!.location.id,
  )
  const others = othersIn(record)
  const looked = others.slice(0, MOST.money)
  const regrets: Regret[] = []
  for (const [locationId] of looked) {
    if (!hasTime()) {
      return { regrets: inOrder(regrets), left: others.length - regrets.length, ranOut: true }
    }
    const own = nodes.get(locationId)!
    const plan = cheapestOf(live, weighed, { own, tier: record.tier ?? 0 })
    const told = plan && planWith(locationId, { weighed, now, plan, record })
    const tier = live.tierOf(weighed.candidates.list[own[0]!]!.location) ?? 0
    const isBeyond = record.tier !== undefined && tier > record.tier
    regrets.push({ locationId, plan: told ?? null, isBeyond })
  }
  return { regrets: inOrder(regrets), left: others.length - looked.length, ranOut: false }
}

/**
 * What the record alone tells: what all of it would have cost from a place that had all. In several
 * parcels it may have cost less with that place.
 */
export function regretsAtMost(record: DecisionRecord): Regrets {
  if (record.chosen.length === 0) return nothing
  const others = othersIn(record)
  const regrets = others.flatMap(([locationId, , cost]): Regret[] => {
    if (cost === null) return []
    const more = cost - record.cost
    const plan = { cost, more, gap: null, terms: null, besides: [], fewer: [] }
    return [{ locationId, plan, isBeyond: null }]
  })
  return { regrets: inOrder(regrets), left: others.length - regrets.length, ranOut: false }
}

const nothing: Regrets = { regrets: [], left: 0, ranOut: false }

/** Those that had all of it first, the cheapest before the others. */
function othersIn({ candidates, chosen }: DecisionRecord): DecisionRecord['candidates'] {
  const taken = new Set(chosen.map(({ locationId }) => locationId))
  return candidates
    .filter(([id]) => !taken.has(id))
    .toSorted(([a, , x], [b, , y]) => (x === y ? a - b : (x ?? Infinity) - (y ?? Infinity)))
}

/** Those that serve as much first: what serves fewer is no dearer or cheaper way to do the same. */
function inOrder(regrets: readonly Regret[]): Regret[] {
  const more = ({ plan }: Regret) => (plan && plan.fewer.length === 0 ? plan.more : Infinity)
  return regrets.toSorted((a, b) => {
    return more(a) === more(b) ? a.locationId - b.locationId : more(a) - more(b)
  })
}

function totalOf({ chosen }: Pick<DecisionRecord, 'chosen'>): number {
  return chosen.reduce((sum, { cost }) => sum + cost.total, 0)
}

function totalIn(weighed: Weighed, chosen: Chosen): number {
  return totalOf({ chosen: chosen.opened.map((n) => chosenOf(n, { ...weighed, chosen })) })
}

/** Of the parcels that a place may send (several where goods travel alone) the cheapest plan. */
function cheapestOf(
  live: LiveRule,
  weighed: Weighed,
  { own, tier }: { own: readonly number[]; tier: number },
): Chosen | undefined {
  const plans = own.flatMap((node) => cheapestUsing(live, weighed, { node, tier }) ?? [])
  if (plans.length === 0) return undefined
  const least = Math.min(...plans.map(({ cost, gap }) => cost - gap))
  const best = plans.toSorted((a, b) => a.cost - b.cost)[0]!
  return { ...best, gap: best.cost - least }
}

function planWith(
  locationId: number,
  of: { weighed: Weighed; now: Chosen; plan: Chosen; record: DecisionRecord },
): PlanWith {
  const { weighed, now, plan, record } = of
  const [before, after] = [amountsIn(weighed, now), amountsIn(weighed, plan)]
  // What is too dear to be served whatever prices say is so in both.
  const unfilled = (record.unfilled ?? []).reduce((sum, [, , cost]) => sum + cost, 0)
  const both = unfilled - before.unfilled
  const told = planTerms.map((term): TermRegret => {
    const amount = after[term] + (term === 'unfilled' ? both : 0)
    return { term, amount, more: after[term] - before[term] }
  })
  const { list } = weighed.candidates
  const places = new Set(plan.opened.map((n) => list[n]!.location.id))
  places.delete(locationId)
  return {
    cost: told.reduce((sum, { amount }) => sum + amount, 0),
    more: told.reduce((sum, { more }) => sum + more, 0),
    gap: Number.isFinite(plan.gap) ? plan.gap : null,
    terms: told.filter(({ amount, more }) => amount !== 0 || more !== 0),
    besides: [...places].toSorted((a, b) => a - b),
    fewer: fewerIn(weighed, now, plan),
  }
}

function amountsIn(weighed: Weighed, chosen: Chosen): Record<PlanTerm, number> {
  const costs = chosen.opened.map((n): Cost => chosenOf(n, { ...weighed, chosen }).cost)
  const sumOf = (term: keyof Cost) => costs.reduce((sum, cost) => sum + (cost[term] ?? 0), 0)
  const left = unfilledOf({ ...weighed, chosen }).reduce((sum, [, , cost]) => sum + cost, 0)
  const sums = Object.fromEntries(terms.map((term) => [term, sumOf(term)]))
  return { ...(sums as Record<(typeof terms)[number], number>), unfilled: left }
}

function fewerIn({ candidates: { skus } }: Weighed, now: Chosen, plan: Chosen) {
  const served = (row: readonly number[] = []) => row.reduce((sum, units) => sum + units, 0)
  return skus.flatMap(({ skuId }, s) => {
    const units = served(now.quantities[s]) - served(plan.quantities[s])
    return units > 0 ? [{ skuId, units }] : []
  })
}
