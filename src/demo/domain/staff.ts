import { shareOf } from './random.ts'

/** A fulfilment order as staff see it. */
export type OpenWork = {
  id: string
  state: 'open' | 'picking' | 'picked' | 'packed'
  request: string
  changedAt: Temporal.Instant
  collected: boolean
  /** Units that could not be found or were taken away before. */
  withdrawn: boolean
}

export type StaffStep = 'accept' | 'decline' | 'pick' | 'short_pick' | 'pack' | 'ship' | 'hand_over'

/** Seconds that a step takes, at least and at most: a working day is over in a quarter hour. */
const SECONDS: Record<StaffStep | 'deliver', readonly [number, number]> = {
  accept: [10, 90],
  decline: [20, 120],
  pick: [30, 180],
  short_pick: [60, 180],
  pack: [20, 90],
  ship: [40, 240],
  hand_over: [120, 600],
  deliver: [240, 900],
}

const DECLINED = 0.025
const MISSING = 0.03

/** What is done next with a fulfilment order. The same order always meets the same luck. */
export function stepOf({ id, state, request, collected, withdrawn }: OpenWork): StaffStep {
  const luck = shareOf(`luck ${id}`)
  if (state === 'open' && request === 'submitted') return luck < DECLINED ? 'decline' : 'accept'
  const misses = luck < DECLINED + MISSING && !collected && !withdrawn
  if (state === 'open' && misses) return 'short_pick'
  if (state === 'open' || state === 'picking') return 'pick'
  if (state === 'picked') return 'pack'
  return collected ? 'hand_over' : 'ship'
}

/** When a step that began at `from` is done. */
export function doneAt(
  step: StaffStep | 'deliver',
  id: string,
  from: Temporal.Instant,
): Temporal.Instant {
  const [least, most] = SECONDS[step]
  const seconds = least + shareOf(`${step} ${id}`) * (most - least)
  return from.add({ milliseconds: Math.round(seconds * 1000) })
}

const carriers = { FR: 'Facteur', DE: 'Bote' } as const

/** Who carries a parcel, by the country it leaves from, and its number. */
export function carriageOf(country: string, id: string) {
  const no = Math.floor(shareOf(`tracking ${id}`) * 1e10)
  const carrier = country === 'DE' ? carriers.DE : carriers.FR
  return { carrier, trackingNumber: `${carrier.slice(0, 2).toUpperCase()}${no}` }
}

/** How many shoppers come in so many minutes: the rate, with the luck of one draw. */
export function arrivals(perMinute: number, minutes: number, draw: number): number {
  return Math.floor(perMinute * minutes + draw)
}
