import { cheapestWithin, type Found, type Part } from './cheapest-first.ts'
import { leavingOut } from './leaving-out.ts'
import { costOf, type Problem, type Solution } from './problem.ts'
import { givenBy, isWithin, openRoom, takenOf, type Room, type Rooms } from './rooms.ts'
import { withShare, type Work } from './work.ts'

type Solver = (problem: Problem, work: Work) => Solution | undefined

/** Of each place with little room, the fewest units of each SKU that it gives. */
type Kept = readonly (readonly number[])[]

/** A cap of more units takes a solver longer than it saves. */
const CAP_MOST = 16

/**
 * The cheapest plan in which no place gives more than its day has room for. Solvers know caps of
 * nodes, which say a part of that. Where they take too much of a place, plans with less of a SKU
 * from there are looked at, and those with as much of it and less of the others. Where caps kept
 * them from a proof, the same is tried without, with the work that is left. Undefined where none
 * that is found serves what must be served.
 */
export function solveInRooms(
  { rooms, ...problem }: Problem & { rooms: Rooms },
  solver: Solver,
  work: Work,
): Solution | undefined {
  const may = mayLack(problem)
  const kept = rooms.places.map(() => problem.demand.map(() => 0))
  const open = withLess(may, (available) => {
    rooms.places.forEach((room, place) => {
      tighten(available, { rooms, room, kept: kept[place]! })
    })
  })
  const within = {
    partsOf: (found: Found<Kept>) => partsOf(found, rooms),
    within: (found: Found<Kept>) => [
      trimmed(found, rooms),
      oneFirst(found, rooms),
      scarceFirst(found, rooms),
    ],
  }
  const look = (part: Part<Kept>, own: Work) => cheapestWithin(part, within, { solver, work: own })
  const capped = withShare(work, 1 / 2, (own) =>
    look({ problem: withCaps(open, rooms), kept }, own),
  )
  const free = capped?.gap === 0 ? undefined : look({ problem: open, kept }, work)
  const found = tighter(capped, free)
  return found && lacksWanted(problem, found) ? undefined : asPaid(problem, found)
}

/** Where all must be served, leaving something out is a plan that is dearer than all others. */
function mayLack(problem: Problem): Problem {
  const { unfilled } = leavingOut(problem)
  const own = problem.unfilled?.map((cost, sku) => (cost < Infinity ? cost : unfilled![sku]!))
  return { ...problem, unfilled: own ?? unfilled! }
}

function lacksWanted({ demand, unfilled }: Problem, { quantities }: Solution): boolean {
  return demand.some((wanted, sku) => {
    const isWanted = (unfilled?.[sku] ?? Infinity) === Infinity
    return isWanted && sumOf(quantities[sku]!) < wanted
  })
}

function asPaid(problem: Problem, found: Solution | undefined): Solution | undefined {
  return found && { ...found, ...costOf(problem, found.quantities) }
}

/** The better of two, with what both have proven. */
function tighter(one: Solution | undefined, other: Solution | undefined): Solution | undefined {
  if (!one || !other) return one ?? other
  const best = other.cost < one.cost ? other : one
  const least = Math.max(one.cost - one.gap, other.cost - other.gap)
  return { ...best, gap: Math.max(0, best.cost - least) }
}

function sumOf(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0)
}

function withLess(problem: Problem, take: (available: number[][]) => void): Problem {
  const available = problem.available.map((row) => [...row])
  take(available)
  return { ...problem, available }
}

/** No more of each SKU at a place than there is room for besides what is kept there. */
function tighten(
  available: number[][],
  { rooms, room, kept }: { rooms: Rooms; room: Room; kept: readonly number[] },
): void {
  const taken = takenOf(rooms, kept)
  available.forEach((row, sku) => {
    const isOut = kept[sku] === 0 && taken.lines + rooms.lines[sku]! > room.lines
    const more = Math.max(0, Math.floor((room.units - taken.units) / rooms.unit[sku]!))
    limit(row, room.nodes, isOut ? 0 : kept[sku]! + more)
  })
}

function limit(row: number[], nodes: readonly number[], most: number): void {
  for (const node of nodes) row[node] = Math.min(row[node]!, most)
}

/** What single nodes may give at most, whatever else. */
function withCaps(problem: Problem, { unit, lines, places }: Rooms): Problem {
  const nodes = [...problem.nodes]
  for (const room of places) {
    for (const node of room.nodes) {
      const offered = problem.demand.map((wanted, sku) =>
        Math.max(0, Math.min(wanted, problem.available[sku]![node]!)),
      )
      const some = offered.flatMap((units, sku) => (units > 0 ? [sku] : []))
      if (some.length === 0) continue
      const most = some.map((sku) => offered[sku]!).toSorted((a, b) => b - a)
      const fewest = Math.min(...some.map((sku) => lines[sku]!))
      const least = Math.min(...some.map((sku) => unit[sku]!))
      const ofLines = sumOf(most.slice(0, Math.floor(room.lines / fewest)))
      const cap = Math.min(ofLines, Math.floor(room.units / least))
      const { capUnits = Infinity } = nodes[node]!
      if (cap >= Math.min(sumOf(most), capUnits) || cap > CAP_MOST) continue
      nodes[node] = { ...nodes[node]!, capUnits: cap }
    }
  }
  return { ...problem, nodes }
}

