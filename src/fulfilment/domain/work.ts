import { Refusal } from '../../lib/refusal.ts'

/**
 * Where the units of one order line stand at the location that works on them, in base units:
 * quantity ≥ picked ≥ packed ≥ fulfilled ≥ 0. What was taken away again (declined, not found,
 * cancelled) is counted in `withdrawn` and no longer in `quantity`.
 */
export type WorkLine = {
  lineNo: number
  skuId: number
  quantity: number
  withdrawn: number
  picked: number
  packed: number
  fulfilled: number
}

/** What the location is doing: only a reading of its lines and parcels. */
export const workStates = [
  'open',
  'picking',
  'picked',
  'packed',
  'shipped',
  'delivered',
  'cancelled',
] as const
export type WorkState = (typeof workStates)[number]

/** Where the request to the location stands. */
export const requestStates = ['submitted', 'accepted', 'declined', 'closed'] as const
export type RequestState = (typeof requestStates)[number]

/** The work given to one location for one delivery group. */
export type Work = {
  id: string
  orderId: string
  groupNo: number
  locationId: number
  state: WorkState
  request: RequestState
  lines: readonly WorkLine[]
}

/** Units of a line that a command names. */
export type Named = { lineNo: number; quantity: number }

/** What a command changes on one line, signed. `withdrawn` units leave `quantity`. */
export type LineChange = {
  lineNo: number
  picked: number
  packed: number
  fulfilled: number
  withdrawn: number
}

/** A decided command: the changes, and the fulfilment order after them. */
export type Change = { lines: LineChange[]; after: Work }

/** The state as the lines tell it, furthest behind first. */
export function stateOf(lines: readonly WorkLine[], delivered: boolean): WorkState {
  const sum = (of: (line: WorkLine) => number) => lines.reduce((total, line) => total + of(line), 0)
  const quantity = sum((line) => line.quantity)
  if (quantity === 0) return 'cancelled'
  if (sum((line) => line.fulfilled) === quantity) return delivered ? 'delivered' : 'shipped'
  if (sum((line) => line.packed) === quantity) return 'packed'
  const picked = sum((line) => line.picked)
  if (picked === quantity) return 'picked'
  return picked > 0 ? 'picking' : 'open'
}

/** What the location may do with the fulfilment order now. */
export function canOf(work: Work): Command[] {
  const some = (of: (line: WorkLine) => number) => work.lines.some((line) => of(line) > 0)
  const toPick = some((line) => line.quantity - line.picked)
  return [
    ...(work.request === 'submitted' && work.state !== 'cancelled' ? (['accept'] as const) : []),
    ...(toPick ? (['pick', 'short_pick'] as const) : []),
    ...(some((line) => line.picked - line.packed) ? (['pack'] as const) : []),
    ...(some((line) => line.packed - line.fulfilled) ? (['ship'] as const) : []),
    ...(some(notPacked) ? (['decline', 'withdraw'] as const) : []),
    ...(work.state === 'shipped' ? (['deliver'] as const) : []),
  ]
}

export type Command =
  | 'accept'
  | 'decline'
  | 'pick'
  | 'short_pick'
  | 'pack'
  | 'ship'
  | 'deliver'
  | 'withdraw'

/** Units that can still be taken away: what is packed goes to the customer. */
export function notPacked(line: WorkLine): number {
  return line.quantity - line.packed
}

/** The location takes the work on. */
export function decideAccept(work: Work): Change | Refusal {
  if (work.request !== 'submitted' || work.state === 'cancelled') return new Refusal('work_closed')
  return { lines: [], after: { ...work, request: 'accepted' } }
}

/** Units are in hand: those named, or all that are still to be picked. Who picks has accepted. */
export function decidePick(work: Work, named: readonly Named[] | undefined): Change | Refusal {
  return advance(work, named, (line) => line.quantity - line.picked, 'picked')
}

/** Picked units are in a parcel, or ready for collection. */
export function decidePack(work: Work, named: readonly Named[] | undefined): Change | Refusal {
  return advance(work, named, (line) => line.picked - line.packed, 'packed')
}

/** Packed units have left: handed to a carrier or to the customer. */
export function decideShip(work: Work, named: readonly Named[] | undefined): Change | Refusal {
  return advance(work, named, (line) => line.packed - line.fulfilled, 'fulfilled')
}

/**
 * The location declines units, or all that are not packed. Nothing left means that the request is
 * declined as a whole.
 */
