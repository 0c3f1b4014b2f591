import { decideAcceptBy, type Network } from '../../network/index.ts'

/**
 * By when locations should accept what they are given now, each by its own hours. Asked once for
 * each: calendars are slow to read, and many orders are given to the same places at once.
 */
export function acceptByOf(
  network: Network,
  now: Temporal.Instant,
): (locationId: number) => Temporal.Instant {
  const known = new Map<number, Temporal.Instant>()
  return (locationId) => {
    const at = known.get(locationId) ?? decideFor(network, locationId, now)
    known.set(locationId, at)
    return at
  }
}

function decideFor(network: Network, locationId: number, now: Temporal.Instant) {
  const location = network.locationById.get(locationId)!
  const working = { ...location, holidays: network.holidaysOf(location) }
  return decideAcceptBy(working, location.acceptMinutes, now)
}
