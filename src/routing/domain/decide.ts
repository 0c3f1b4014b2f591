import { lookAhead, pricedBy, type Seen, type StockPrices } from './ahead.ts'
import { besidesOf, isCautious } from './capacity.ts'
import { findCandidates, type Candidates } from './candidates.ts'
import type { Declines } from './declines.ts'
import type { Tariff } from './freight.ts'
import { drainInOrder } from './greedy.ts'
import { alongsOf, lackOf, withFollowing } from './follow.ts'
import { withLacking } from './lacking.ts'
import type { Objective } from './objective.ts'
import { recordOf, type DecisionRecord } from './record.ts'
import { withAlone } from './rules/alone.ts'
import { chooseByRule, givesAll, lackOf as unitsLeft } from './rules/choose.ts'
import { factsOf } from './rules/facts.ts'
import { bothLimits, fenceOf, limitedServices, type Fence } from './rules/fence.ts'
import { withRule, type PassedRule } from './rules/record.ts'
import { everythingElse, type LiveRule, type RuleSet } from './rules/set.ts'
import { solve } from './solve/index.ts'
import { allOrMost } from './solve/leaving-out.ts'
import { newWork } from './solve/work.ts'
import type { Along, GroupToRoute, NetworkView, Part, Short, StockView } from './types.ts'
import { soonestServices } from './rules/soonest.ts'
import { reach, type Trace } from './trace.ts'
import { weigh, type Weighed } from './weigh.ts'

/** How a channel's orders are routed. */
export type Plan = {
  id: number | null
  version: number
  strategy: 'least_cost' | 'priority' | 'nearest'
  tariff: Tariff
  /** The rules in force; without any the plan decides on everything. */
  rules?: RuleSet | undefined
  /** The tariff with only some services of carriers. */
  narrowed?: ((services: readonly string[]) => Tariff) | undefined
  objective?: Objective
  /** How often locations decline, where the objective counts that. */
  declines?: Declines
  /** Prices of scarce stock, where the plan goes by them. */
  prices?: StockPrices
  /** Null: what was decided stays until somebody cannot send it. */
  improving?: Improving | null
  /** Who wants to know how far deciding comes, where it fails. */
  trace?: Trace
}

/** Orders that are not released yet move where that saves so much, and so often at most. */
export type Improving = { leastSaving: number; mostMoves: number }

export type Decision = { parts: Part[]; short: Short[]; record: DecisionRecord }

/**
 * Decides where each unit of a delivery group comes from: every candidate, exact least cost (or the
 * rule of the plan), and why. Units that no candidate has stay short. Pure: the same inputs give
 * the same plan and the same record. What follows the rest takes no part in that: it goes along.
 * Only where the places chosen so have none of it are others looked for that have both. A location
 * that who ordered it named serves all of it, or, where it has not all, takes part like any other;
 * where it was named as the only one, nothing comes from elsewhere. An error under the rules of a
 * canary costs nobody an order: the rules in force decide. It is told of where these can: else it
 * is no fault of the canary.
 */
export function decideRouting(
  group: GroupToRoute,
  plan: Plan,
  network: NetworkView,
  stock: StockView,
): Decision {
  const instead = plan.rules?.watch?.instead
  if (!instead) return decideSeen(group, plan, network, stock)
  try {
    return decideSeen(group, plan, network, stock)
  } catch (error) {
    const decision = decideSeen(group, { ...plan, rules: instead.rules }, network, stock)
    instead.failed(error)
    return decision
  }
}

/** The same, whatever comes up. */
function decideSeen(
  group: GroupToRoute,
  plan: Plan,
  network: NetworkView,
  stock: StockView,
): Decision {
  reach(plan, 'facts', { asked: undefined, found: undefined })
  const seen = pricedBy(plan, group, { group, network, stock })
  const decide = (of: Seen) => lookAhead(of, plan, (one) => routeSeen(one, plan))
  return withLacking(decide(seen), seen, decide)
}

