import {
  CONDITIONS,
  KEPT,
  round,
  type Condition,
  type Conditions,
  type Figures,
  type Kept,
} from './figures.ts'

/** Stock at a place, with what of it is not to be sold. */
export type Stocked = Figures & { conditions: Conditions }

type Told = 'receipt' | 'sale' | 'found' | 'damage' | 'theft' | 'adjustment' | 'correction'

type Event = {
  /** A count is its own reason. */
  reason?: Told
  /** Whether the units came, left, or stay on hand. */
  onHand: -1 | 0 | 1
  /** What becomes of them. */
  into?: Condition
}

/** What can have happened in a shop. A correction says itself which way it goes. */
const EVENTS = {
  counted: { onHand: 0 },
  damaged: { reason: 'damage', onHand: 0, into: 'damaged' },
  onDisplay: { reason: 'adjustment', onHand: 0, into: 'on_display' },
  inInspection: { reason: 'adjustment', onHand: 0, into: 'in_inspection' },
  inQuarantine: { reason: 'adjustment', onHand: 0, into: 'quarantine' },
  heldBack: { reason: 'adjustment', onHand: 0, into: 'other' },
  backForSale: { reason: 'adjustment', onHand: 0 },
  discarded: { reason: 'damage', onHand: -1 },
  found: { reason: 'found', onHand: 1 },
  missing: { reason: 'adjustment', onHand: -1 },
  stolen: { reason: 'theft', onHand: -1 },
  sold: { reason: 'sale', onHand: -1 },
  arrived: { reason: 'receipt', onHand: 1 },
  corrected: { reason: 'correction', onHand: 1 },
} as const satisfies Record<string, Event>

export type What = keyof typeof EVENTS
export const WHATS = Object.keys(EVENTS) as What[]

/** Units are taken from what is for sale, or out of a condition. */
export type From = Condition | 'sale'

/** What a person wants to record of a SKU at a place. */
export type Wanted = { what: What; amount: number; from: From }

export function reasonOf(what: What): Told | undefined {
  const { reason }: Event = EVENTS[what]
  return reason
}

/** Where the units can come from; empty where they come from outside, or all are counted. */
export function sourcesOf({ conditions }: Stocked, what: What): From[] {
  const { onHand, into }: Event = EVENTS[what]
  if (what === 'counted' || onHand === 1) return []
  const others = CONDITIONS.filter((one) => one !== into && (conditions[one] ?? 0) > 0)
  return what === 'backForSale' ? others : ['sale', ...others]
}

export type Changes = { onHand: number; conditions: Partial<Record<Condition, number>> }

/**
 * What a person can change: what is on hand, and how many of it are not to be sold. Nobody counts
 * what has left already, though it is still on hand to the system in charge.
 */
export function changesOf(
  { onHand, conditions }: Pick<Stocked, 'onHand' | 'conditions'>,
  wanted: Wanted,
): Changes {
  const { what, amount, from } = wanted
  if (what === 'counted') {
    const there = onHand - (conditions.awaiting_owner ?? 0)
    return { onHand: round(amount - there), conditions: {} }
  }
  const { onHand: way, into }: Event = EVENTS[what]
  return {
    onHand: way * amount || 0,
    conditions: {
      ...(from !== 'sale' && { [from]: -amount }),
      ...(into && { [into]: amount }),
    },
  }
}

export type Effect = {
  after: Stocked
  /** Units that carts lose; holds give way first. */
  cartsLose: number
  /** Promised units that lack cover afterwards. */
  lacking: number
}

/**
 * What would come of it, as the server works it out: holds give way to a fact, promises do not,
 * and lack cover until the rest is found. What happens meanwhile may make it come out otherwise.
 */
export function effectOf(before: Stocked, wanted: Wanted): Effect {
  const changes = changesOf(before, wanted)
  const conditions = Object.fromEntries(
    KEPT.map((one): [Kept, number] => [
      one,
      round((before.conditions[one] ?? 0) + changeOf(changes, one)),
    ]).filter(([, units]) => units !== 0),
  )
  const quantity = before.onHand + changes.onHand
  const kept = before.unavailable + KEPT.reduce((sum, one) => sum + changeOf(changes, one), 0)
  const missing = Math.max(0, kept + before.held + before.allocated - quantity)
  const cartsLose = round(Math.min(before.held, missing))
  const lacking = round(missing - cartsLose)
  const held = round(before.held - cartsLose)
  return {
    after: {
      onHand: round(quantity),
      unavailable: round(kept),
      conditions,
      held,
      allocated: before.allocated,
      uncovered: lacking,
      available: round(Math.max(0, quantity - kept - held - before.allocated)),
    },
    cartsLose,
    lacking,
  }
}

function changeOf({ conditions }: Changes, of: Kept): number {
  return of === 'awaiting_owner' ? 0 : (conditions[of] ?? 0)
}

export type Fault = 'none' | 'precise' | 'nothing' | 'positive' | 'negative' | 'few'

/** What is wrong with what was typed; undefined where nothing is. */
export function faultOf(
  text: string,
  before: Stocked,
  { what, from, decimals }: Omit<Wanted, 'amount'> & { decimals: number },
): Fault | undefined {
  const amount = Number(text)
  if (text.trim() === '' || !Number.isFinite(amount)) return 'none'
  if (amount !== Number(amount.toFixed(decimals))) return 'precise'
  // A count that finds what is recorded is worth recording.
  if (what === 'counted') return amount < 0 ? 'negative' : undefined
  if (amount === 0) return 'nothing'
  if (amount < 0 && what !== 'corrected') return 'positive'
  if (from !== 'sale' && amount > (before.conditions[from] ?? 0)) return 'few'
  const { onHand } = changesOf(before, { what, amount, from })
  return before.onHand + onHand < 0 ? 'negative' : undefined
}

/** One row of the command. */
export type Row = { change: number; unavailableChange?: number; condition?: Condition }

/** How changes are told: each row is of one condition, and the first has what came or left. */
export function rowsOf({ onHand, conditions }: Changes): Row[] {
  const changed = CONDITIONS.filter((one) => (conditions[one] ?? 0) !== 0)
  if (changed.length === 0) return [{ change: onHand }]
  return changed.map((condition, i) => ({
    change: i === 0 ? onHand : 0,
    unavailableChange: conditions[condition]!,
    condition,
  }))
}

type Versioned = Stocked & { version: number }

/**
 * What takes back what was recorded: the opposite of what it changed. Undefined where something
 * else happened in between, so that nobody knows what a count has changed.
 */
export function oppositeOf(
  wanted: Wanted,
  before: Versioned,
  after: Versioned,
): Changes | undefined {
  const { onHand, conditions } = changesOf(before, wanted)
  if (wanted.what === 'counted' && wasBetween(wanted, before, after)) return undefined
  return {
    onHand: round(0 - onHand),
    conditions: Object.fromEntries(
      Object.entries(conditions).map(([condition, units]) => [condition, round(0 - units)]),
    ),
  }
}

/** Whether something else happened between what was shown and what was recorded. */
export function wasBetween(wanted: Wanted, before: Versioned, after: Versioned): boolean {
  // Each row is a step, and each hold that gives way is one of its own.
  const steps = rowsOf(changesOf(before, wanted)).length
  return before.held === after.held && after.version > before.version + steps
}
