import fc from 'fast-check'
import { Refusal } from '../../src/lib/refusal.ts'
import {
  decideAccept,
  decideDecline,
  decideDeliver,
  decidePack,
  decidePick,
  decideShip,
  decideShipped,
  decideShortPick,
  decideWithdraw,
  type Change,
  type Named,
  type Work,
} from '../../src/fulfilment/domain/work.ts'
import type { WorkCommand } from '../../src/fulfilment/domain/transitions.ts'

/** One command of a location, with a choice of units: a part of what is possible, or all. */
export type Move = { command: WorkCommand; part: number; lines: number }

/** Runs a move: names units of some lines, or leaves them out to mean all. */
export function run(work: Work, { command, part, lines }: Move): Change | Refusal {
  const some = namedOf(work, command, part, lines)
  const named = part === 1 ? undefined : some
  switch (command) {
    case 'accept':
      return decideAccept(work)
    case 'pick':
      return decidePick(work, named)
    case 'pack':
      return decidePack(work, named)
    case 'ship':
      return decideShip(work, named)
    case 'decline':
      return decideDecline(work, named)
    case 'withdraw':
      return decideWithdraw(work, named)
    case 'short_pick':
      return decideShortPick(work, some)
    case 'shipment_told':
      return decideShipped(work)
    case 'deliver':
      return decideDeliver(work)
  }
}

/** How many units of each line a command could move. */
export function possible(work: Work, command: WorkCommand): number[] {
  return work.lines.map((line) => {
    if (command === 'pick' || command === 'short_pick') return line.quantity - line.picked
    if (command === 'pack') return line.picked - line.packed
    if (command === 'ship') return line.packed - line.fulfilled
    return line.quantity - line.packed
  })
}

function namedOf(work: Work, command: WorkCommand, part: number, lines: number): Named[] {
  return possible(work, command).flatMap((units, i) => {
    const wanted = Math.ceil(units * part)
    const chosen = (lines & (1 << i)) > 0
    return chosen && wanted > 0 ? [{ lineNo: work.lines[i]!.lineNo, quantity: wanted }] : []
  })
}

const commands: WorkCommand[] = [
  'accept',
  'pick',
  'short_pick',
  'pack',
  'ship',
  'shipment_told',
  'deliver',
  'decline',
  'withdraw',
]

export const moves = fc.record({
  command: fc.constantFrom(...commands),
  part: fc.constantFrom(0.3, 0.5, 1),
  lines: fc.integer({ min: 1, max: 7 }),
})

/** A fulfilment order as it is released: one to three lines of a few units. */
export const freshWork: fc.Arbitrary<Work> = fc
  .array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 })
  .map((quantities) => ({
    id: 'work',
    orderId: 'order',
    groupNo: 1,
    locationId: 1,
    state: 'open',
    request: 'submitted',
    lines: quantities.map((quantity, i) => ({
      lineNo: i + 1,
      skuId: i + 1,
      quantity,
      withdrawn: 0,
      picked: 0,
      packed: 0,
      fulfilled: 0,
    })),
  }))

/** Walks from a fresh fulfilment order; refused moves stay where they are. */
export const walks = fc
  .tuple(freshWork, fc.array(moves, { maxLength: 12 }))
  .map(([work, steps]) => {
    const seen: { before: Work; move: Move; after: Change | Refusal }[] = []
    let now = work
    for (const move of steps) {
      const after = run(now, move)
      seen.push({ before: now, move, after })
      if (!(after instanceof Refusal)) now = after.after
    }
    return seen
  })
