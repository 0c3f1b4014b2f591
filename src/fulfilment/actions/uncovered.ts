import type { Queryable } from '../../platform/db/index.ts'
import {
  keyOf,
  listAllocations,
  listAllocationsOn,
  listUncovered,
  rowOfKey,
  type By,
  type OpenClaim,
  type SupplyKey,
} from '../../inventory/index.ts'
import {
  decideUncovered,
  listClaimants,
  lockHeads,
  losingFirst,
  moveUncovered,
  placesWith,
  type Claimant,
  type ClaimHere,
  type GoneElsewhere,
  type OrdersWorld,
} from '../../orders/index.ts'
import { decideUnitsBack } from '../domain/take-back.ts'
import { listInHandOf } from '../store/uncovered.ts'
import { lockWorkOf, type StoredWork } from '../store/work.ts'
import { movesOf, saveDone, type Done } from './save.ts'

/** No transaction moves more orders than this. */
const ORDERS_AT_ONCE = 50
/** After so long a look that gave nothing is repeated: what kept a place out may have ended. */
const LOOK_AGAIN_MS = 60_000

/** Units of an order line that rest on a supply row, and who waits for them. */
export type Resting = ClaimHere & Claimant & { inHand: number }

/**
 * The stock that has promised more than is there, as a queue: which rows are worth a look, and the
 * look. Rows for whose units nobody else has stock are left, and one that was looked at in vain is
 * left until something has changed: the task of the row tells a person of it meanwhile.
 */
export function uncoveredQueue(world: OrdersWorld) {
  const { db } = world.platform
  const looked = new Map<string, { stock: string; at: number }>()
  const seen = new Map<string, string>()
  return {
    async find(): Promise<string[]> {
      const [rows, network] = [await listUncovered(db), await world.network.current()]
      seen.clear()
      for (const row of rows) {
        const places = placesWith(world, network, row.skuId)
        // Not how much: what a place has more of than before was nothing to these orders before.
        const elsewhere = places.map(({ locationId }) => locationId).join(' ')
        if (elsewhere !== '') seen.set(keyOf(row), `${row.version}: ${elsewhere}`)
      }
      for (const key of looked.keys()) if (!seen.has(key)) looked.delete(key)
      return [...seen.keys()].filter((key) => {
        const last = looked.get(key)
        const isOld = last && performance.now() - last.at >= LOOK_AGAIN_MS
        return last === undefined || isOld || last.stock !== seen.get(key)
      })
    },
    async work(keys: readonly string[], by: By): Promise<void> {
      for (const key of keys) {
        await moveUncoveredOf(world, rowOfKey(key), by)
        looked.set(key, { stock: seen.get(key)!, at: performance.now() })
      }
    },
  }
}

/**
 * Moves units that have no cover on a supply row to other places: the newest orders of the lowest
 * priority first, as far as nobody has picked them and the customer does not come for them here.
 */
export async function moveUncoveredOf(world: OrdersWorld, row: SupplyKey, by: By): Promise<void> {
  const { db } = world.platform
  const here = await restingOf(db, row, await listAllocationsOn(db, row))
  const orderIds = [...new Set(losingFirst(here.filter(isMovable)).map(({ orderId }) => orderId))]
  for (let i = 0; i < orderIds.length; i += ORDERS_AT_ONCE) {
    // Before anything is locked: the book may have to wait for a connection of its own.
    const network = await world.network.current()
    if (placesWith(world, network, row.skuId).length === 0) return
    const some = orderIds.slice(i, i + ORDERS_AT_ONCE)
    const left = await db.transaction(async (tx) => {
      const [, works] = await Promise.all([lockHeads(tx, some), lockWorkOf(tx, some)])
      const [open, inHand] = await Promise.all([
        listAllocations(tx, some),
        listInHandOf(tx, row.locationId, some),
      ])
      const onRow = open.filter((claim) => isOn(claim, row))
      const claims = (await restingOf(tx, row, onRow)).filter(isMovable)
      const done: Done[] = []
      const takeBack = (gone: readonly GoneElsewhere[]) => {
        done.push(...takenBack(row.locationId, [...works.values()], open, gone))
        return {
          released: movesOf(done).map((move) => ({ ...move, allocated: 0 })),
          fulfilmentOrderIds: idsOf(done),
        }
      }
      const giving = { row, claims, open, inHand, network, takeBack }
      const missing = await moveUncovered(tx, world, giving, by)
      await saveDone(tx, done, by)
      return missing
    })
    if (left === 0) return
  }
}

