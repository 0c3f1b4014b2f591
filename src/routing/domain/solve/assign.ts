import { edgesBetween, leastFrom } from '../bands.ts'
import type { Search } from './banded.ts'
import { costOf, isBetter, partCost } from './problem.ts'
import { isUsedUp, spend } from './work.ts'

/** Steps after which a set of nodes is left, with what its other splits cost at least. */
const STEPS_MAX = 3000
/** The same for all sets together. */
const ALL_STEPS_MAX = 15_000
/** What a step takes for each node of the set. */
const STEP = 300
/** Kilograms beyond the last band that are looked at one by one. */
const KILOGRAMS_MAX = 1000
/** Two parts rounded to whole units of cost are cheaper than they were by less than this. */
const ROUNDED = 2
/** Of other splits, all of no more than these are tried. */
const CHOICES_MAX = 300
/** Splits of one SKU over two nodes that are all tried; of more, those where a price changes. */
const ALL_TRIED = 32

/** The units of a set of nodes as they are being given out. */
type Split = {
  search: Search
  set: readonly number[]
  /** SKUs that are wanted, those with the most units last. */
  skus: readonly number[]
  /** What units cost without carriage. */
  bare: Offers
  /** The same with the line below the prices. */
  lined: Offers
  quantities: number[][]
  /** Per node of the set. */
  weights: number[]
  steps: number
}

/** What units cost of a set, per place in `skus`. */
type Offers = {
  /** Who gives them, the cheapest first. */
  of: readonly (readonly { member: number; cost: number; most: number }[])[]
  /** What all from there on cost at least. */
  sums: readonly number[]
}

/** Finds the cheapest split over a set in which every node gives something, if it is the best. */
export function assign(search: Search, set: readonly number[]): void {
  const { problem, under } = search
  const skus = problem.demand
    .map((_, sku) => sku)
    .filter((sku) => problem.demand[sku]! > 0)
    .toSorted((a, b) => problem.demand[a]! - problem.demand[b]! || a - b)
  const bare = offersOf(search, { set, skus }, problem.unit)
  const lined = offersOf(search, { set, skus }, under.unit)
  const split: Split = {
    search,
    set,
    skus,
    bare,
    lined,
    quantities: problem.demand.map(() => problem.nodes.map(() => 0)),
    weights: set.map(() => 0),
    steps: 0,
  }
  give(split, { at: 0, member: 0, left: problem.demand[skus[0]!]!, units: 0 })
}

function offersOf(
  { problem }: Search,
  { set, skus }: Pick<Split, 'set' | 'skus'>,
  unit: readonly (readonly number[])[],
): Offers {
  const of = skus.map((sku) =>
    set
      .map((node, member) => {
        return { member, cost: unit[sku]![node]!, most: problem.available[sku]![node]! }
      })
      .filter(({ most }) => most > 0)
      .toSorted((a, b) => a.cost - b.cost),
  )
  const sums = [0]
  for (let at = skus.length - 1; at >= 0; at -= 1) {
    sums.unshift(sums[0]! + cheapest(of[at]!, 0, problem.demand[skus[at]!]!))
  }
  return { of, sums }
}

/** Where the split stands: SKU `at`, node `member`, units left of the SKU, cost of units so far. */
type Step = { at: number; member: number; left: number; units: number }

function give(split: Split, step: Step): void {
  const { search, set, skus } = split
  const { problem, banded } = search
  if (step.at === skus.length) {
    keepBetter(split)
    return
  }
  const least = leastOf(split, step)
  if (least > (search.best?.cost ?? Infinity) - 0.5) return
  const sku = skus[step.at]!
  const node = set[step.member]!
  for (const quantity of choices(split, step, least)) {
    split.steps += 1
    search.steps += 1
    spend(search.work, STEP * set.length)
    const isTooMany = split.steps > STEPS_MAX || search.steps > ALL_STEPS_MAX
    if (isTooMany || isUsedUp(search.work)) {
      search.lowestLeft = Math.min(search.lowestLeft, least)
      return
    }
    split.quantities[sku]![node] = quantity
    split.weights[step.member]! += banded.weight[sku]! * quantity
    const units = step.units + partCost(problem.unit[sku]![node]!, quantity)
    const isLast = step.member === set.length - 1
    const left = isLast ? (problem.demand[skus[step.at + 1]!] ?? 0) : step.left - quantity
    const at = isLast ? step.at + 1 : step.at
    give(split, { at, member: isLast ? 0 : step.member + 1, left, units })
    split.weights[step.member]! -= banded.weight[sku]! * quantity
    split.quantities[sku]![node] = 0
  }
}

