import type { Tx } from '../../platform/db/index.ts'
import {
  addFact,
  consume,
  coverFacts,
  giveBack,
  lockAllocations,
  supplyOf,
  tellUncovered,
  writeLedger,
  type By,
  type OpenClaim,
} from '../../inventory/index.ts'
import type { OrdersWorld } from '../../orders/index.ts'
import type { StockEffect } from '../domain/decline.ts'

/** Units of one order line at one location. */
export type Units = {
  orderId: string
  lineNo: number
  skuId: number
  locationId: number
  quantity: number
}

/** Takes units out of stock that have left; their claims end. */
export async function takeOut(
  tx: Tx,
  world: OrdersWorld,
  units: readonly Units[],
  by: By,
): Promise<void> {
  if (units.length === 0) return
  const { ledger, claims } = await lockFor(tx, units)
  for (const [claim, quantity] of spread(units, claims)) consume(ledger, claim, quantity, by)
  await writeLedger(tx, ledger, contextOf(world, by))
  await tellUncovered(tx, ledger, by)
}

/**
 * Gives units back that a location will not send, and books what that says about its stock: they
 * are missing (`missing`), nothing is there at all (`to_zero`), or they cannot be sold.
 */
export async function putBack(
  tx: Tx,
  world: OrdersWorld,
  units: readonly (Units & { effect: StockEffect | 'missing' })[],
  by: By,
): Promise<void> {
  if (units.length === 0) return
  const { ledger, claims } = await lockFor(tx, units)
  const youngestFirst = claims.toReversed()
  for (const [claim, quantity] of spread(units, youngestFirst)) {
    giveBack(ledger, claim, quantity, { as: 'released', reason: 'release' }, by)
  }
  for (const { effect, quantity, skuId, locationId, orderId } of units) {
    if (effect === 'none') continue
    const key = { skuId, locationId, supplyNo: 0 }
    const row = supplyOf(ledger, key)
    if (effect === 'to_unavailable') {
      const fact = { unavailable: quantity, reason: 'damage' as const, reference: orderId }
      addFact(ledger, key, fact, by)
      continue
    }
    const gone = effect === 'to_zero' ? Math.max(0, row.quantity) : quantity
    if (gone === 0) continue
    addFact(ledger, key, { quantity: -gone, reason: 'found_missing', reference: orderId }, by)
  }
  await coverFacts(tx, ledger, by)
  await writeLedger(tx, ledger, contextOf(world, by))
  await tellUncovered(tx, ledger, by)
}

export function contextOf(world: OrdersWorld, by: By) {
  return { by, index: world.index, committed: world.platform.wake.committed }
}

function lockFor(tx: Tx, units: readonly Units[]) {
  const wanted = new Set(units.map(nameOf))
  const orderIds = [...new Set(units.map(({ orderId }) => orderId))]
  const rows = units.map(({ skuId, locationId }) => ({ skuId, locationId, supplyNo: 0 }))
  const which = (claim: OpenClaim) =>
    wanted.has(nameOf({ ...claim, orderId: claim.orderId!, lineNo: claim.lineNo! }))
  return lockAllocations(tx, orderIds, which, rows)
}

function nameOf(of: { orderId: string; lineNo: number; locationId: number }): string {
  return `${of.orderId} ${of.lineNo} ${of.locationId}`
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
    const name = nameOf({ ...claim, orderId: claim.orderId!, lineNo: claim.lineNo! })
    const quantity = Math.min(left.get(name) ?? 0, claim.quantity)
    if (quantity === 0) continue
    left.set(name, left.get(name)! - quantity)
    taken.push([claim, quantity])
  }
  const missing = [...left].find(([, quantity]) => quantity > 0)
  if (missing) throw new Error(`${missing[0]} has fewer claims than units in work`)
  return taken
}
