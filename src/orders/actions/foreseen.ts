import { quantityOf } from '../../lib/quantity.ts'
import { Refusal, refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import {
  decideReceiptChanges,
  findReceipt,
  isDoubtful,
  listAllocationsOn,
  offeringOf,
  type ReceiptChange,
  type SupplyKey,
} from '../../inventory/index.ts'
import type { PromisedClaim } from '../domain/promises.ts'
import { getOrders, listGroups } from '../store/read.ts'
import {
  claimsOf,
  findInstead,
  listAsLosing,
  todayAt,
  type Moving,
  type PromisedOrders,
} from './instead.ts'
import { ORDERS_AT_ONCE } from './keep-promises.ts'
import { lateOf, shortened, sumOf, unitsOf, type Cause, type Outcome } from './kept.ts'
import type { OrdersWorld } from './world.ts'

/** Which receipt, what would be changed of it, and what of that the caller may see. */
export type Foreseeing = { key: SupplyKey; scope: Scope; changes: readonly ReceiptChange[] }

type Foreseen = Omit<Outcome, 'cause'> & { cause: Cause | 'kept' }

/**
 * Who was promised units of a receipt, and what would become of them if it were changed so: found
 * by the functions that keep promises, on what is there now, and nothing is written. As many orders
 * as are looked at together, those that lose their units first; what others take meanwhile may make
 * it come out otherwise.
 */
export async function foreseePromises(
  db: Queryable,
  world: OrdersWorld,
  { key, scope, changes }: Foreseeing,
  now: Temporal.Instant,
) {
  const receipt = (await findReceipt(db, scope, key)) ?? refuse('not_found')
  const next = changes.length === 0 ? receipt : decideReceiptChanges(receipt, changes)
  if (next instanceof Refusal) throw next
  const all = await listAllocationsOn(db, key)
  const ids = await listAsLosing(db, key, all)
  const some = ids.slice(0, ORDERS_AT_ONCE)
  const [orders, groups] = await Promise.all([getOrders(db, some), listGroups(db, some)])
  const open = all.filter(({ orderId }) => some.includes(orderId!))
  const { dueOn, late, confidence } = next
  const missing = Math.max(0, receipt.held + receipt.allocated - next.quantity)
  const of = { row: { ...key, dueOn, late, confidence, missing }, orders, open, groups }
  const outcomes = await lookAhead(db, world, of, { now, isDoubtful: isDoubtful(receipt, next) })
  const numbers = new Map(
    orders
      .filter(({ channelId }) => seesChannel(scope, channelId))
      .map(({ id, number }) => [id, number]),
  )
  const told = outcomes.filter(({ claim }) => numbers.has(claim.orderId))
  const { decimals } = world.skus.byId(key.skuId)!
  const untold = all.reduce((sum, { quantity }) => sum + quantity, 0) - unitsIn(told)
  const { locationById } = await world.network.current()
  return {
    items: told.map(({ cause, claim, locationId, units, on, isThere }) => ({
      order: { id: claim.orderId, number: numbers.get(claim.orderId)! },
      line: claim.lineNo,
      quantity: quantityOf(units, decimals),
      promisedOn: claim.promisedOn.toString(),
      outcome: cause,
      location:
        cause === 'short' || !seesLocation(scope, locationId)
          ? null
          : locationById.get(locationId)!.code,
      expectedOn: on?.toString() ?? null,
      isThere,
    })),
    more: { orders: ids.length - numbers.size, quantity: quantityOf(untold, decimals) },
  }
}

/** What lets nobody down moves nobody. */
async function lookAhead(
  db: Queryable,
  world: OrdersWorld,
  of: PromisedOrders,
  at: { now: Temporal.Instant; isDoubtful: boolean },
): Promise<Foreseen[]> {
  const { row, orders, open } = of
  const { now } = at
  const network = await world.network.current()
  if (!at.isDoubtful) {
    const claims = claimsOf(orders, open)
    return outcomesOf({ row, claims, moving: [], today: todayAt(network, row, now) })
  }
  const by = { actor: 'foresight', now, nowMs: now.epochMilliseconds }
  const [rules, offering] = await Promise.all([world.rules.current(), offeringOf(world, now)])
  const found = await findInstead(db, world, of, { network, rules, offering, by })
  return outcomesOf({ row, ...found })
}

type Looked = {
  row: Parameters<typeof shortened>[1]['row']
  claims: readonly PromisedClaim[]
  moving: readonly Moving[]
  today: Temporal.PlainDate
}

/** What would become of each claim, if all that was found is still free when it is written. */
function outcomesOf(looked: Looked): Foreseen[] {
  const { row, claims, moving } = looked
  const moved = moving.flatMap(({ wish: { claim }, parts }) =>
    parts.map(({ supplyNo, locationId, quantity: units, expectedOn }): Outcome => {
      const isThere = supplyNo === 0
      return { cause: 'moved', claim, locationId, units, on: isThere ? null : expectedOn, isThere }
    }),
  )
  const short = shortened(row.missing - sumOf(moved), looked, moved)
  const gone = [...moved, ...short, ...lateOf(looked, [...moved, ...short])]
  const kept = claims.flatMap((claim): Foreseen[] => {
    const units = claim.quantity - unitsOf(gone, claim)
    const { locationId, dueOn: on } = row
    return units > 0 ? [{ cause: 'kept', claim, locationId, units, on, isThere: false }] : []
  })
  return [...gone, ...kept]
}

function unitsIn(outcomes: readonly Foreseen[]): number {
  return outcomes.reduce((sum, { units }) => sum + units, 0)
}
