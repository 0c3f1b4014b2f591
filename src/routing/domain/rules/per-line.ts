import { solve, type Problem, type Solution } from '../solve/index.ts'

/**
 * So many plans are looked at, fewer of large problems, each of which takes longer: others wait
 * meanwhile. Beyond, the best found is taken with its proven gap.
 */
const PLANS = { most: 400, least: 12, cells: 4000 }

function plansOf({ nodes, demand }: Problem): number {
  const fit = Math.floor(PLANS.cells / (nodes.length * demand.length))
  return Math.min(PLANS.most, Math.max(PLANS.least, fit))
}

/** The cheapest plan of those taking each SKU from its `kept` places and others that are open. */
type Open = { problem: Problem; plan: Solution; kept: readonly (readonly number[])[] }

/**
 * The least cost where no SKU comes from more than `most` places. Where a plan takes one from more,
 * an allowed plan leaves out the first of them; or takes that and leaves out the second; and so on,
 * until it takes as many as may be and leaves out all others. Each is looked at in turn, always
 * at what is cheapest so far.
 */
export function solveWithin(problem: Problem, most: number | undefined): Solution | undefined {
  const whole = solve(problem)
  if (most === undefined || !whole) return whole
  const open: Open[] = [{ problem, plan: whole, kept: problem.demand.map(() => []) }]
  let best = solve(trimmed(open[0]!, most))
  const plans = plansOf(problem)
  for (let looked = 0; looked < plans && open.length > 0;) {
    open.sort((a, b) => leastOf(b) - leastOf(a))
    if (best && leastOf(open.at(-1)!) >= best.cost) open.length = 0
    const next = open.pop()
    if (!next) break
    const split = next.plan.quantities.findIndex((row) => placesIn(row).length > most)
    if (split < 0) {
      if (!best || next.plan.cost < best.cost) best = next.plan
      continue
    }
    for (const child of partsOf(next, split, most)) {
      const plan = solve(child.problem)
      looked += 1
      if (plan) open.push({ ...child, plan })
    }
  }
  if (!best) return undefined
  const least = Math.min(best.cost - best.gap, ...open.map(leastOf))
  return { ...best, gap: best.cost - least }
}

function leastOf({ plan: { cost, gap } }: Open): number {
  return cost - gap
}

/** The places that give something, those first that give most. */
function placesIn(row: readonly number[]): number[] {
  const places = row.flatMap((units, n) => (units > 0 ? [n] : []))
  return places.toSorted((a, b) => row[b]! - row[a]! || a - b)
}

function partsOf({ problem, plan, kept }: Open, sku: number, most: number): Omit<Open, 'plan'>[] {
  const own = [...kept[sku]!]
  const parts: Omit<Open, 'plan'>[] = []
  for (const node of placesIn(plan.quantities[sku]!).filter((n) => !own.includes(n))) {
    const taken = [...own]
    const isFull = taken.length >= most
    const isOpen = (n: number) => (isFull ? taken.includes(n) : n !== node)
    const without = from(problem, sku, isOpen)
    parts.push({ problem: without, kept: kept.with(sku, taken) })
    if (isFull) break
    own.push(node)
  }
  return parts
}

function from(problem: Problem, sku: number, isOpen: (node: number) => boolean): Problem {
  const available = problem.available.map((row, s) =>
    s === sku ? row.map((units, n) => (isOpen(n) ? units : 0)) : row,
  )
  return { ...problem, available }
}

/** With each SKU only at the places that give most of it: what is left is allowed. */
function trimmed({ problem, plan: { quantities } }: Open, most: number): Problem {
  return quantities.reduce((left, row, sku) => {
    const few = new Set(placesIn(row).slice(0, most))
    return from(left, sku, (n) => few.has(n))
  }, problem)
}
