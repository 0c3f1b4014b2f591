import type { Tx } from '../../platform/db/index.ts'
import {
  clearDoubt,
  findPromisedRow,
  listAllocationsOn,
  listBackordered,
  listDoubted,
  offeringOf,
  type DoubtedRow,
  type PromisedRow,
  type SupplyKey,
} from '../../inventory/index.ts'
import { isBefore } from '../domain/promises.ts'
import { listGroups, lockOrders } from '../store/read.ts'
import { findInstead, listAsLosing, todayAt, type Known, type Knowing } from './instead.ts'
import { writeKept } from './kept.ts'
import { isWorthALook, placesWith, type Looked } from './waiting.ts'
import type { OrdersWorld } from './world.ts'

/** No transaction moves more orders than this. */
export const ORDERS_AT_ONCE = 50
const ROWS_AT_ONCE = 50
/**
 * By backorder: what there was when a look was in vain. And the last receipt of a look at some of
 * many: those that stay uncovered do not hold back the next.
 */
export type LookedFor = { backorders: Looked<string>; doubted: DoubtedRow | undefined }

export const nothingLookedFor = (): LookedFor => ({ backorders: new Map(), doubted: undefined })

/**
 * Keeps promises where what they rest on has changed. The state is the queue: receipts of which
 * less comes, later, or less surely, are marked; backorders wait for anything that has a day, and
 * are late when their own has passed.
 */
export async function keepPromises(world: OrdersWorld, lookedFor: LookedFor): Promise<void> {
  const { db, clock } = world.platform
  const [network, rules] = [await world.network.current(), await world.rules.current()]
  const doubted = await listDoubted(db, { after: lookedFor.doubted, limit: ROWS_AT_ONCE })
  const backorders = await listBackordered(db)
  const { backorders: looked } = lookedFor
  const seen: Looked<string> = new Map()
  const [at, now] = [performance.now(), clock.now()]
  const due = backorders.filter((row) => {
    const places = placesWith(world, network, row.skuId)
    const stock = `${row.coming} ${places.map((p) => `${p.locationId}:${p.available}`).join(' ')}`
    const key = `${row.skuId} ${row.locationId}`
    const isWorth = isWorthALook({ looked, seen }, key, { stock, rules: rules.version, at })
    if (row.firstOn && isBefore(row.firstOn, todayAt(network, row, now))) return true
    return (row.coming > 0 || places.length > 0) && isWorth
  })
  const keepOf = (row: PromisedRow) => {
    const by = { actor: 'promises', now: clock.now(), nowMs: clock.nowMs() }
    return keepPromisesOf(world, row, { network, rules, by })
  }
  for (const row of doubted) {
    await keepOf(row)
    await db.transaction((tx) => clearDoubt(tx, row))
  }
  lookedFor.doubted = doubted.length === ROWS_AT_ONCE ? doubted.at(-1) : undefined
  for (const row of due) await keepOf(row)
  looked.clear()
  for (const [key, look] of seen) looked.set(key, look)
}

/**
 * All that were promised units of one row, first who loses theirs first: the newest orders of
 * the lowest priority. Of backorders nobody loses any: there they are the last to get what comes.
 */
async function keepPromisesOf(world: OrdersWorld, row: PromisedRow, of: Known): Promise<void> {
  const { db } = world.platform
  await world.skus.loadIds([row.skuId])
  const claims = await listAllocationsOn(db, row)
  const ids = await listAsLosing(db, row, claims)
  for (let i = 0; i < ids.length; i += ORDERS_AT_ONCE) {
    const some = ids.slice(i, i + ORDERS_AT_ONCE)
    const offering = await offeringOf(world, of.by.now)
    await db.transaction((tx) =>
      keepSome(tx, world, { key: row, orderIds: some }, { ...of, offering }),
    )
  }
}

async function keepSome(
  tx: Tx,
  world: OrdersWorld,
  { key, orderIds }: { key: SupplyKey; orderIds: readonly string[] },
  of: Knowing,
): Promise<void> {
  const orders = await lockOrders(tx, orderIds)
  const [row, open, groups] = await Promise.all([
    findPromisedRow(tx, key),
    listAllocationsOn(tx, key, orderIds),
    listGroups(tx, orderIds),
  ])
  if (!row) return
  const found = await findInstead(tx, world, { row, orders, open, groups }, of)
  const { offering, network } = of
  await writeKept(tx, world, { row, open, orders, ...found, offering, network }, of.by)
}
