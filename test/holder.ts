import type { HoldOf } from '../src/inventory/actions/holds.ts'

/** Of whom nothing is known, and whom nothing limits. */
export const NOBODY: HoldOf = {
  channelId: 1,
  method: null,
  pickupLocationId: null,
  customer: null,
  address: null,
  minutes: 15,
  extensionsMost: 1,
  limits: [],
  wishes: [],
}
