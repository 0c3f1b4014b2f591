import { rounded } from './goods.ts'
import type { Line, Work } from './types.ts'

/** The way of a unit to the customer, in its order. */
export const steps = [
  'ordered',
  'expected',
  'allocated',
  'with_store',
  'picked',
  'packed',
  'sent',
  'delivered',
] as const
export type Step = (typeof steps)[number]

/**
 * Units of a line at the same step at the same place; those that are `ordered` wait for stock,
 * those that are `expected` are promised and come to the place on a day, which may be another than
 * the customer was told.
 */
export type Batch = {
  step: Step
  quantity: number
  location: string | null
  on?: string
  promised?: string
}

/** Whether units do not come as the customer was told: their day has passed, or is another. */
export function lateOf({ on, promised }: Batch, today: string): 'overdue' | 'later' | undefined {
  if (on === undefined || promised === undefined) return undefined
  if (on < today) return 'overdue'
  return on > promised ? 'later' : undefined
}

/**
 * Where each unit of a line stands, furthest behind first. `works` are those of the order; without
 * them (not everybody may see them) the counters of the line still tell the step.
 */
export function batchesOf(line: Line, works: readonly Work[] | undefined): Batch[] {
  const wanted = line.ordered - line.cancelled
  const short: Batch = { step: 'ordered', quantity: wanted - line.allocated, location: null }
  const expected = line.allocations.flatMap((units): Batch[] => {
    const { location, quantity, expectedOn: on, promisedOn: promised } = units
    if (on === undefined || promised === undefined) return []
    return [{ step: 'expected', quantity, location, on, promised }]
  })
  const rest = works === undefined ? byCounters(line) : byWorks(line, works)
  return [short, ...expected, ...rest]
    .map((batch) => ({ ...batch, quantity: rounded(batch.quantity) }))
    .filter(({ quantity }) => quantity > 0)
}

function byCounters(line: Line): Batch[] {
  const { released, picked, packed, fulfilled, allocations } = line
  const allocated = line.allocated - line.expected
  const location = allocations.length === 1 ? allocations[0]!.location : null
  return [
    { step: 'allocated', quantity: allocated - released, location },
    { step: 'with_store', quantity: released - picked, location },
    { step: 'picked', quantity: picked - packed, location },
    { step: 'packed', quantity: packed - fulfilled, location },
    { step: 'sent', quantity: fulfilled, location: null },
  ]
}

function byWorks(line: Line, works: readonly Work[]): Batch[] {
  const worked = works.flatMap((work) => {
    const own = work.lines.find(({ no }) => no === line.no)
    return own === undefined ? [] : [{ work, ...own, delivered: deliveredOf(work, line.no) }]
  })
  // What is claimed at a location and not (any more) in one of its works is only reserved there.
  const there = line.allocations.filter(({ expectedOn }) => expectedOn === undefined)
  const reserved = there.map(({ location, quantity }) => {
    const inWork = worked
      .filter(({ work }) => work.location === location)
      .reduce((sum, own) => sum + own.quantity - own.fulfilled, 0)
    return { step: 'allocated' as const, quantity: quantity - inWork, location }
  })
  const inWork = (step: Step, of: (own: (typeof worked)[number]) => number) => {
    return worked.map((own) => ({ step, quantity: of(own), location: own.work.location }))
  }
  return [
    ...reserved,
    ...inWork('with_store', (own) => own.quantity - own.picked),
    ...inWork('picked', (own) => own.picked - own.packed),
    ...inWork('packed', (own) => own.packed - own.fulfilled),
    ...inWork('sent', (own) => own.fulfilled - own.delivered),
    ...inWork('delivered', (own) => own.delivered),
  ]
}

function deliveredOf({ parcels }: Work, lineNo: number): number {
  return parcels
    .filter(({ deliveredAt }) => deliveredAt !== null)
    .flatMap(({ lines }) => lines)
    .reduce((sum, { no, quantity }) => (no === lineNo ? sum + quantity : sum), 0)
}

/** Whether a location has passed the time it had for what it was given. */
export function isLate({ state, dueAt }: Pick<Work, 'state' | 'dueAt'>, now: number): boolean {
  if (state === 'shipped' || state === 'delivered' || state === 'cancelled') return false
  return dueAt !== null && Date.parse(dueAt) < now
}
