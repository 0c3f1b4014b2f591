import type { Inputs } from '../again.ts'
import type { Decision } from '../decide.ts'
import type { Objective } from '../objective.ts'
import type { GroupToRoute } from '../types.ts'

/** Why an order is not compared. */
export const misses = [
  // It was not to be looked at
  'not_in_share',
  'over_cap',
  // It was decided on by the rules of a share
  'canary',
  // Its decisions cannot be made again as they were
  'declines_counted_anew',
  'prices_made_anew',
  'stock_differs',
  'otherwise_differs',
  'promised',
  'undecided',
  'failed',
] as const
export type Miss = (typeof misses)[number]

/**
 * Decides on what was decided on, by the rules of several others; in their order. Undefined where
 * one does not look at it, or cannot decide.
 */
export type DecideOthers = (orderId: string, inputs: Inputs) => readonly (Decision | undefined)[]

/** A delivery group that was decided on, made again, and by others. */
export type GroupDecided = {
  group: GroupToRoute
  /** What the plan counts that decided. */
  objective: Objective | undefined
  live: Decision
  others: readonly (Decision | undefined)[]
}

/** An order, and the transaction in which it was placed. */
export type PlacedIn = { id: string; tx: string }

export type OrderOfDecisions = {
  id: string
  number: string
  currency: string
  placedAt: Temporal.Instant
}

/** An order as it was placed: its decisions, or why they cannot be made again. */
export type OrderDecided = {
  order: OrderOfDecisions
  decided: readonly GroupDecided[] | Miss
}
