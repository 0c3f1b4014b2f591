import type { Candidate, Candidates, SkuDemand } from '../candidates.ts'
import type { Problem } from '../solve/problem.ts'
import type { Room } from '../solve/rooms.ts'

/** Of the categories that travel alone the one that a SKU is of; undefined for all others. */
function categoryOf({ lines }: SkuDemand, alone: readonly string[]): string | undefined {
  const category = lines[0]!.sku?.category ?? undefined
  return category !== undefined && alone.includes(category) ? category : undefined
}

/**
 * Makes of each place one for every parcel that it may send: for each category that travels alone,
 * and for all the rest. So a parcel of the optimiser holds nothing that may not travel with it, and
 * each is paid for.
 */
export function withAlone(candidates: Candidates, alone: readonly string[]): Candidates {
  if (alone.length === 0) return candidates
  const categories = candidates.skus.map((sku) => categoryOf(sku, alone))
  const kinds = [...new Set(categories)].toSorted((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1))
  const list = candidates.list.flatMap((place): Candidate[] => {
    const parcels = kinds.map((kind) => {
      const available = place.available.map((units, s) => (categories[s] === kind ? units : 0))
      return { ...place, available, ...(kind !== undefined && { alone: kind }) }
    })
    return parcels.filter(({ available }) => available.some((units) => units > 0))
  })
  return { ...candidates, list }
}

/** A problem in which each place is one node again, whatever number of parcels it may send. */
export type ByPlace = {
  problem: Problem
  /** Of each place its first node. */
  firsts: readonly number[]
  apart: (quantities: readonly (readonly number[])[]) => number[][]
}

/** For who chooses places and not parcels. Nothing of its costs is kept. */
export function byPlace(problem: Problem, list: readonly Candidate[]): ByPlace {
  const places = [
    ...Map.groupBy(
      list.map((_, n) => n),
      (n) => list[n]!.location.id,
    ).values(),
  ]
  const { demand, available, rooms } = problem
  const roomOf = ({ nodes, ...left }: Room): Room => {
    return { nodes: [places.findIndex((place) => place.includes(nodes[0]!))], ...left }
  }
  const there = (sku: number, place: readonly number[]) =>
    place.reduce((sum, n) => sum + available[sku]![n]!, 0)
  return {
    problem: {
      nodes: places.map(() => ({ fixed: 0 })),
      demand,
      available: demand.map((_, sku) => places.map((place) => there(sku, place))),
      unit: demand.map(() => places.map(() => 0)),
      ...(rooms && { rooms: { ...rooms, places: rooms.places.map(roomOf) } }),
    },
    firsts: places.map(([first]) => first!),
    apart: (quantities) =>
      demand.map((_, sku) => {
        const row = list.map(() => 0)
        places.forEach((place, p) => {
          // Of a SKU only one of the parcels of a place has any.
          const n = place.find((one) => available[sku]![one]! > 0) ?? place[0]!
          row[n] = quantities[sku]![p]!
        })
        return row
      }),
  }
}