export function decideDecline(work: Work, named: readonly Named[] | undefined): Change | Refusal {
  const change = decideWithdraw(work, named)
  if (change instanceof Refusal) return change
  return change.after.state === 'cancelled'
    ? { ...change, after: { ...change.after, request: 'declined' } }
    : change
}

/** Units were looked for and are not there. */
export function decideShortPick(work: Work, missing: readonly Named[]): Change | Refusal {
  const units = unitsOf(work, missing, (line) => line.quantity - line.picked)
  if (units instanceof Refusal) return units
  return withdraw(work, units)
}

/** Units are taken away from the location: those not picked yet first, none that is packed. */
export function decideWithdraw(work: Work, named: readonly Named[] | undefined): Change | Refusal {
  const units = unitsOf(work, named, notPacked)
  return units instanceof Refusal ? units : withdraw(work, units)
}

/** Everything that has left has arrived. */
export function decideDeliver(work: Work): Change | Refusal {
  if (work.state !== 'shipped') return new Refusal('work_closed')
  return { lines: [], after: { ...work, state: 'delivered', request: 'closed' } }
}

/** Told from outside that all has left: whatever of picking and packing was not told, happened. */
export function decideShipped(work: Work): Change | Refusal {
  const open = work.lines.filter((line) => line.quantity > line.fulfilled)
  if (open.length === 0) return new Refusal('work_closed')
  const lines = open.map((line) => ({
    lineNo: line.lineNo,
    picked: line.quantity - line.picked,
    packed: line.quantity - line.packed,
    fulfilled: line.quantity - line.fulfilled,
    withdrawn: 0,
  }))
  return { lines, after: apply(work, lines, 'accepted') }
}

type Step = 'picked' | 'packed' | 'fulfilled'

function advance(
  work: Work,
  named: readonly Named[] | undefined,
  possible: (line: WorkLine) => number,
  step: Step,
): Change | Refusal {
  const units = unitsOf(work, named, possible)
  if (units instanceof Refusal) return units
  const none = { picked: 0, packed: 0, fulfilled: 0, withdrawn: 0 }
  const lines = [...units].map(([lineNo, quantity]) => ({ ...none, lineNo, [step]: quantity }))
  return { lines, after: apply(work, lines, 'accepted') }
}

function withdraw(work: Work, units: ReadonlyMap<number, number>): Change {
  const lines = [...units].map(([lineNo, quantity]) => {
    const line = work.lines.find((candidate) => candidate.lineNo === lineNo)!
    // `|| 0` since minus nothing would be −0.
    const picked = -Math.max(0, quantity - (line.quantity - line.picked)) || 0
    return { lineNo, picked, packed: 0, fulfilled: 0, withdrawn: quantity }
  })
  return { lines, after: apply(work, lines, work.request) }
}

/** The units that a command means, by line; refused where so many are not there. */
function unitsOf(
  work: Work,
  named: readonly Named[] | undefined,
  possible: (line: WorkLine) => number,
): Map<number, number> | Refusal {
  const units = new Map<number, number>()
  if (!named) {
    for (const line of work.lines) if (possible(line) > 0) units.set(line.lineNo, possible(line))
    return units.size > 0 ? units : new Refusal('work_closed')
  }
  for (const [i, { lineNo, quantity }] of named.entries()) {
    const line = work.lines.find((candidate) => candidate.lineNo === lineNo)
    if (!line) return new Refusal('line_unknown', { field: `/lines/${i}/no` })
    const wanted = (units.get(lineNo) ?? 0) + quantity
    if (quantity <= 0 || wanted > possible(line)) {
      return new Refusal('units_not_there', {
        field: `/lines/${i}/quantity`,
        facts: { line: lineNo, wanted, possible: possible(line) },
      })
    }
    units.set(lineNo, wanted)
  }
  return units.size > 0 ? units : new Refusal('work_closed')
}

/** The fulfilment order after these changes. */
export function apply(work: Work, changes: readonly LineChange[], request: RequestState): Work {
  const byLine = new Map(changes.map((change) => [change.lineNo, change]))
  const lines = work.lines.map((line) => {
    const change = byLine.get(line.lineNo)
    if (!change) return line
    return {
      ...line,
      quantity: line.quantity - change.withdrawn,
      withdrawn: line.withdrawn + change.withdrawn,
      picked: line.picked + change.picked,
      packed: line.packed + change.packed,
      fulfilled: line.fulfilled + change.fulfilled,
    }
  })
  const state = stateOf(lines, false)
  const closed = state === 'cancelled' && request !== 'declined' ? 'closed' : request
  return { ...work, lines, state, request: closed }
}
