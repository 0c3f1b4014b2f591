import type { Tx } from '../../platform/db/index.ts'
import {
  addFact,
  conditionsOf,
  consume,
  coverFacts,
  findConditions,
  giveBack,
  listAllocations,
  lockAllocations,
  lockClaims,
  lockLedger,
  stockContextOf,
  supplyOf,
  tellUncovered,
  writeLedger,
  type By,
  type Ledger,
  type OpenClaim,
} from '../../inventory/index.ts'
import { followsIn, type OrdersWorld, type StockChange } from '../../orders/index.ts'
import type { StockEffect } from '../domain/decline.ts'
import { listInHand } from '../store/work.ts'

/** Units of one order line at one location. */
export type Units = {
  orderId: string
  lineNo: number
  skuId: number
  locationId: number
  /** What they rest on there; left out: stock on hand. */
  supplyNo?: number
  quantity: number
  /** When it happened to them, where that was not now. */
  occurredAt?: Temporal.Instant | null
}

/** Takes units out of stock that have left; their claims end. */
export async function takeOut(
  tx: Tx,
  world: OrdersWorld,
  units: readonly Units[],
  by: By,
): Promise<void> {
  if (units.length === 0) return
  const follows = await followsIn(world, units)
  const { awaitsOwner } = await world.network.current()
  const { ledger, claims } = await lockFor(tx, units)
  const leftAt = new Map(units.map((unit) => [nameOf(unit), unit.occurredAt]))
  for (const [claim, quantity] of spread(units, claims)) {
    const owned = !follows(claim.skuId) && awaitsOwner(claim.locationId)
    const occurredAt = leftAt.get(nameOfClaim(claim)) ?? by.now
    consume(ledger, claim, quantity, { awaitsOwner: owned, occurredAt }, by)
  }
  await writeLedger(tx, ledger, stockContextOf(world, by))
  await tellUncovered(tx, ledger, by)
}

/** Units that a location will not send, and what that says about its stock. */
export type Returned = Units & { effect: StockEffect | 'missing' }

/**
 * Gives units back that a location will not send, and books what that says about its stock: they
 * are missing (`missing`), nothing is there at all (`to_zero`), or they cannot be sold.
 */
export async function putBack(
  tx: Tx,
  world: OrdersWorld,
  units: readonly Returned[],
  by: By,
): Promise<void> {
  if (units.length === 0) return
  const { rows, change } = await puttingBack(tx, world, units, by)
  const ledger = await lockLedger(tx, rows)
  await change(ledger)
  await writeLedger(tx, ledger, stockContextOf(world, by))
  await tellUncovered(tx, ledger, by)
}

/** The same for who locks more rows than these, all at once, and writes them. */
export async function puttingBack(
  tx: Tx,
  world: OrdersWorld,
  units: readonly Returned[],
  by: By,
): Promise<StockChange> {
  const follows = await followsIn(world, units)
  const which = isOf(units)
  const seen = (await listAllocations(tx, ordersOf(units))).filter(which)
  const change = async (ledger: Ledger) => {
    const zeroed = units.filter(({ effect }) => effect === 'to_zero')
    const inHand = await listInHand(tx, zeroed)
    const claims = await lockClaims(
      tx,
      seen.map(({ id }) => id),
    )
    for (const [claim, quantity] of spread(units, claims.toReversed())) {
      giveBack(ledger, claim, quantity, { as: 'released', reason: 'release' }, by)
    }
    const found = await findConditions(tx, ledger)
    // Of what only goes along no stock is kept: nothing of it is ever missing or damaged.
    for (const unit of units.filter(({ skuId }) => !follows(skuId))) {
      // What has left, though its owner has not heard of it, is no more to be found than in hand.
      const { awaiting_owner: awaiting = 0 } = conditionsOf(ledger, rowOf(unit), found)
      bookEffect(ledger, unit, (inHand.get(placeOf(unit)) ?? 0) + awaiting, by)
    }
    await coverFacts(tx, ledger, by)
  }
  const rows = [...seen, ...units.map(rowOf)]
  return { rows, change, freed: units.map(freedBy), lost: units }
}

/** More than there is of anything. */
const ALL = 2 ** 50

/** What is free again of units that a location will not send, or is not any more. */
function freedBy({ skuId, locationId, supplyNo = 0, quantity, effect }: Returned) {
  const isFree = effect === 'none' && supplyNo === 0
  return { skuId, locationId, quantity: effect === 'to_zero' ? -ALL : isFree ? quantity : 0 }
}

function bookEffect(ledger: Ledger, unit: Returned, notHere: number, by: By): void {
  const { effect, quantity, orderId } = unit
  if (effect === 'none') return
  const key = rowOf(unit)
  if (effect === 'to_unavailable') {
    const fact = { unavailable: quantity, condition: 'damaged', reason: 'damage' } as const
    addFact(ledger, key, { ...fact, reference: orderId }, by)
    return
  }
  const there = Math.max(0, supplyOf(ledger, key).quantity)
  // What is in the hands of the location for other orders is there, whatever is not found.
  const gone = effect === 'to_zero' ? Math.max(0, there - notHere) : Math.min(quantity, there)
  if (gone === 0) return
  addFact(ledger, key, { quantity: -gone, reason: 'found_missing', reference: orderId }, by)
}

function lockFor(tx: Tx, units: readonly Units[]) {
  return lockAllocations(tx, ordersOf(units), isOf(units), units.map(rowOf))
}

function ordersOf(units: readonly Units[]): string[] {
  return [...new Set(units.map(({ orderId }) => orderId))]
}

function placeOf({ skuId, locationId }: Units): string {
  return `${skuId} ${locationId}`
}

function rowOf({ skuId, locationId, supplyNo = 0 }: Units) {
  return { skuId, locationId, supplyNo }
}

function isOf(units: readonly Units[]): (claim: OpenClaim) => boolean {
  const wanted = new Set(units.map(nameOf))
  return (claim) => wanted.has(nameOfClaim(claim))
}

function nameOfClaim(claim: OpenClaim): string {
  return nameOf({ ...claim, orderId: claim.orderId!, lineNo: claim.lineNo! })
}

function nameOf(of: {
  orderId: string
  lineNo: number
  locationId: number
  supplyNo?: number
}): string {
  return `${of.orderId} ${of.lineNo} ${of.locationId} ${of.supplyNo ?? 0}`
}

/** Which claims give the units, in the order of the claims. */
function spread(
  units: readonly Units[],
  claims: readonly OpenClaim[],
): [claim: OpenClaim, quantity: number][] {
  const left = new Map<string, number>()
  for (const unit of units) left.set(nameOf(unit), (left.get(nameOf(unit)) ?? 0) + unit.quantity)
  const taken: [OpenClaim, number][] = []
  for (const claim of claims) {
    const name = nameOfClaim(claim)
    const quantity = Math.min(left.get(name) ?? 0, claim.quantity)
    if (quantity === 0) continue
    left.set(name, left.get(name)! - quantity)
    taken.push([claim, quantity])
  }
  const missing = [...left].find(([, quantity]) => quantity > 0)
  if (missing) throw new Error(`${missing[0]} has fewer claims than units in work`)
  return taken
}