/** The same by what is seen, prices or none. */
export function routeSeen({ group, network, stock }: Seen, plan: Plan): Decision {
  const { nominated } = group
  if (!nominated) return decideGroup(group, plan, network, stock)
  const told = ({ parts, short, record }: Decision): Decision => {
    return {
      parts,
      short,
      record: { ...record, nominated: [nominated.locationId, nominated.firm] },
    }
  }
  const from = { ...group, nominated: { ...nominated, firm: true } }
  const there = decideGroup(from, plan, network, stock)
  if (nominated.firm || there.short.length === 0) return told(there)
  return told(decideGroup({ ...group, nominated: undefined }, plan, network, stock))
}

function decideGroup(
  group: GroupToRoute,
  plan: Plan,
  network: NetworkView,
  stock: StockView,
): Decision {
  const demand = group.demand.filter(({ follows }) => !follows)
  if (demand.length === group.demand.length || demand.length === 0) {
    return decideLeading(group, plan, network, stock)
  }
  const besides = besidesOf(group.demand.filter(({ follows }) => follows))
  const decide = (along?: Along) => {
    const led = { ...group, demand, besides, ...(along && { along }) }
    const decision = decideLeading(led, plan, network, stock)
    reach(plan, 'along')
    return withFollowing(decision, group, network, stock)
  }
  const first = decide()
  const lack = lackOf(first, group)
  if (lack.following === 0 || first.parts.length === 0) return first
  const whole = alongsOf(group, network, stock)
    .map(decide)
    .filter((other) => {
      const { leading, following } = lackOf(other, group)
      return leading <= lack.leading && following === 0
    })
  return whole.toSorted((a, b) => a.record.cost - b.record.cost)[0] ?? first
}

/** The first rule that fits decides; one that asks the next where it lacks something is passed. */
function decideLeading(
  group: GroupToRoute,
  plan: Plan,
  network: NetworkView,
  stock: StockView,
): Decision {
  reach(plan, 'rules', { asked: undefined, found: undefined })
  const facts = plan.rules && factsOf(group)
  if (!facts) return decideBy(everythingElse, group, plan, network, stock)
  const passed: PassedRule[] = []
  for (const live of plan.rules!.matching(facts)) {
    const { rule } = live
    const asked = { version: plan.rules!.version, rule, passed: [...passed] }
    reach(plan, 'rules', { asked, found: undefined })
    const decision = decideBy(live, group, plan, network, stock)
    if (rule?.otherwise === 'next_rule' && decision.short.length > 0) {
      passed.push([rule.id, rule.name])
      continue
    }
    return withRule(decision, asked)
  }
  throw new Error('a set of rules ends with what decides on everything else')
}

function decideBy(
  live: LiveRule,
  group: GroupToRoute,
  plan: Plan,
  network: NetworkView,
  stock: StockView,
): Decision {
  const { weighed, far } = weighLive(live, group, plan, network, stock)
  reach(plan, 'choice')
  const { tier, ...chosen } = chooseLive(live, weighed, stock)
  if (tier === undefined) return decisionOf(weighed, chosen)
  const isLast = tier >= (live.rule?.use.length ?? 1) - 1
  const isLooked = (n: number) =>
    isLast || live.tierOf(weighed.candidates.list[n]!.location)! <= tier
  const { parts, short, record } = decisionOf(weighed, chosen, isLooked)
  return { parts, short, record: { ...record, ...(far.length > 0 && { far }), tier } }
}

/** The places that a rule lets in, with their costs; and those that it finds too far away. */
export function weighLive(
  live: LiveRule,
  group: GroupToRoute,
  plan: Plan,
  network: NetworkView,
  stock: StockView,
): { weighed: Weighed; far: Fence['far'] } {
  reach(plan, 'candidates')
  const { rule } = live
  const services = rule?.never.services
  const tariff = services ? (plan.narrowed?.(services) ?? plan.tariff) : plan.tariff
  const fence = fenceOf(live, group, { ...plan, tariff }, network.moment)
  const found = findCandidates(group, network, stock, tariff, fence)
  const candidates = withAlone(found, rule?.never.alone ?? [])
  reach(plan, 'costs', { found: candidates })
  const limited = fence && limitedServices(fence.services)
  const asked = { group, plan: { ...plan, tariff }, moment: network.moment, limited }
  const soonest = soonestServices(rule, candidates, asked)
  const tooLate = bothLimits(limited, soonest)
  const views = { network, stock, wishes: rule && live.wishes, tooLate }
  return { weighed: weigh(group, { ...plan, tariff }, candidates, views), far: fence?.far ?? [] }
}

