import { MILLION } from './objective.ts'

/** Orders that a location was given, and those of them that it declined. */
export type Given = { given: number; declined: number }

/** How often locations have declined lately, as it was known at a moment. */
export type Declines = {
  at: string
  all: Given
  byLocation: ReadonlyMap<number, Given>
}

/** How far back it is counted, and how many decisions at most. */
export const DECLINES_COUNTED = { days: 28, decisions: 20_000 }
/** For so many days what was counted is known once it has been counted anew. */
export const COUNTS_KEPT_DAYS = 30
/** How long a location that has declined an order is usually not asked for it again. */
export const COOL_OFF_HOURS = 24

/** What is taken for granted of a network before anything is known of it: one order of fifty. */
const PRIOR: Given = { given: 50, declined: 1 }
/** A location is judged by its own orders as much as by all others once it was given so many. */
const WEIGHT = 20

/**
 * How probable it is, in millionths, that a location declines: its own share, drawn towards that of
 * the whole network the fewer orders it was given (the mean of a beta distribution). The share of
 * the network is drawn in the same way towards a usual one.
 */
export function decideDeclining({ all, byLocation }: Declines, locationId: number): number {
  const share = (all.declined + PRIOR.declined) / (all.given + PRIOR.given)
  const { given, declined } = byLocation.get(locationId) ?? { given: 0, declined: 0 }
  return Math.round(((declined + share * WEIGHT) / (given + WEIGHT)) * MILLION)
}