/**
 * The order lines that lose the units missing of a supply row as things stand, the first to lose
 * first; also those that a person has to see to.
 */
export async function listHit(
  db: Queryable,
  row: SupplyKey,
): Promise<{ missing: number; lines: { of: Resting; units: number }[] }> {
  const rows = await listUncovered(db)
  const missing = rows.find((one) => keyOf(one) === keyOf(row))?.uncovered ?? 0
  if (missing === 0) return { missing, lines: [] }
  const here = await restingOf(db, row, await listAllocationsOn(db, row))
  const lines = decideUncovered(here, missing).map(({ claim: of, units }) => ({ of, units }))
  return { missing, lines }
}

/** One row for each order line with units here. */
async function restingOf(
  db: Queryable,
  row: SupplyKey,
  open: readonly OpenClaim[],
): Promise<Resting[]> {
  const lines = new Map<string, { orderId: string; lineNo: number; claimed: number }>()
  for (const { orderId, lineNo, quantity } of open) {
    const key = `${orderId} ${lineNo}`
    const claimed = (lines.get(key)?.claimed ?? 0) + quantity
    lines.set(key, { orderId: orderId!, lineNo: lineNo!, claimed })
  }
  const orderIds = [...new Set(open.map(({ orderId }) => orderId!))]
  const [claimants, inHand] = await Promise.all([
    listClaimants(db, [...lines.values()]),
    listInHandOf(db, row.locationId, orderIds),
  ])
  return claimants.map((claimant) => {
    const key = `${claimant.orderId} ${claimant.lineNo}`
    const picked = inHand.get(key) ?? 0
    const quantity = Math.max(0, lines.get(key)!.claimed - picked)
    return { ...claimant, quantity, inHand: picked }
  })
}

function isMovable({ isCollected, quantity }: Resting): boolean {
  return !isCollected && quantity > 0
}

function isOn(claim: SupplyKey, row: SupplyKey): boolean {
  return keyOf(claim) === keyOf(row)
}

/** What fulfilment orders here give back of units that have gone elsewhere. */
export function takenBack(
  locationId: number,
  works: readonly StoredWork[],
  open: readonly OpenClaim[],
  gone: readonly GoneElsewhere[],
): Done[] {
  return [...Map.groupBy(gone, ({ orderId }) => orderId)].flatMap(([orderId, own]) => {
    const sumOf = (of: readonly { lineNo: number | null; quantity: number }[], no: number) =>
      of.reduce((sum, one) => sum + (one.lineNo === no ? one.quantity : 0), 0)
    const claims = open.filter(
      (claim) => claim.orderId === orderId && claim.locationId === locationId,
    )
    const leaving = [...new Set(own.map(({ lineNo }) => lineNo))].map((lineNo) => {
      return { lineNo, quantity: sumOf(own, lineNo), promised: sumOf(claims, lineNo) }
    })
    const mine = works.filter((work) => work.orderId === orderId)
    return decideUnitsBack(mine, locationId, leaving)
  })
}

export function idsOf(done: readonly Done[]): Map<string, string[]> {
  const byOrder = Map.groupBy(done, ({ work }) => work.orderId)
  return new Map([...byOrder].map(([orderId, own]) => [orderId, own.map(({ work }) => work.id)]))
}