/** Plans that take less of the first place of which too much is taken. */
function partsOf({ problem, kept, plan }: Found<Kept>, rooms: Rooms): Part<Kept>[] | undefined {
  const { places } = rooms
  const given = places.map((room) => givenBy(room, plan.quantities))
  const place = places.findIndex((room, p) => !isWithin(room, takenOf(rooms, given[p]!)))
  if (place < 0) return undefined
  const room = places[place]!
  const at = { rooms, room, given: given[place]!, kept: kept[place]! }
  const isLines = takenOf(rooms, at.given).lines > room.lines
  return (isLines ? byLines(at) : byUnits(at)).flatMap(({ least, most }) => {
    if (!isWithin(room, takenOf(rooms, least))) return []
    const part = withLess(problem, (available) => {
      tighten(available, { rooms, room, kept: least })
      for (const [sku, units] of most) limit(available[sku]!, room.nodes, units)
    })
    return [{ problem: part, kept: kept.with(place, least) }]
  })
}

type At = { rooms: Rooms; room: Room; given: readonly number[]; kept: readonly number[] }

/** Of each SKU the fewest units that a place gives then, and of some the most. */
type Range = { least: readonly number[]; most: readonly [sku: number, units: number][] }

/** Plans without the first SKU from there; with it and without the second; and so on. */
function byLines({ given, kept }: At): Range[] {
  let least = kept
  return given.flatMap((units, sku): Range[] => {
    if (units === 0 || kept[sku]! > 0) return []
    const without: Range = { least, most: [[sku, 0]] }
    least = least.with(sku, 1)
    return [without]
  })
}

/** Plans with less of the SKU that takes most room; and with as much, and less of the rest. */
function byUnits({ rooms, room, given, kept }: At): Range[] {
  const free = given.map((units, sku) => (units - kept[sku]!) * rooms.unit[sku]!)
  const sku = free.indexOf(Math.max(...free))
  const others = takenOf(rooms, given.with(sku, 0)).units
  const fits = Math.floor((room.units - others) / rooms.unit[sku]!)
  const most = Math.floor((Math.max(kept[sku]!, fits) + given[sku]! - 1) / 2)
  return [
    { least: kept, most: [[sku, most]] },
    { least: kept.with(sku, most + 1), most: [] },
  ]
}

/** Of each place what it has room for of what it gives. */
function trimmed({ problem, plan: { quantities } }: Found<Kept>, rooms: Rooms): Problem {
  const skus = problem.demand.map((_, sku) => sku)
  return filled(problem, rooms, { given: quantities, inOrder: () => skus })
}

/** Of each place what it has room for, of every one another SKU first: together they have all. */
function oneFirst({ problem }: Found<Kept>, rooms: Rooms): Problem {
  const skus = problem.demand.flatMap((wanted, sku) => (wanted > 0 ? [sku] : []))
  const inOrder = (place: number) => skus.map((_, n) => skus[(place + n) % skus.length]!)
  return filled(problem, rooms, { given: wantedOf(problem), inOrder })
}

function wantedOf({ demand, available }: Problem): Solution['quantities'] {
  return available.map((row, sku) => row.map((units) => Math.min(units, demand[sku]!)))
}

/** SKUs that few places have first, where they are cheapest; then what there is room for. */
function scarceFirst({ problem }: Found<Kept>, rooms: Rooms): Problem {
  const { nodes, demand, available, unit } = problem
  const { most, take } = openRoom({ rooms })
  const first = demand.map(() => nodes.map(() => 0))
  const opened = new Set<number>()
  const placesOf = demand.map((_, sku) => available[sku]!.filter((units) => units > 0).length)
  const skus = demand.map((_, sku) => sku).toSorted((a, b) => placesOf[a]! - placesOf[b]! || a - b)
  for (const sku of skus) {
    let left = demand[sku]!
    const canGive = (node: number) => Math.min(left, available[sku]![node]!, most(sku, node))
    while (left > 0) {
      let best: { node: number; units: number; each: number } | undefined
      for (const node of nodes.keys()) {
        const units = first[sku]![node]! > 0 ? 0 : canGive(node)
        const each = unit[sku]![node]! + (opened.has(node) ? 0 : nodes[node]!.fixed / units)
        if (units > 0 && (!best || each < best.each)) best = { node, units, each }
      }
      if (!best) break
      first[sku]![best.node] = best.units
      take(sku, best.node, best.units)
      opened.add(best.node)
      left -= best.units
    }
  }
  return filled(problem, rooms, { given: wantedOf(problem), inOrder: () => skus, first })
}

type Filling = {
  given: Solution['quantities']
  inOrder(place: number): readonly number[]
  /** What comes before all else, and has room. */
  first?: Solution['quantities']
}

function filled(problem: Problem, rooms: Rooms, { given, inOrder, first }: Filling): Problem {
  const { most, take } = openRoom({ rooms })
  first?.forEach((row, sku) => row.forEach((units, node) => take(sku, node, units)))
  return withLess(problem, (available) => {
    rooms.places.forEach(({ nodes }, place) => {
      for (const row of available) limit(row, nodes, 0)
      for (const sku of inOrder(place)) {
        for (const node of nodes) {
          const before = first?.[sku]![node] ?? 0
          available[sku]![node] = before
          if (before > 0) continue
          const units = Math.max(0, Math.min(given[sku]![node]!, most(sku, node)))
          take(sku, node, units)
          available[sku]![node] = units
        }
      }
    })
  })
}
