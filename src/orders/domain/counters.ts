/**
 * Where the units of a line stand, as nested counters in base units:
 * ordered − cancelled ≥ allocated ≥ released ≥ picked ≥ packed ≥ fulfilled ≥ returned ≥ 0.
 * `expected` of those allocated are promised and not there yet: allocated − expected ≥ released.
 */
export type Counters = {
  ordered: number
  cancelled: number
  allocated: number
  expected: number
  released: number
  picked: number
  packed: number
  fulfilled: number
  returned: number
}

/**
 * What one line is doing, furthest behind first: what somebody has to act on decides, so the state
 * of an order is the first that one of its lines is in.
 */
export const lineStates = [
  'waiting_for_stock',
  'waiting_for_receipt',
  'allocated',
  'released',
  'picked',
  'packed',
  'fulfilled',
  'returned',
  'cancelled',
] as const

export const orderStates = [...lineStates, 'on_hold'] as const

export type LineState = (typeof lineStates)[number]
export type OrderState = (typeof orderStates)[number]

/** Units that wait for stock. */
export function shortOf(line: Counters): number {
  return line.ordered - line.cancelled - line.allocated
}

/** Units that a location could be given now. */
export function releasableOf(line: Counters): number {
  return line.allocated - line.expected - line.released
}

/** Units that a cancellation may still take: all that have not been released to a location. */
export function cancellableOf(line: Counters): number {
  return line.ordered - line.cancelled - line.released
}

/** Units that locations have been given and have not packed: cancelled only if they agree. */
export function recallableOf(line: Counters): number {
  return line.released - line.packed
}

/** A status is only a reading of the counters (I18). */
export function stateOfLine(line: Counters): LineState {
  const wanted = line.ordered - line.cancelled
  if (wanted === 0) return 'cancelled'
  if (line.allocated < wanted) return 'waiting_for_stock'
  if (line.expected > 0) return 'waiting_for_receipt'
  if (line.released < wanted) return 'allocated'
  if (line.picked < wanted) return 'released'
  if (line.packed < wanted) return 'picked'
  if (line.fulfilled < wanted) return 'packed'
  return line.returned < wanted ? 'fulfilled' : 'returned'
}

/** The state of an order: a hold first, then the line that is furthest behind. */
export function stateOfOrder(lines: readonly Counters[], held: boolean): OrderState {
  const states = new Set(lines.map(stateOfLine))
  const state = lineStates.find((candidate) => states.has(candidate)) ?? 'cancelled'
  const ended = state === 'cancelled' || state === 'fulfilled' || state === 'returned'
  return held && !ended ? 'on_hold' : state
}

/** What may be done with an order now. */
export function canOf(lines: readonly Counters[], held: boolean): string[] {
  const open = lines.some((line) => cancellableOf(line) > 0)
  const cancel = open || lines.some((line) => recallableOf(line) > 0)
  const inWork = lines.some((line) => line.released > line.fulfilled)
  return [
    ...(cancel ? ['cancel'] : []),
    ...(open && !inWork ? ['place_hold'] : []),
    ...(held ? ['release_hold'] : []),
  ]
}

/**
 * How a cancellation of `quantity` units falls on a line: first on units that wait for stock, then
 * on what is promised and not there yet, then on what is set aside. Undefined where so many cannot
 * be cancelled any more. What is given back are first the claims on what is to come.
 */
export function decideCancellation(
  line: Counters,
  quantity: number,
): { next: Counters; giveBack: number } | undefined {
  if (quantity <= 0 || quantity > cancellableOf(line)) return undefined
  const giveBack = Math.max(0, quantity - shortOf(line))
  return {
    next: {
      ...line,
      cancelled: line.cancelled + quantity,
      allocated: line.allocated - giveBack,
      expected: Math.max(0, line.expected - giveBack),
    },
    giveBack,
  }
}
