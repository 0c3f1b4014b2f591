import type { Part } from '../types.ts'

/** What a delivery costs and when it comes, as it is or would be; parts by line and place. */
export type Standing = {
  parts: readonly Part[]
  cost: number
  /** When each parcel arrives, an ISO date; undefined where that is not known. */
  arrivals: readonly (string | undefined)[]
}

export type Considered = {
  before: Standing
  after: Standing
  /** The day by which the customer wants it. */
  wantedBy: string | undefined
  /** How often it was moved before, and the limits of its plan. */
  moves: number
  guards: { leastSaving: number; mostMoves: number }
}

/** Units that leave a place, or come to one. */
export type Shift = { from: Part[]; to: Part[] }

/**
 * Whether deliveries that were decided anew together go where that says: all of what was there is
 * still served, none comes later than it did, none moves too often, and all together save the least
 * saving of each that moves. All move, or none does. What stays where it is goes as it was decided
 * before, so it saves nothing.
 */
export function decideImproved(all: readonly Considered[]): { saved: number } | undefined {
  let saved = 0
  let least = 0
  for (const one of all) {
    if (!isMoved(one)) continue
    const { before, after, guards } = one
    saved += before.cost - after.cost
    if (one.moves >= guards.mostMoves || !servesAll(before, after) || comesLater(one)) {
      return undefined
    }
    least += guards.leastSaving
  }
  return saved > 0 && saved >= least ? { saved } : undefined
}

export function isMoved({ before, after }: Considered): boolean {
  const { from, to } = shiftOf(before.parts, after.parts)
  return from.length + to.length > 0
}

/** What has to move so that units are where they should be: what stays is not touched. */
export function shiftOf(before: readonly Part[], after: readonly Part[]): Shift {
  const was = byPlace(before)
  const is = byPlace(after)
  const beyond = (parts: Map<string, Part>, others: Map<string, Part>) =>
    [...parts].flatMap(([key, part]) => {
      const quantity = part.quantity - (others.get(key)?.quantity ?? 0)
      return quantity > 0 ? [{ ...part, quantity }] : []
    })
  return { from: beyond(was, is), to: beyond(is, was) }
}

function byPlace(parts: readonly Part[]): Map<string, Part> {
  const sums = new Map<string, Part>()
  for (const part of parts) {
    const key = `${part.lineNo} ${part.locationId}`
    const quantity = (sums.get(key)?.quantity ?? 0) + part.quantity
    sums.set(key, { ...part, quantity })
  }
  return sums
}

function servesAll(before: Standing, after: Standing): boolean {
  const units = new Map<number, number>()
  for (const { lineNo, quantity } of before.parts) {
    units.set(lineNo, (units.get(lineNo) ?? 0) + quantity)
  }
  for (const { lineNo, quantity } of after.parts) {
    units.set(lineNo, (units.get(lineNo) ?? 0) - quantity)
  }
  return [...units.values()].every((left) => left === 0)
}

/**
 * Whether it comes after the last day on which it would have come, or is wanted, whichever is
 * later. Not known is later than any day that is. Where it was not known before, it may stay so; a
 * day that is known is not after the one on which it is wanted.
 */
function comesLater({ before, after, wantedBy }: Considered): boolean {
  const known = [...before.arrivals, wantedBy].filter((day) => day !== undefined)
  const last = known.toSorted().at(-1)
  const wasKnown = !before.arrivals.includes(undefined)
  if (last === undefined || (!wasKnown && wantedBy === undefined)) return false
  return after.arrivals.some((day) => (day === undefined ? wasKnown : day > last))
}
