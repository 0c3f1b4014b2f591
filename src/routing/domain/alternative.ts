import type { Candidates } from './candidates.ts'
import type { Chosen } from './decide.ts'
import type { DecisionRecord } from './record.ts'
import { costAlone } from './solve/problem.ts'
import { hasRoom } from './solve/rooms.ts'
import type { Weighed } from './weigh.ts'

type Choice = { candidates: Candidates; chosen: Chosen; isLooked(n: number): boolean }

/** As the record has it; `cost` is null where it cannot be. */
export type Alone = [locationId: number, km: number | null, cost: number | null]

/** What all of it would cost from each location, in as many parcels as it must send. */
export function aloneOf({ candidates: { list }, freights, problem }: Weighed): Alone[] {
  if (list.every(({ alone }) => alone === undefined)) {
    return list.map(({ location }, n): Alone => {
      return [location.id, freights[n]!.km, costAlone(problem, n) ?? null]
    })
  }
  const nodes = Map.groupBy(
    list.map((_, n) => n),
    (n) => list[n]!.location.id,
  )
  return [...nodes].map(([locationId, own]): Alone => {
    const { km } = freights[own[0]!]!
    const costs = own.map((n) => {
      const demand = problem.demand.map((units, s) =>
        own.length === 1 || problem.available[s]![n]! > 0 ? units : 0,
      )
      return costAlone({ ...problem, demand }, n)
    })
    const isWhole = problem.demand.every((units, s) => {
      return units === 0 || own.length === 1 || own.some((n) => problem.available[s]![n]! > 0)
    })
    const hasAllRoom = hasRoom(problem, own[0]!, problem.demand)
    const isAble = isWhole && hasAllRoom && costs.every((cost) => cost !== undefined)
    const sum = costs.reduce<number>((all, cost) => all + (cost ?? 0), 0)
    return [locationId, km, isAble ? sum : null]
  })
}

/** The cheapest single location that is not the plan itself, of those that were looked at. */
export function alternativeOf(
  alone: readonly Alone[],
  { candidates: { list }, chosen: { opened, cost }, isLooked }: Choice,
): DecisionRecord['alternative'] {
  const used = new Set(opened.map((n) => list[n]!.location.id))
  const beyond = new Set<number>()
  for (let n = 0; n < list.length; n += 1) {
    if (!isLooked(n)) beyond.add(list[n]!.location.id)
  }
  let best: { locationId: number; cost: number } | undefined
  for (const [locationId, , price] of alone) {
    if (price === null || beyond.has(locationId)) continue
    if (used.size === 1 && used.has(locationId)) continue
    if (!best || price < best.cost) best = { locationId, cost: price }
  }
  if (!best || opened.length === 0) return null
  return { ...best, dearerBy: best.cost - cost }
}
