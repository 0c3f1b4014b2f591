import { quantityOf } from '../../lib/quantity.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Tx } from '../../platform/db/index.ts'
import type { By } from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import {
  lockGroup,
  moveGroup,
  type GroupToMove,
  type MoveDone,
  type OrdersWorld,
} from '../../orders/index.ts'
import { decideTakeBack, type InHand } from '../domain/take-back.ts'
import { lockWorkOf } from '../store/work.ts'
import { movesOf, saveDone } from './save.ts'
import { puttingBack } from './stock.ts'

/** A wish to have a delivery group served from another location, by its code. */
export type Rerouting = {
  id: string
  version: number
  group: number
  location: string
  reason: string | null
  dryRun: boolean
}

/**
 * A person gives a delivery group to another location: what was released and nobody has begun is
 * taken back, its units are claimed at the new place and free at the old, all in this transaction.
 * It is released to the new location like any allocated order. Refuses another version, what the
 * customer collects, what is picked or further along, and a place that may not or cannot serve all
 * of it.
 */
export async function rerouteGroup(
  tx: Tx,
  world: OrdersWorld,
  { wish, scope }: { wish: Rerouting; scope: Scope },
  by: By,
): Promise<MoveDone> {
  // Before anything is locked: the book may have to wait for a connection of its own.
  const network = await world.network.current()
  const to =
    network.locationByCode.get(wish.location) ?? refuse('location_unknown', { field: '/location' })
  const moving = await lockGroup(tx, { ...wish, scope })
  const works = await lockWorkOf(tx, [moving.order.id])
  const { inHand, done } = decideTakeBack([...works.values()], wish.group, to.id)
  refuseObstacle(moving, inHand, network)
  const away = moving.parts.filter(({ locationId }) => locationId !== to.id)
  if (away.length === 0) return refuse('already_there', { field: '/location' })
  const orderId = moving.order.id
  const units = away.map((part) => ({ ...part, orderId, effect: 'none' as const }))
  const loss = await puttingBack(tx, world, units, by)
  const released = movesOf(done).map((move) => ({ ...move, allocated: 0 }))
  const fulfilmentOrderIds = done.map(({ work }) => work.id)
  const { reason, dryRun } = wish
  const move = { moving, network, to, loss, released, fulfilmentOrderIds, reason, dryRun }
  const moved = await moveGroup(tx, world, move, by)
  if (!dryRun) await saveDone(tx, done, by)
  return moved
}

function refuseObstacle(
  { obstacle, group, lines }: GroupToMove,
  inHand: readonly InHand[],
  network: Network,
): void {
  if (obstacle === null) return
  if (obstacle !== 'units_picked') refuse(obstacle, { field: '/group' })
  const picked = inHand.map(({ lineNo, locationId, quantity }) => ({
    line: lineNo,
    location: network.locationById.get(locationId)!.code,
    quantity: quantityOf(quantity, lines.find(({ no }) => no === lineNo)!.decimals),
  }))
  const detail = `Units of delivery group ${group.no} are picked already, or further along`
  refuse(obstacle, { field: '/group', detail, facts: { picked } })
}
