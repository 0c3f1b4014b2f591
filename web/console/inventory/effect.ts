import { round, type Figures } from './figures.ts'

/** What a person wants to record of a SKU at a place. */
export type Wanted =
  /** So many more or fewer. */
  | { by: 'change'; amount: number }
  /** So many are there. */
  | { by: 'count'; amount: number }
  /** So many more or fewer are there and not to be sold. */
  | { by: 'keep'; amount: number }

export type Effect = {
  after: Figures
  /** Units that carts lose; holds give way first. */
  cartsLose: number
  /** Promised units that lack cover afterwards. */
  lacking: number
}

/**
 * What would come of it, as the server works it out: holds give way to a fact, promises do not,
 * and lack cover until the rest is found. What happens meanwhile may make it come out otherwise.
 */
export function effectOf(before: Figures, wanted: Wanted): Effect {
  const { onHand, unavailable } = changesOf(before, wanted)
  const quantity = before.onHand + onHand
  const kept = before.unavailable + unavailable
  const missing = Math.max(0, kept + before.held + before.allocated - quantity)
  const cartsLose = round(Math.min(before.held, missing))
  const lacking = round(missing - cartsLose)
  const held = round(before.held - cartsLose)
  return {
    after: {
      onHand: round(quantity),
      unavailable: round(kept),
      held,
      allocated: before.allocated,
      uncovered: lacking,
      available: round(quantity - kept - held - before.allocated),
    },
    cartsLose,
    lacking,
  }
}

/** The two figures that a person can change. */
export function changesOf(
  { onHand }: Figures,
  { by, amount }: Wanted,
): { onHand: number; unavailable: number } {
  if (by === 'keep') return { onHand: 0, unavailable: amount }
  return { onHand: by === 'count' ? round(amount - onHand) : amount, unavailable: 0 }
}

export type Fault = 'none' | 'precise' | 'nothing' | 'negative'

/** What is wrong with what was typed; undefined where nothing is. */
export function faultOf(
  text: string,
  before: Figures,
  { by, decimals }: { by: Wanted['by']; decimals: number },
): Fault | undefined {
  const amount = Number(text)
  if (text.trim() === '' || !Number.isFinite(amount)) return 'none'
  if (amount !== Number(amount.toFixed(decimals))) return 'precise'
  const { onHand, unavailable } = changesOf(before, { by, amount })
  if (by === 'count' ? amount < 0 : before.onHand + onHand < 0) return 'negative'
  if (before.unavailable + unavailable < 0) return 'negative'
  // A count that finds what is recorded is worth recording.
  return by !== 'count' && amount === 0 ? 'nothing' : undefined
}

type Versioned = Figures & { version: number }

/**
 * What takes back what was recorded: the opposite of what it changed. Undefined where something
 * else happened in between, so that nobody knows what a count has changed.
 */
export function oppositeOf(
  wanted: Wanted,
  before: Versioned,
  after: Versioned,
): { change: number; unavailableChange: number } | undefined {
  const { onHand, unavailable } = changesOf(before, wanted)
  if (wanted.by === 'count' && wasBetween(before, after)) return undefined
  return { change: round(0 - onHand), unavailableChange: round(0 - unavailable) }
}

/** Whether something else happened between what was shown and what was recorded. */
export function wasBetween(before: Versioned, after: Versioned): boolean {
  // Each hold that gives way is a step of its own.
  return before.held === after.held && after.version > before.version + 1
}
