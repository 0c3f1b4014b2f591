import type { Refusal } from '../../lib/refusal.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import { moveUnits } from '../../orders/index.ts'
import {
  decideAccept,
  decidePack,
  decidePick,
  type LineChange,
  type Named,
} from '../domain/work.ts'
import { unitsPacked, unitsPicked, workAccepted } from '../events.ts'
import { decideEach, loadWork } from './load.ts'
import { movesOf, named, saveDone } from './save.ts'

/** A command on one fulfilment order: the lines named, or all that can be. */
export type OnWork = { id: string; lines?: readonly Named[] | undefined }

/** What became of each command, in the given order: undefined where it is done. */
export type Outcomes = (Refusal | undefined)[]

/** Locations take work on. */
export async function acceptWork(tx: Tx, items: readonly OnWork[], by: By): Promise<Outcomes> {
  const loaded = await loadWork(
    tx,
    items.map(({ id }) => id),
  )
  const { done, refusals } = decideEach(loaded, items, decideAccept)
  const told = done.map(({ work }) => ({ orderId: work.orderId, data: named(work) }))
  await Promise.all([saveDone(tx, done, by), moveUnits(tx, workAccepted, told, [], by)])
  return refusals
}

/** Units are in hand. */
export async function pickWork(tx: Tx, items: readonly OnWork[], by: By): Promise<Outcomes> {
  const loaded = await loadWork(
    tx,
    items.map(({ id }) => id),
  )
  const { done, refusals } = decideEach(loaded, items, (work, { lines }) => decidePick(work, lines))
  const told = done.map(({ work, change }) => ({
    orderId: work.orderId,
    data: { ...named(work), lines: change.lines.map((line) => unitsOf(line, 'picked')) },
  }))
  await Promise.all([saveDone(tx, done, by), moveUnits(tx, unitsPicked, told, movesOf(done), by)])
  return refusals
}

/** Picked units are in a parcel, or ready for collection. */
export async function packWork(tx: Tx, items: readonly OnWork[], by: By): Promise<Outcomes> {
  const loaded = await loadWork(
    tx,
    items.map(({ id }) => id),
  )
  const { done, refusals } = decideEach(loaded, items, (work, { lines }) => decidePack(work, lines))
  const told = done.map(({ work, change }) => ({
    orderId: work.orderId,
    data: { ...named(work), lines: change.lines.map((line) => unitsOf(line, 'packed')) },
  }))
  await Promise.all([saveDone(tx, done, by), moveUnits(tx, unitsPacked, told, movesOf(done), by)])
  return refusals
}

/** A line and its units, as events name them. */
export function unitsOf(
  line: LineChange,
  step: 'picked' | 'packed' | 'fulfilled' | 'withdrawn',
): [number, number] {
  return [line.lineNo, line[step]]
}
