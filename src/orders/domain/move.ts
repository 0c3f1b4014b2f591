import type { Part, Short } from '../../routing/index.ts'
import type { Counters } from './counters.ts'

/** Why a delivery group cannot be given to another place by hand: codes of refusals. */
export const obstacles = ['group_collected', 'units_picked', 'nothing_to_move'] as const
export type Obstacle = (typeof obstacles)[number]

/**
 * What keeps a group where it is: the customer has chosen the place, units are in hand there (or
 * further along), or nothing of it is there yet. Null where it can be moved.
 */
export function obstacleOf(
  group: { pickupLocationId: number | null },
  lines: readonly Counters[],
): Obstacle | null {
  if (group.pickupLocationId !== null) return 'group_collected'
  if (lines.some(({ picked }) => picked > 0)) return 'units_picked'
  return lines.some(({ allocated, expected }) => allocated > expected) ? null : 'nothing_to_move'
}

/** Where the units of lines are that are there: a row for each line and location, in that order. */
export function partsOf(
  lines: readonly { no: number; skuId: number }[],
  all: readonly {
    lineNo: number | null
    locationId: number
    supplyNo: number
    quantity: number
  }[],
): Part[] {
  const claims = all.filter(({ supplyNo }) => supplyNo === 0)
  return lines.flatMap(({ no, skuId }) => {
    const units = new Map<number, number>()
    for (const { lineNo, locationId, quantity } of claims) {
      if (lineNo === no) units.set(locationId, (units.get(locationId) ?? 0) + quantity)
    }
    return [...units]
      .toSorted(([a], [b]) => a - b)
      .map(([locationId, quantity]) => ({ lineNo: no, skuId, locationId, quantity }))
  })
}

/** Units of each line, wherever they are. */
export function unitsByLine(parts: readonly Part[]): Map<number, number> {
  const units = new Map<number, number>()
  for (const { lineNo, quantity } of parts) units.set(lineNo, (units.get(lineNo) ?? 0) + quantity)
  return units
}

/** How a group goes to one place: units that come there, and lines whose units are not there. */
export type Moved = { claims: Part[]; short: Short[] }

/**
 * Gives all parts of a group to one place, where some may be already: what comes is claimed on what
 * is free there of each SKU, line by line. Nothing is moved by half: `short` must be empty.
 */
export function decideMove(
  parts: readonly Part[],
  locationId: number,
  free: ReadonlyMap<number, number>,
): Moved {
  const left = new Map(free)
  const claims: Part[] = []
  const short: Short[] = []
  const coming = parts.filter((part) => part.locationId !== locationId)
  for (const [lineNo, quantity] of unitsByLine(coming)) {
    const { skuId } = coming.find((part) => part.lineNo === lineNo)!
    const here = Math.min(quantity, Math.max(0, left.get(skuId) ?? 0))
    left.set(skuId, (left.get(skuId) ?? 0) - here)
    claims.push({ lineNo, skuId, locationId, quantity })
    if (here === quantity) continue
    const wanted = unitsByLine(parts).get(lineNo)!
    short.push({ lineNo, skuId, wanted, available: wanted - quantity + here })
  }
  return { claims, short }
}
