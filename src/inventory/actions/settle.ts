import { newId } from '../../lib/ids.ts'
import type { NetworkBook } from '../../network/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { DataOf, EventType, NewEvent } from '../../platform/events/define.ts'
import { saveEvents } from '../../platform/events/index.ts'
import type { Platform } from '../../platform/module.ts'
import { closeTasksOf, raiseTasks } from '../../tasks/index.ts'
import { nameDays } from '../domain/day-load.ts'
import { giveBack, keyOf, type By, type Ledger } from '../domain/ledger.ts'
import { decideLosingHolds, type Supply } from '../domain/supply.ts'
import { indexRowOf, type AvailabilityIndex } from '../index/availability.ts'
import { lockHoldsOn } from '../store/claims.ts'
import { saveLedger } from '../store/ledger.ts'
import { createWorkDays } from './capacity.ts'

/** What an action on stock needs besides its transaction. */
export type StockContext = {
  by: By
  index: AvailabilityIndex
  network: NetworkBook
  committed: () => void
}

export function stockContextOf(
  world: { platform: Platform; index: AvailabilityIndex; network: NetworkBook },
  by: By,
): StockContext {
  const { platform, index, network } = world
  return { by, index, network, committed: platform.wake.committed }
}

/** Writes the ledger, and once it is committed lets this process's index and the others know. */
export async function writeLedger(tx: Tx, ledger: Ledger, context: StockContext): Promise<void> {
  await nameWork(ledger, context)
  await sendLedger(tx, ledger, context)
}

/** Names the days whose capacity the ledger takes: before `sendLedger`. */
export async function nameWork(ledger: Ledger, context: StockContext): Promise<void> {
  const network = await context.network.current()
  if (network.hasCapacity) nameDays(ledger, createWorkDays(network, context.by.now))
}

/**
 * The rest of `writeLedger`. Its statements are on their way when it returns, so that what is
 * written beside it goes to the database in the same exchange.
 */
export async function sendLedger(tx: Tx, ledger: Ledger, context: StockContext): Promise<void> {
  await saveLedger(tx, ledger, context.by)
  if (ledger.movements.length === 0) return
  tx.onCommit(() => {
    context.index.apply([...ledger.supplies.values()].flatMap((row) => indexRowOf(row) ?? []))
    context.committed()
  })
}

/**
 * Ends an action of facts: holds lose the units that are no longer there, the youngest first; what
 * stays uncovered is a task for a person, which ends by itself when the row is covered again.
 */
export async function settleFacts<Type extends EventType<null>>(
  tx: Tx,
  ledger: Ledger,
  event: { type: Type; data: DataOf<Type> },
  context: StockContext,
): Promise<void> {
  await coverFacts(tx, ledger, context.by)
  await writeLedger(tx, ledger, context)
  await tellUncovered(tx, ledger, context.by)
  if (ledger.movements.length > 0) {
    const { actor, now, nowMs } = context.by
    const told = { id: newId(nowMs), subject: null, actor, data: event.data, occurredAt: now }
    await saveEvents(tx, event.type, [told as NewEvent<Type>])
  }
}

/** After facts: holds give way, the youngest first. Follow with `writeLedger`, `tellUncovered`. */
export async function coverFacts(tx: Tx, ledger: Ledger, by: By): Promise<void> {
  const rows = [...ledger.supplies.values()].filter((row) => row.uncovered > 0 && row.held > 0)
  if (rows.length === 0) return
  const holds = await lockHoldsOn(tx, rows)
  for (const row of rows) {
    const here = holds.filter((hold) => keyOf(hold) === keyOf(row))
    for (const { hold, quantity } of decideLosingHolds(here, row.uncovered)) {
      giveBack(ledger, hold, quantity, { as: 'lost', reason: 'hold_lost' }, by)
    }
  }
}

/**
 * The causes of the task of a row that has less than it must: orders may lose units; or nothing is
 * promised of it and its number is wrong, or that of what is unavailable there. It ends when the
 * row is covered again and cannot be closed by hand before: what nobody sees any more, nobody mends
 * (I2, I3).
 */
export const stockUncovered = 'stock_uncovered'
export const stockBelowZero = 'stock_below_zero'
export const stockBelowUnavailable = 'stock_below_unavailable'
/** Its subject, by `keyOf`. */
export const supplySubject = 'supply'

const TASKS = {
  [stockUncovered]: {
    summary: 'Less stock than was promised from here',
    nextStep: 'Find the missing units and count again, or see to the orders that it names.',
  },
  [stockBelowZero]: {
    summary: 'Stock is below zero, and nothing is promised from here',
    nextStep: 'Count what is there; no order waits for it.',
  },
  [stockBelowUnavailable]: {
    summary:
      'Fewer are on hand than are recorded as unavailable, and nothing is promised from here',
    nextStep: 'Count what is damaged or otherwise unavailable there; no order waits for it.',
  },
}
const CAUSES = [stockUncovered, stockBelowZero, stockBelowUnavailable] as const

function causeOf(row: Supply | undefined): keyof typeof TASKS | undefined {
  if (!row || row.uncovered === 0) return undefined
  if (row.held + row.allocated > 0) return stockUncovered
  return row.quantity < 0 ? stockBelowZero : stockBelowUnavailable
}

/** One task a supply row while it has less than it must. */
export async function tellUncovered(tx: Tx, ledger: Ledger, by: By): Promise<void> {
  // Of what is still to come, whoever keeps the orders finds other goods, or tells of them.
  const here = [...ledger.supplies.values()].filter(({ supplyNo }) => supplyNo === 0)
  const rows = here.filter((row) => causeOf(row) !== causeOf(ledger.locked.get(keyOf(row))))
  const subjectOf = (row: Supply) => ({ subjectKind: supplySubject, subjectId: keyOf(row) })
  const wanted = rows.flatMap((row) => {
    const cause = causeOf(row)
    const { locationId } = row
    return cause ? [{ ...TASKS[cause], ...subjectOf(row), cause, locationId }] : []
  })
  await raiseTasks(tx, wanted, by)
  const [covered, others] = [rows.filter((row) => !causeOf(row)), rows.filter(causeOf)]
  const endedOf = (row: Supply) =>
    CAUSES.filter((cause) => cause !== causeOf(row)).map((cause) => ({ ...subjectOf(row), cause }))
  await closeTasksOf(tx, covered.flatMap(endedOf), by, 'covered again')
  await closeTasksOf(tx, others.flatMap(endedOf), by, 'no longer so')
}
