import { cheapestWithin, type Found, type Limit, type Part } from '../solve/cheapest-first.ts'
import { solve, type Problem, type Solution } from '../solve/index.ts'
import { newWork, type Work } from '../solve/work.ts'

/** Of each SKU the places that it comes from. */
type Kept = readonly (readonly number[])[]

/**
 * The least cost where no SKU comes from more than `most` places; of one the solver knows. Else,
 * where a plan takes one from more,
 * an allowed plan leaves out the first of them; or takes that and leaves out the second; and so on,
 * until it takes as many as may be and leaves out all others. Each is looked at in turn, always
 * at what is cheapest so far. `solver`: how each of them is found, within whatever else it keeps;
 * `work`: what all of them together may take.
 */
export function solveWithin(
  problem: Problem,
  most: number | undefined,
  { solver = solve, work }: { solver?: typeof solve; work?: Work | undefined } = {},
): Solution | undefined {
  if (most === undefined) return solver(problem, work)
  if (most === 1) return solver({ ...problem, wholeLines: true }, work)
  const limit: Limit<Kept> = {
    partsOf: (found) => {
      const split = found.plan.quantities.findIndex((row) => placesIn(row).length > most)
      return split < 0 ? undefined : partsOf(found, split, most)
    },
    within: (found) => [trimmed(found, most)],
  }
  const whole = { problem, kept: problem.demand.map(() => []) }
  return cheapestWithin(whole, limit, { solver, work: work ?? newWork() })
}

/** The places that give something, those first that give most. */
function placesIn(row: readonly number[]): number[] {
  const places = row.flatMap((units, n) => (units > 0 ? [n] : []))
  return places.toSorted((a, b) => row[b]! - row[a]! || a - b)
}

function partsOf({ problem, plan, kept }: Found<Kept>, sku: number, most: number): Part<Kept>[] {
  const own = [...kept[sku]!]
  const parts: Part<Kept>[] = []
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
function trimmed({ problem, plan: { quantities } }: Found<Kept>, most: number): Problem {
  return quantities.reduce((left, row, sku) => {
    const few = new Set(placesIn(row).slice(0, most))
    return from(left, sku, (n) => few.has(n))
  }, problem)
}