/** What a rule takes of them; where none fits, what the plan does. */
export function chooseLive(
  { rule, tierOf }: LiveRule,
  weighed: Weighed,
  { day }: StockView,
): Chosen & { tier?: number } {
  if (!rule) return choose(weighed.plan, weighed)
  return proven(chooseByRule({ rule, tierOf, day }, weighed), weighed)
}

/** A choice with its parts by line, and its record. `isLooked`: whether a place was looked at. */
export function decisionOf(
  weighed: Weighed,
  chosen: Chosen,
  isLooked: (n: number) => boolean = () => true,
): Decision {
  const { parts, short } = spread(weighed.candidates, chosen.quantities)
  return { parts, short, record: recordOf({ ...weighed, chosen, short, isLooked }) }
}

export type Chosen = { quantities: number[][]; opened: number[]; cost: number; gap: number }

/** What the strategy of a plan takes. */
export function choose({ strategy }: Pick<Plan, 'strategy'>, weighed: Weighed): Chosen {
  const { problem } = weighed
  const nothing = { quantities: problem.demand.map(() => []), opened: [], cost: 0, gap: 0 }
  if (problem.demand.every((units) => units === 0)) return nothing
  if (strategy === 'least_cost') return cheapest(weighed)
  const inOrder = chooseInOrder(strategy, weighed)
  if (!problem.rooms || givesAll(problem, inOrder)) return inOrder
  // Whoever comes first may take the room for what others have, too.
  const most = cheapest(weighed)
  return unitsLeft(weighed, most) < unitsLeft(weighed, inOrder) ? { ...most, gap: -1 } : inOrder
}

function cheapest(weighed: Weighed): Chosen {
  const { problem } = weighed
  const found = problem.rooms ? allOrMost(problem, solve, newWork()) : solve(problem)
  return found ? proven(found, weighed) : broken()
}

/** Nothing is proven where plans were left out that days had room for. */
function proven<Some extends Chosen>(chosen: Some, { group, candidates }: Weighed): Some {
  const { skus, full } = candidates
  return isCautious(skus, full, group.besides) ? { ...chosen, gap: -1 } : chosen
}

function chooseInOrder(
  strategy: 'priority' | 'nearest',
  { candidates: { list }, freights, problem }: Weighed,
): Chosen {
  const order = list.map((_, n) => n)
  const far = (n: number) => freights[n]!.km ?? Infinity
  order.sort((a, b) =>
    strategy === 'nearest' && far(a) !== far(b) ? far(a) - far(b) : list[a]!.rank - list[b]!.rank,
  )
  return drainInOrder(problem, order)
}

/** An error of ours must not read as if there were no stock. */
function broken(): never {
  throw new Error('the optimiser found no plan, though taking nothing is always one')
}

/** Gives the units of a SKU to its lines in their order, and says what is short of each. */
function spread({ skus, list }: Candidates, quantities: readonly (readonly number[])[]) {
  const parts: Part[] = []
  const short: Short[] = []
  skus.forEach(({ skuId, lines }, s) => {
    const left = list.map((_, n) => quantities[s]?.[n] ?? 0)
    for (const { lineNo, quantity } of lines) {
      let open = quantity
      for (let n = 0; n < left.length && open > 0; n += 1) {
        const take = Math.min(open, left[n]!)
        if (take === 0) continue
        left[n]! -= take
        open -= take
        parts.push({ lineNo, skuId, locationId: list[n]!.location.id, quantity: take })
      }
      if (open > 0) short.push({ lineNo, skuId, wanted: quantity, available: quantity - open })
    }
  })
  return { parts, short }
}
