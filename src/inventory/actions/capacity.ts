import {
  decideRoomEver,
  decideWorkDay,
  hasRoom,
  limitOn,
  type Network,
} from '../../network/index.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { createDayLoads, MILLION, type DayLoads, type WorkDays } from '../domain/day-load.ts'
import { listDayLoads, listDayShares, lockDayLoads } from '../store/day-loads.ts'

const MINUTE_MS = 60_000
/** Days by location as they were asked for last: what opens does so on a full minute. */
const remembered = new WeakMap<Network, { minute: number; days: WorkDays }>()

/** The days on which locations with a limit work on what they are given now. */
export function createWorkDays(network: Network, now: Temporal.Instant): WorkDays {
  const minute = Math.floor(now.epochMilliseconds / MINUTE_MS)
  const last = remembered.get(network)
  if (last?.minute === minute) return last.days
  const known = new Map<number, ReturnType<WorkDays>>()
  const find = (locationId: number): ReturnType<WorkDays> => {
    const location = network.locationById.get(locationId)
    const capacity = location?.capacity
    if (!capacity) return undefined
    const working = { ...location, holidays: network.holidaysOf(location) }
    const day = decideWorkDay(working, now)
    const limit = limitOn(capacity, day)
    if (!limit) return undefined
    const units = limit.units === null ? null : limit.units * MILLION
    const takes = (one: Temporal.PlainDate) => hasRoom(limitOn(capacity, one))
    const isNever = !hasRoom(limit) && !decideRoomEver(working, takes, now)
    return { on: day.toString(), limit: { ...limit, units }, ...(isNever && { isNever }) }
  }
  const days: WorkDays = (locationId) => {
    if (!known.has(locationId)) known.set(locationId, find(locationId))
    return known.get(locationId)
  }
  remembered.set(network, { minute, days })
  return days
}

/**
 * How full the days of locations are, and what of that these orders have; undefined, and nothing is
 * read, where no location has a limit. A belief: the locked days decide.
 */
export async function readDays(
  db: Queryable,
  network: Network,
  now: Temporal.Instant,
  orderIds: readonly string[] = [],
): Promise<DayLoads | undefined> {
  if (!network.hasCapacity) return undefined
  const [stored, own] = await Promise.all([
    listDayLoads(db, yesterday(now)),
    listDayShares(db, orderIds),
  ])
  return createDayLoads(createWorkDays(network, now), stored, own)
}

/** In some time zone it still is. */
function yesterday(now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 1 })
}

/**
 * Locks the days of those of the locations that have a limit, once their supply rows are locked;
 * undefined where none has. Who takes of them is counted when the ledger is written.
 */
export async function lockDays(
  tx: Tx,
  network: Network,
  of: { locationIds: Iterable<number>; orderIds?: readonly string[] },
  now: Temporal.Instant,
): Promise<DayLoads | undefined> {
  if (!network.hasCapacity) return undefined
  const days = createWorkDays(network, now)
  const keys = [...new Set(of.locationIds)].flatMap((locationId) => {
    const day = days(locationId)
    return day ? [{ locationId, workOn: day.on }] : []
  })
  if (keys.length === 0) return undefined
  const [stored, own] = await Promise.all([
    lockDayLoads(tx, keys),
    listDayShares(tx, of.orderIds ?? []),
  ])
  return createDayLoads(days, stored, own)
}
