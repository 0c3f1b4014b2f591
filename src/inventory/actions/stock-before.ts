import { everything } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { decidePast } from '../domain/past.ts'
import { decideBefore } from '../domain/recent.ts'
import { freeOf } from '../domain/supply.ts'
import { findFirstClaim } from '../store/claims.ts'
import { listPast } from '../store/past.ts'
import { listFirstClaims, listRecent } from '../store/recent.ts'

type Believed = {
  forEach(
    skuId: number,
    visit: (locationId: number, available: number, onHand: number) => void,
  ): void
}

/**
 * Stock on hand as somebody saw it who then took of it for lines of an order, as an index tells it:
 * after all that was recorded before the first of these claims. `madeId` is an id that was made
 * with them, or instead where nothing was taken; `at` is their moment by the clock of who did it.
 */
export async function stockBefore(
  db: Queryable,
  of: { skuIds: readonly number[]; orderId: string; lineNos: readonly number[]; madeId: string },
  at: Temporal.Instant,
): Promise<Believed> {
  const before = (await findFirstClaim(db, of, at)) ?? of.madeId
  const rows = new Map<number, { locationId: number; available: number; onHand: number }[]>()
  for (const skuId of of.skuIds) {
    const found = await listPast(db, everything, { skuId, at, view: 'recorded', before })
    const known = found.flatMap((row) => decidePast(row) ?? [])
    rows.set(
      skuId,
      known.map((row) => {
        return { locationId: row.locationId, available: freeOf(row), onHand: row.quantity }
      }),
    )
  }
  return {
    forEach(skuId, visit) {
      for (const row of rows.get(skuId) ?? []) visit(row.locationId, row.available, row.onHand)
    },
  }
}

/** Who took of stock: some lines of an order, in a transaction, told of by an id. */
export type Taken = {
  skuIds: readonly number[]
  orderId: string
  lineNos: readonly number[]
  madeId: string
  tx: string
}

/** Of so many other transactions at most somebody may not have heard. */
const UNHEARD_MOST = 8

/**
 * Stock as many saw it who took of it lately, read at once: `since` and `until` are the ids of the
 * first and the last that was made with their claims. Answers for each of them what they may have
 * seen, the likeliest first: all that was recorded before their first claim; then that without the
 * last ones of others, or one of them, which an index hears of a moment after their commit.
 */
export async function stocksBefore(
  db: Queryable,
  of: { skuIds: readonly number[]; orderIds: readonly string[]; since: string; until: string },
): Promise<(taken: Taken) => Iterable<Believed>> {
  const [rows, claims] = await Promise.all([listRecent(db, of), listFirstClaims(db, of)])
  const bySku = Map.groupBy(rows, ({ skuId }) => skuId)
  const firsts = Map.groupBy(claims, ({ orderId }) => orderId)
  const believed = (before: string, unheard?: ReadonlySet<string>): Believed => ({
    forEach(skuId, visit) {
      for (const row of bySku.get(skuId) ?? []) {
        const then = decideBefore(row, before, unheard)
        if (then) visit(row.locationId, then.free, then.quantity)
      }
    },
  })
  return function* seenBy({ skuIds, orderId, lineNos, madeId, tx }) {
    const own = (firsts.get(orderId) ?? []).filter(({ lineNo }) => lineNos.includes(lineNo))
    const before = own.reduce((least, { id }) => (id < least ? id : least), madeId)
    yield believed(before)
    const moves = skuIds.flatMap((id) => (bySku.get(id) ?? []).flatMap((row) => row.moves))
    const others = moves
      .filter((move) => move.id < before && move.tx !== tx)
      .toSorted((a, b) => (a.id < b.id ? 1 : -1))
    const last = [...new Set(others.map((move) => move.tx))].slice(0, UNHEARD_MOST)
    for (const n of last.keys()) yield believed(before, new Set(last.slice(0, n + 1)))
    // What was recorded later may have been heard of first.
    for (const one of last.slice(1)) yield believed(before, new Set([one]))
  }
}
