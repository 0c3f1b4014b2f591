import type { Problem } from './problem.ts'

/** Room that days of places have left, and what units of each SKU take of it. */
export type Rooms = {
  /** Of a base unit. */
  unit: readonly number[]
  /** Of any units of the SKU from one place. */
  lines: readonly number[]
  places: readonly Room[]
}

/**
 * What is left of the day of a place, Infinity where nothing limits it. All its nodes share it; of
 * a SKU only one of them has any.
 */
export type Room = Left & { nodes: readonly number[] }

export type Left = { units: number; lines: number }

/** What units of each SKU take of the room of a place. */
export function takenOf({ unit, lines }: Rooms, given: readonly number[]): Left {
  const taken = { units: 0, lines: 0 }
  given.forEach((quantity, sku) => {
    if (quantity === 0) return
    taken.units += unit[sku]! * quantity
    taken.lines += lines[sku]!
  })
  return taken
}

/** Whether a node has room for these units of each SKU, if it gives nothing else. */
export function hasRoom(
  { rooms }: { rooms?: Rooms },
  node: number,
  given: readonly number[],
): boolean {
  const room = rooms?.places.find(({ nodes }) => nodes.includes(node))
  return !room || isWithin(room, takenOf(rooms!, given))
}

export function isWithin(room: Left, { units, lines }: Left): boolean {
  return units <= room.units && lines <= room.lines
}

/** Units of each SKU that the nodes of a place give together. */
export function givenBy(
  { nodes }: Room,
  quantities: readonly (readonly number[])[],
): readonly number[] {
  return quantities.map((row) => nodes.reduce((sum, node) => sum + row[node]!, 0))
}

/** What places have room for as they are given one thing after the other. */
export function openRoom({ rooms }: { rooms?: Rooms }) {
  const byNode = new Map<number, Left>()
  for (const { nodes, units, lines } of rooms?.places ?? []) {
    const left = { units, lines }
    for (const node of nodes) byNode.set(node, left)
  }
  return {
    /** Units of a SKU that a node that has given none of it has room for. */
    most(sku: number, node: number): number {
      const room = byNode.get(node)
      if (!room) return Infinity
      if (rooms!.lines[sku]! > room.lines) return 0
      return Math.max(0, Math.floor(room.units / rooms!.unit[sku]!))
    },
    take(sku: number, node: number, quantity: number): void {
      const room = byNode.get(node)
      if (!room || quantity === 0) return
      room.units -= rooms!.unit[sku]! * quantity
      room.lines -= rooms!.lines[sku]!
    },
  }
}

/** The same with caps of nodes; undefined where these do not say all that rooms do. */
export function roomsAsCaps({ rooms, ...problem }: Problem): Problem | undefined {
  const nodes = [...problem.nodes]
  for (const room of rooms?.places ?? []) {
    const offered = problem.demand.flatMap((wanted, sku) =>
      wanted > 0 && room.nodes.some((node) => problem.available[sku]![node]! > 0) ? [sku] : [],
    )
    const each = new Set(offered.map((sku) => rooms!.unit[sku]!))
    const lines = offered.reduce((sum, sku) => sum + rooms!.lines[sku]!, 0)
    if (room.nodes.length > 1 || each.size > 1 || lines > room.lines) return undefined
    const [node] = room.nodes
    const [unit] = each
    if (unit === undefined || room.units === Infinity) continue
    const { capUnits = Infinity } = nodes[node!]!
    const most = Math.max(0, Math.floor(room.units / unit))
    nodes[node!] = { ...nodes[node!]!, capUnits: Math.min(capUnits, most) }
  }
  return { ...problem, nodes }
}
