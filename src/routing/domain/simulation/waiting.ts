import { without } from './demand.ts'
import { HOUR_MS } from './course.ts'
import type { Here } from './rooms.ts'
import { avoiding, routeOn, send, take, wantUnfilled, type At } from './send.ts'
import type { Now, OpenGroup, Run, Waiting } from './state.ts'

/**
 * What of it nobody has waits; where a rule cancels what no place can serve, only what something
 * stands in the way of that passes by itself.
 */
export function sendGroup(
  run: Run,
  { placed, group, decision, taken }: Pick<OpenGroup, 'placed' | 'group' | 'decision' | 'taken'>,
  at: At,
): void {
  const [parcels, declined] = [new Set<number>(), []]
  const sent = send(run, placed, group, decision, { ...at, parcels, declined, taken })
  const { left, gone, isPassing } = sent
  wantUnfilled(run, placed, left, 1)
  const demand = without(left, gone)
  if (demand.length > 0) wait(run, { placed, group, demand, parcels, declined, isPassing })
}

function wait({ waits }: Run, entry: Waiting): void {
  for (const { skuId } of entry.demand) {
    const all = waits.bySku.get(skuId)
    if (all) all.add(entry)
    else waits.bySku.set(skuId, new Set([entry]))
  }
  if (entry.isPassing) waits.passing.add(entry)
}

function waitNoMore({ waits: { bySku } }: Run, entry: Waiting, skuId: number): void {
  const all = bySku.get(skuId)
  all?.delete(entry)
  if (all?.size === 0) bySku.delete(skuId)
}

/** Stock of a SKU has changed: where it became more, those who wait may have it. */
export function changeStock(
  { shelf, waits }: Run,
  { skuId, locationId, change }: { skuId: number; locationId: number; change: number },
): void {
  shelf.change(skuId, locationId, change)
  if (change > 0) waits.units.add(skuId)
}

/** So often all that waits is looked at: rules may go by the day and the hour, wherever that is. */
const LOOK_MS = 6 * HOUR_MS

/**
 * Looks at what waits now and then, as live each minute: where a place begins another day, at all
 * of it several times a day, and where a place may be asked again.
 */
export function lookAgain(run: Run, now: Now): void {
  const { waits, places } = run
  const at = now.at.epochMilliseconds
  const since = waits.lookedAt
  waits.lookedAt = at
  if (waits.bySku.size === 0) return
  const isTime = Math.floor(at / LOOK_MS) > Math.floor(since / LOOK_MS)
  for (const id of places) {
    const on = now.workDays?.(id)?.on
    if (!isTime && on === waits.days.get(id)) continue
    if (on !== undefined) waits.days.set(id, on)
    waits.rooms.add(id)
  }
  for (const { declined } of [...waits.bySku.values()].flatMap((all) => [...all])) {
    for (const { locationId, until } of declined) {
      if (since < until && until <= at) waits.rooms.add(locationId)
    }
  }
  serveWaiting(run, now)
  for (const entry of [...waits.passing].toSorted(compareWaiting)) {
    if (isTime || hasNone(run, entry)) serve(run, entry, now)
  }
}

/** Whether there is nothing left anywhere of something that it waits for. */
function hasNone({ shelf }: Run, { demand }: Waiting): boolean {
  return demand.some(({ skuId, follows }) => {
    let isThere = follows === true
    shelf.forEach(skuId, (_, free) => {
      if (free > 0) isThere = true
    })
    return !isThere
  })
}

/**
 * Serves those who wait for what has come, or come back, since it was looked at, as live: the
 * highest priority first, of those the oldest.
 */
export function serveWaiting(run: Run, now: Now): void {
  const { waits } = run
  while (waits.units.size > 0 || waits.rooms.size > 0) {
    const mayHave = lookFor(run, now)
    const found = new Set<Waiting>()
    // Where only units have come, nobody who waits for other goods is asked.
    for (const skuId of waits.rooms.size > 0 ? waits.bySku.keys() : waits.units) {
      for (const entry of waits.bySku.get(skuId) ?? []) if (mayHave(entry)) found.add(entry)
    }
    waits.units.clear()
    waits.rooms.clear()
    for (const entry of [...found].toSorted(compareWaiting)) {
      if (mayHave(entry)) serve(run, entry, now)
    }
  }
}

function compareWaiting({ placed: a }: Waiting, { placed: b }: Waiting): number {
  return (b.order.priority ?? 0) - (a.order.priority ?? 0) || a.no - b.no
}

/**
 * Whether one who waits may have something of what has come: for most that is seen not to be so
 * without deciding on them.
 */
function lookFor(run: Run, now: Now): (entry: Waiting) => boolean {
  const { shelf, rooms, surroundings, waits } = run
  const [units, opened] = [new Set(waits.units), new Set(waits.rooms)]
  const placesOf = new Map<number, number[]>()
  const networks = new Map<number, At['network']>()

  function placesWith(skuId: number): number[] {
    let places = placesOf.get(skuId)
    if (places) return places
    placesOf.set(skuId, (places = []))
    shelf.forEach(skuId, (id, free) => {
      if (free > 0 && (units.has(skuId) || opened.has(id))) places!.push(id)
    })
    return places
  }

  function networkOf(channelId: number): At['network'] {
    let network = networks.get(channelId)
    if (!network) networks.set(channelId, (network = surroundings.networkOf(channelId, now.at)))
    return network
  }

  const at = now.at.epochMilliseconds
  return ({ placed, demand, declined }) => {
    const network = networkOf(placed.order.channelId)
    const isAvoided = (id: number) =>
      declined.some(({ locationId, until }) => locationId === id && until > at)
    return demand.some(({ skuId }) =>
      placesWith(skuId).some((id) => {
        const isThere = shelf.freeAt(skuId, id) > 0 && rooms.hasRoom(now.workDays, id)
        return isThere && network.rank(id) !== undefined && !isAvoided(id)
      }),
    )
  }
}

function serve(run: Run, entry: Waiting, now: Now): void {
  const { placed, group, demand, parcels, declined } = entry
  const network = run.surroundings.networkOf(placed.order.channelId, now.at)
  const here: Here = new Map()
  const rest = avoiding({ ...group, demand }, declined, now)
  const decision = routeOn(run, placed, rest, { now, here, network })
  const isCancelled = entry.isPassing && (decision.record.cancelled ?? []).length > 0
  if (decision.parts.length === 0 && !isCancelled) return
  take(run, rest, decision.parts, { now, here, sign: 1 })
  wantUnfilled(run, placed, demand, -1)
  const at = { now, here, network, parcels, declined, waits: !entry.isPassing }
  const { left, gone, isPassing } = send(run, placed, rest, decision, at)
  wantUnfilled(run, placed, left, 1)
  entry.demand = without(left, gone)
  const still = new Set(entry.demand.map(({ skuId }) => skuId))
  for (const { skuId } of demand) if (!still.has(skuId)) waitNoMore(run, entry, skuId)
  entry.isPassing ||= isPassing
  if (still.size === 0) run.waits.passing.delete(entry)
  else if (isPassing) run.waits.passing.add(entry)
}
