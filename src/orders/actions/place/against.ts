import { Refusal } from '../../../lib/refusal.ts'
import { again } from '../../../platform/batch.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { lockHeldUnits } from '../../../inventory/index.ts'
import type { Slot } from './index.ts'

/**
 * Locks the holds that orders of the batch are placed against. One that has ended (expired, lost,
 * released) gives nothing, and the order is decided as without it. Of two orders against one hold
 * the second is decided again, when it is known whether the first was placed.
 */
export async function takeHolds(
  tx: Tx,
  slots: readonly Slot[],
  now: Temporal.Instant,
): Promise<void> {
  const wanting = slots.filter(({ item, outcome }) => item.hold && outcome === undefined)
  if (wanting.length === 0) return
  const ids = [...new Set(wanting.map(({ item }) => item.hold!))]
  const held = await lockHeldUnits(tx, ids, now)
  const taken = new Set<string>()
  for (const slot of wanting) {
    const id = slot.item.hold!
    const units = held.get(id)
    if (!units || units.hold.channelId !== slot.item.channel.id) {
      slot.outcome = new Refusal('hold_unknown', { field: '/hold' })
    } else if (units.hold.closedAs === 'converted') {
      const facts = { id: units.hold.orderId }
      slot.outcome = new Refusal('hold_used', { field: '/hold', facts })
    } else if (taken.has(id)) slot.outcome = again
    else if (units.isOpen) {
      taken.add(id)
      slot.held = units
    }
  }
}
