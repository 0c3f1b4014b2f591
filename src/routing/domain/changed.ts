import type { Weighed } from './weigh.ts'
import type { Problem } from './solve/problem.ts'

/** By how much a parcel, or each whole unit, of a place could cost less until it costs nothing. */
export function mostLess({ problem, candidates }: Weighed, n: number, of: 'parcel' | 'unit') {
  const { nodes, banded, unit, available } = problem
  if (of === 'parcel') return Math.floor(nodes[n]!.fixed + lowestPrice(banded, n))
  const whole = candidates.skus.map(({ wholePerUnit }, s) =>
    available[s]![n]! > 0 ? unit[s]![n]! / wholePerUnit : 0,
  )
  return Math.floor(Math.max(0, ...whole))
}

function lowestPrice(banded: Problem['banded'], n: number): number {
  return banded ? Math.min(...banded.prices[n]!.prices) : 0
}

/**
 * The problem where a parcel from a place, or each whole unit, costs so much less. Of a parcel the
 * price by weight falls once the rest costs nothing; nothing costs less than nothing.
 */
export function cheaperAt(
  { problem, candidates }: Weighed,
  n: number,
  of: 'parcel' | 'unit',
  amount: number,
): Problem {
  if (of === 'unit') {
    const unit = problem.unit.map((row, s) => {
      const less = amount * candidates.skus[s]!.wholePerUnit
      return row.map((cost, at) => (at === n ? Math.max(0, cost - less) : cost))
    })
    return { ...problem, unit }
  }
  const { fixed } = problem.nodes[n]!
  const first = Math.min(fixed, amount)
  const nodes = problem.nodes.map((node, at) =>
    at === n ? { ...node, fixed: fixed - first } : node,
  )
  const { banded } = problem
  if (!banded || first === amount) return { ...problem, nodes }
  const prices = banded.prices.map((own, at) => {
    if (at !== n) return own
    return { ...own, prices: own.prices.map((price) => price - (amount - first)) }
  })
  return { ...problem, nodes, banded: { ...banded, prices } }
}

export function dearerAt({ problem }: Weighed, n: number, amount: number): Problem {
  const nodes = problem.nodes.map((node, at) =>
    at === n ? { ...node, fixed: node.fixed + amount } : node,
  )
  return { ...problem, nodes }
}

/**
 * The least whole number from 1 to `most` for which something is so, where it is so for all that
 * are higher; undefined where it is so for none. A good guess is tried first.
 */
export function leastIn(
  most: number,
  isSo: (amount: number) => boolean,
  guess?: number,
): number | undefined {
  if (most < 1 || !isSo(most)) return undefined
  let [below, above] = [0, most]
  // Where both cost the same, the one that is there may stay.
  for (const tried of guess === undefined ? [] : [guess, guess - 1, guess + 1]) {
    if (tried <= below || tried >= above) continue
    if (isSo(tried)) above = tried
    else below = tried
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2)
    if (isSo(middle)) above = middle
    else below = middle
  }
  return above
}