/** What every split that begins like this costs at least. */
function leastOf({ search, set, bare, lined, weights }: Split, step: Step): number {
  const { problem, under, banded } = search
  const { at, member: from, left } = step
  let byBand = step.units + bare.sums[at + 1]! + cheapest(bare.of[at]!, from, left)
  let byLine = step.units + lined.sums[at + 1]! + cheapest(lined.of[at]!, from, left)
  for (let member = 0; member < set.length; member += 1) {
    const node = set[member]!
    byBand += problem.nodes[node]!.fixed
    byBand += leastFrom(banded.bands, banded.prices[node]!, weights[member]!)
    byLine += under.nodes[node]!.fixed + search.slopes[node]! * weights[member]!
  }
  return Math.max(byBand, byLine) - search.slack * set.length
}

/** Units of the cheapest that may still give, each no more than it has: infinite if too few. */
function cheapest(offers: Offers['of'][number], from: number, units: number): number {
  let left = units
  let cost = 0
  for (const offer of offers) {
    if (left <= 0) break
    if (offer.member < from) continue
    const taken = Math.min(left, offer.most)
    cost += taken * offer.cost
    left -= taken
  }
  return left > 0 ? Infinity : cost
}

/**
 * How many units of the SKU the node may give, the most first: all, or where a price changes if
 * they are many. Where others could be cheaper, `least` is what they cost at least.
 */
function choices(split: Split, { at, member, left }: Step, least: number): number[] {
  const { search, set, skus } = split
  const sku = skus[at]!
  const most = Math.min(left, mostOf(split, sku, member))
  let others = 0
  for (let m = member + 1; m < set.length; m += 1) others += mostOf(split, sku, m)
  const fewest = Math.max(0, left - others)
  const isLastPair = at === skus.length - 1 && member === set.length - 2
  if (most - fewest < (isLastPair ? ALL_TRIED : CHOICES_MAX)) {
    return Array.from({ length: Math.max(0, most - fewest + 1) }, (_, n) => most - n)
  }
  const { points, isWhole } = turningPoints(split, { sku, member, left, fewest, most })
  if (!isLastPair || !isWhole) search.lowestLeft = Math.min(search.lowestLeft, least)
  else if (search.slack > 0) search.passed = ROUNDED
  return points
}

/** What a node of the set may still give of a SKU. */
function mostOf({ search, set, quantities }: Split, sku: number, member: number): number {
  const { problem, rules } = search
  const node = set[member]!
  const isElsewhere = () =>
    set.some((other) => other !== node && other !== rules.spare && quantities[sku]![other]! > 0)
  if (rules.whole && node !== rules.spare && isElsewhere()) return 0
  const { capUnits } = problem.nodes[node]!
  const there = Math.max(0, problem.available[sku]![node]!)
  if (capUnits === undefined) return there
  return Math.min(there, capUnits - quantities.reduce((sum, row) => sum + row[node]!, 0))
}

/**
 * The last SKU over the last two nodes: between two changes of price the cost is a straight line in
 * the units, so one of its ends is cheapest.
 */
function turningPoints(
  { search, set, weights }: Split,
  of: { sku: number; member: number; left: number; fewest: number; most: number },
): { points: number[]; isWhole: boolean } {
  const { sku, member, left, fewest, most } = of
  const { bands, weight, prices } = search.banded
  const points = new Set([fewest, most])
  const each = weight[sku]!
  let isWhole = true
  for (const m of each > 0 ? [member, member + 1] : []) {
    const base = weights[m]!
    const isFirst = m === member
    const [from, to] = isFirst ? [fewest, most] : [left - most, left - fewest]
    const range = { from: base + each * from, to: base + each * to }
    const { edges, isAll } = edgesBetween(bands, prices[set[m]!]!, range, KILOGRAMS_MAX)
    isWhole &&= isAll
    for (const edge of edges) {
      const below = Math.floor((edge - base) / each)
      for (const units of [below, below + 1]) points.add(isFirst ? units : left - units)
    }
  }
  // A node that gives nothing is not in the set: the neighbours of that are ends as well.
  for (const end of [fewest + 1, most - 1]) points.add(end)
  const inside = [...points].filter((units) => units >= fewest && units <= most)
  return { points: inside.toSorted((a, b) => b - a), isWhole }
}

function keepBetter({ search, set, quantities }: Split): void {
  const { cost, opened } = costOf(search.problem, quantities)
  if (opened.length < set.length || (search.best && !isBetter(cost, opened, search.best))) return
  search.best = { cost, opened, quantities: structuredClone(quantities), gap: 0 }
}
