import { Refusal } from '../../lib/refusal.ts'
import type { OpenClaim } from '../../inventory/index.ts'
import { leftAlone, type OrderLine } from '../../orders/index.ts'
import { decideAlong } from '../domain/along.ts'
import { decideCancel, type Cancelled, type Unreleased } from '../domain/cancel.ts'
import { apply, decideWithdraw, type LineChange, type WorkLine } from '../domain/work.ts'
import type { StoredWork } from '../store/work.ts'
import type { Done } from './save.ts'
import type { Units } from './stock.ts'

/** Units of one line that somebody wants cancelled. */
export type CancelWish = { orderId: string; lineNo: number; quantity: number; reason: string }

/** What only goes along (gift wrap) and has no goods left to go with. */
export function alongWith(
  named: readonly Decided[],
  { lines }: State,
  follows: (skuId: number) => boolean,
): CancelWish[] {
  const some = named.filter(({ cancelled }) => cancelled.total > 0)
  const byOrder = Map.groupBy(some, ({ wish }) => wish.orderId)
  return [...byOrder].flatMap(([orderId, mine]) => {
    const own = [...lines.values()].filter((line) => line.orderId === orderId)
    const losing = new Set(mine.map(({ wish }) => wish.lineNo))
    return leftAlone(own, losing, follows).map((line) => {
      const quantity = line.ordered - line.cancelled - line.packed
      return { orderId, lineNo: line.no, quantity, reason: mine[0]!.wish.reason }
    })
  })
}

export type Decided = { wish: CancelWish; cancelled: Cancelled }

/** How all lines stand, with what earlier wishes have taken already. */
export type State = {
  lines: Map<string, OrderLine>
  /** By order and line: units claimed of each supply, what is not there yet first. */
  claims: Map<string, Unreleased[]>
  /** By order and line: each fulfilment order with it, and the line as it is now. */
  places: Map<string, { work: StoredWork; line: WorkLine }[]>
}

export function stateOfAll(
  works: ReadonlyMap<string, StoredWork>,
  lines: readonly OrderLine[],
  claims: readonly OpenClaim[],
): State {
  const state: State = { lines: new Map(), claims: new Map(), places: new Map() }
  for (const line of lines) state.lines.set(`${line.orderId} ${line.no}`, line)
  for (const [key, own] of Map.groupBy(claims, (claim) => `${claim.orderId} ${claim.lineNo}`)) {
    const bySupply = [...Map.groupBy(own, (claim) => `${claim.locationId}/${claim.supplyNo}`)]
    const units = bySupply.map(([, here]) => {
      const { locationId, supplyNo } = here[0]!
      return { locationId, supplyNo, quantity: here.reduce((sum, one) => sum + one.quantity, 0) }
    })
    const isHere = ({ supplyNo }: Unreleased) => Number(supplyNo === 0)
    state.claims.set(
      key,
      units.toSorted((a, b) => isHere(a) - isHere(b)),
    )
  }
  for (const work of works.values()) {
    for (const line of work.lines) {
      const key = `${work.orderId} ${line.lineNo}`
      const places = state.places.get(key)
      if (places) places.push({ work, line })
      else state.places.set(key, [{ work, line }])
    }
  }
  return state
}

/** Decides one wish on what earlier ones have left, and takes its units off that. */
export function cancelOne(state: State, { orderId, lineNo, quantity }: CancelWish): Cancelled {
  const key = `${orderId} ${lineNo}`
  const line = state.lines.get(key)!
  const places = state.places.get(key) ?? []
  const inWork = (locationId: number) =>
    places
      .filter(({ work }) => work.locationId === locationId)
      .reduce((sum, { line: at }) => sum + at.quantity - at.fulfilled, 0)
  const claims = state.claims.get(key) ?? []
  const unreleased = claims.map((one) => {
    return { ...one, quantity: one.quantity - (one.supplyNo === 0 ? inWork(one.locationId) : 0) }
  })
  const short = line.ordered - line.cancelled - line.allocated
  const works = places.map(({ work, line: at }) => ({ ...work, lines: [at] }))
  const cancelled = decideCancel({ lineNo, skuId: line.skuId, short, unreleased, works }, quantity)
  let freed = 0
  for (const { locationId, supplyNo, quantity: units } of givenBack(cancelled)) {
    claims.find((one) => one.locationId === locationId && one.supplyNo === supplyNo)!.quantity -=
      units
    freed += units
  }
  for (const { work, quantity: units } of cancelled.withdrawn) {
    const change = decideWithdraw(work, [{ lineNo, quantity: units }])
    if (change instanceof Refusal) throw change
    places.find((place) => place.work.id === work.id)!.line = change.after.lines[0]!
  }
  const { total } = cancelled
  const next = { cancelled: line.cancelled + total, allocated: line.allocated - freed }
  state.lines.set(key, { ...line, ...next })
  return cancelled
}

/**
 * What was taken line by line, as one change for each fulfilment order. What only goes along and is
 * left there with nothing to go with is taken away too, to go with the rest from elsewhere.
 */
export function changesOf(
  works: ReadonlyMap<string, StoredWork>,
  { places }: State,
  follows: (skuId: number) => boolean,
): Done[] {
  const changed = new Map<string, LineChange[]>()
  for (const { work, line } of [...places.values()].flat()) {
    const was = works.get(work.id)!.lines.find(({ lineNo }) => lineNo === line.lineNo)!
    if (was === line) continue
    const withdrawn = line.withdrawn - was.withdrawn
    const picked = line.picked - was.picked
    const change = { lineNo: line.lineNo, picked, packed: 0, fulfilled: 0, withdrawn }
    changed.set(work.id, [...(changed.get(work.id) ?? []), change])
  }
  return [...changed].map(([id, lines]) => {
    const work = works.get(id)!
    const change = { lines, after: apply(work, lines, work.request) }
    const isGoods = ({ lineNo, skuId }: WorkLine) =>
      !follows(skuId) && lines.some((line) => line.lineNo === lineNo)
    return { work, change: work.lines.some(isGoods) ? decideAlong(work, change, follows) : change }
  })
}

export function givenBack(cancelled: Cancelled): Unreleased[] {
  return [
    ...cancelled.withdrawn.map(({ work: { locationId }, quantity }) => {
      return { locationId, supplyNo: 0, quantity }
    }),
    ...cancelled.unreleased,
  ]
}

/** What was taken from locations and not cancelled: it goes along with the rest from elsewhere. */
export function movedAlong({
  decided,
  done,
}: {
  decided: readonly Decided[]
  done: readonly Done[]
}) {
  return done.flatMap(({ work, change }) =>
    change.lines.flatMap(({ lineNo, withdrawn }): Units[] => {
      const { orderId, locationId, lines } = work
      const cancelled = decided
        .filter(({ wish }) => wish.orderId === orderId && wish.lineNo === lineNo)
        .flatMap((one) => one.cancelled.withdrawn)
        .reduce((sum, one) => sum + (one.work.id === work.id ? one.quantity : 0), 0)
      const { skuId } = lines.find((line) => line.lineNo === lineNo)!
      const quantity = withdrawn - cancelled
      return quantity > 0 ? [{ orderId, lineNo, skuId, locationId, quantity }] : []
    }),
  )
}
