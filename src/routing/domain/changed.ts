import type { Weighed } from './weigh.ts'
import type { Problem } from './solve/problem.ts'

/** By how much a parcel, or each whole unit, of a place could cost less until it costs nothing. */
export function mostLess(
  { problem, candidates }: Weighed,
  place: readonly number[],
  of: 'parcel' | 'unit',
): number {
  const { nodes, banded, unit, available } = problem
  if (of === 'parcel') {
    const parcels = place.map((n) => nodes[n]!.fixed + lowestPrice(banded, n))
    return Math.max(0, Math.floor(Math.min(...parcels)))
  }
  const whole = candidates.skus.flatMap(({ wholePerUnit }, s) =>
    place.map((n) => (available[s]![n]! > 0 ? unit[s]![n]! / wholePerUnit : 0)),
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
  place: readonly number[],
  of: 'parcel' | 'unit',
  amount: number,
): Problem {
  if (of === 'unit') {
    const unit = problem.unit.map((row, s) => {
      const less = amount * candidates.skus[s]!.wholePerUnit
      return row.map((cost, at) => (place.includes(at) ? Math.max(0, cost - less) : cost))
    })
    return { ...problem, unit }
  }
  const firsts = new Map(place.map((n) => [n, Math.min(problem.nodes[n]!.fixed, amount)]))
  const nodes = problem.nodes.map((node, at) => {
    return { ...node, fixed: node.fixed - (firsts.get(at) ?? 0) }
  })
  const { banded } = problem
  if (!banded) return { ...problem, nodes }
  const prices = banded.prices.map((own, at) => {
    const rest = amount - (firsts.get(at) ?? amount)
    return rest === 0 ? own : { ...own, prices: own.prices.map((price) => price - rest) }
  })
  return { ...problem, nodes, banded: { ...banded, prices } }
}

export function dearerAt({ problem }: Weighed, place: readonly number[], amount: number): Problem {
  const nodes = problem.nodes.map((node, at) =>
    place.includes(at) ? { ...node, fixed: node.fixed + amount } : node,
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
