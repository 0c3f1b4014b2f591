import type { NetworkBook } from '../../network/index.ts'
import type { Platform } from '../../platform/module.ts'
import { addFact, conditionsOf } from '../domain/ledger.ts'
import { stockAdjusted } from '../events.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import { findConditions, listAwaitingOwner } from '../store/conditions.ts'
import { lockLedger } from '../store/ledger.ts'
import { settleFacts, stockContextOf } from './settle.ts'

type World = { platform: Platform; network: NetworkBook; index: AvailabilityIndex }

/** Rows in one transaction. */
const AT_ONCE = 1000
/** A process that has not heard of the change yet may let units wait some seconds longer. */
const LATE = { hours: 1 }
/** So often they are looked for meanwhile. */
const LATE_MS = 30_000

/**
 * Where no owner takes off what leaves any more, nobody would ever hear of the units that still
 * wait for one: they leave the number, as they left the place. Looked for by state, once by each
 * process and for a while after each change, since few places ever change hands.
 */
export function createOwnerWatch(world: World) {
  const { platform, network } = world
  const { db, clock } = platform
  const looked = new Map<number, { since: string; at: number }>()
  /** True where there may be more to do. */
  return async function releaseWaiting(): Promise<boolean> {
    const { decrementsSince } = await network.current()
    const late = clock.now().subtract(LATE)
    const open = [...decrementsSince].filter(([locationId, at]) => {
      const last = looked.get(locationId)
      if (last?.since !== at.toString()) return true
      const isLate = Temporal.Instant.compare(at, late) > 0
      return isLate && performance.now() - last.at >= LATE_MS
    })
    if (open.length === 0) return false
    const places = open.map(([locationId]) => locationId)
    const keys = await listAwaitingOwner(db, places, AT_ONCE)
    if (keys.length > 0) {
      const by = { actor: 'stock owner', now: clock.now(), nowMs: clock.nowMs() }
      await db.transaction(async (tx) => {
        const ledger = await lockLedger(tx, keys)
        const found = await findConditions(tx, ledger)
        const supplies = keys.flatMap((key): [number, number][] => {
          const { awaiting_owner: units = 0 } = conditionsOf(ledger, key, found)
          if (units === 0) return []
          const gone = { quantity: -units, unavailable: -units } as const
          const why = { reason: 'owner_changed', reference: null } as const
          addFact(ledger, key, { ...gone, condition: 'awaiting_owner', ...why }, by)
          return [[key.skuId, key.locationId]]
        })
        const event = { type: stockAdjusted, data: { supplies } }
        await settleFacts(tx, ledger, event, stockContextOf(world, by))
      })
    }
    if (keys.length === AT_ONCE) return true
    for (const [locationId, at] of open) {
      looked.set(locationId, { since: at.toString(), at: performance.now() })
    }
    return false
  }
}
