import type { OrderState } from './states.ts'

/** What can be done with many orders at once; the API says of each order whether it can. */
export const bulkActs = ['place_hold', 'release_hold', 'cancel'] as const
export type BulkAct = (typeof bulkActs)[number]

type Order = {
  id: string
  state: OrderState
  can: readonly string[]
  total: { amount: number; currency: string }
}

/** Why an order is left out, in the words of the shop's day. */
export type LeftOut = 'cancelled' | 'left' | 'inWork' | 'notHeld' | 'other'

export type Plan<Row> = {
  act: BulkAct
  /** With which it is done. */
  rows: Row[]
  /** Of them, those that a location has already: it is asked, and may have packed them. */
  asked: number
  leftOut: [why: LeftOut, count: number][]
  /** What they are worth, in each currency; minor units. */
  worth: [currency: string, amount: number][]
}

/** What would happen to the chosen orders, before anything does. */
export function planOf<Row extends Order>(act: BulkAct, chosen: readonly Row[]): Plan<Row> {
  const rows = chosen.filter(({ can }) => can.includes(act))
  const others = chosen.filter(({ can }) => !can.includes(act))
  const reasons = Map.groupBy(others, ({ state }) => whyNot(act, state))
  return {
    act,
    rows,
    asked: act === 'cancel' ? rows.filter(({ state }) => IN_WORK.has(state)).length : 0,
    leftOut: [...reasons].map(([why, orders]) => [why, orders.length]),
    worth: [...Map.groupBy(rows, ({ total }) => total.currency)].map(([currency, orders]) => {
      return [currency, orders.reduce((sum, { total }) => sum + total.amount, 0)]
    }),
  }
}

const IN_WORK: ReadonlySet<OrderState> = new Set(['released', 'picked', 'packed'])

function whyNot(act: BulkAct, state: OrderState): LeftOut {
  if (act === 'release_hold') return 'notHeld'
  if (state === 'cancelled') return 'cancelled'
  if (state === 'fulfilled' || state === 'returned') return 'left'
  return IN_WORK.has(state) ? 'inWork' : 'other'
}

/** How far a run is. */
export type Run<Row> = {
  done: number
  failed: { row: Row; why: string }[]
  isRunning: boolean
}

/**
 * Does it with one order after the other, so that each has an outcome of its own and what failed
 * can be tried again. It goes on after a failure and ends when it is told to stop.
 */
export async function runAll<Row>(
  rows: readonly Row[],
  of: {
    act: (row: Row) => Promise<unknown>
    says: (error: unknown) => string
    tell: (run: Run<Row>) => void
    isStopped: () => boolean
  },
): Promise<Run<Row>> {
  let run: Run<Row> = { done: 0, failed: [], isRunning: true }
  of.tell(run)
  for (const row of rows) {
    if (of.isStopped()) break
    try {
      // One by one: the next begins when this one has its outcome.
      // oxlint-disable-next-line no-await-in-loop
      await of.act(row)
      run = { ...run, done: run.done + 1 }
    } catch (error) {
      run = { ...run, failed: [...run.failed, { row, why: of.says(error) }] }
    }
    of.tell(run)
  }
  run = { ...run, isRunning: false }
  of.tell(run)
  return run
}
