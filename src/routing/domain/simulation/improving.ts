import { withoutRoomOf } from '../ahead.ts'
import { decideRouting, type Decision } from '../decide.ts'
import { parcelPriceOf } from '../freight.ts'
import { consideredOf } from '../improving/considered.ts'
import { decideImproved, isMoved, type Considered } from '../improving/improved.ts'
import {
  decideProposals,
  freeCellsOf,
  type Field,
  type FreeCell,
  type Open,
} from '../improving/propose.ts'
import { keptServices } from '../kept.ts'
import type { Part } from '../types.ts'
import { take, tellBack, viewsOf } from './send.ts'
import type { Now, OpenGroup, Run, Taken } from './state.ts'
import { sendGroup, serveWaiting } from './waiting.ts'

/** What may still move is looked at so often: more often, as live, costs more and finds little. */
export const LOOK_MS = 10 * 60_000
/** At a look so many that are released next, as live. */
const MOST = 500

/** Keeps a group that may still move, until it is released; false where it may not. */
export function keepOpen(run: Run, of: Omit<OpenGroup, 'releaseAt' | 'moves'>): boolean {
  const { open, policy } = run
  const { placed, group, decision, taken } = of
  const { releaseAt = 0, channelId } = placed.order
  const now = taken.now.at.epochMilliseconds
  if (!policy.planOf(channelId).improving || releaseAt <= now) return false
  if (group.pickupLocationId !== undefined || group.nominated) return false
  if (decision.short.length > 0 || decision.parts.length === 0) return false
  if (open.list.length === 0) open.lookAt = (Math.floor(now / LOOK_MS) + 1) * LOOK_MS
  let place = open.list.length
  while (place > 0 && open.list[place - 1]!.releaseAt > releaseAt) place -= 1
  open.list.splice(place, 0, { ...of, releaseAt, moves: 0 })
  for (const { skuId } of decision.parts) open.wanted.add(skuId)
  return true
}

/** Looks at what may move, and releases what is due, each at its time up to a moment. */
export function passTime(run: Run, until: number, nowAt: (at: number) => Now): void {
  const { open } = run
  while (open.list.length > 0) {
    const [next] = open.list
    if (Math.min(next!.releaseAt, open.lookAt) > until) return
    if (open.lookAt < next!.releaseAt) {
      const now = nowAt(open.lookAt)
      look(run, now)
      serveWaiting(run, now)
      open.lookAt += LOOK_MS
    } else {
      open.list.shift()
      const now = nowAt(next!.releaseAt)
      const network = run.surroundings.networkOf(next!.placed.order.channelId, now.at)
      sendGroup(run, next!, { now, here: new Map(), network })
      serveWaiting(run, now)
    }
  }
}

/** Those of one currency together, as live. */
function look(run: Run, now: Now): void {
  const { open, shelf } = run
  const news = { wanted: open.wanted, risen: shelf.takeRisen(), isRepriced: open.isRepriced }
  open.wanted = new Set()
  open.isRepriced = false
  const next = open.list.slice(0, MOST)
  for (const isApart of [false, true]) {
    const own = next.filter(({ placed }) => (placed.order.isApart ?? false) === isApart)
    const some = mayGain(own.filter(isWhole), news)
    if (some.length === 0) continue
    const sets = decideProposals(
      some.map((one) => openOf(run, one, now)),
      fieldOf(run, some, now),
    )
    for (const set of sets) {
      moveSet(
        run,
        set.map((at) => some[at]!),
        now,
      )
    }
  }
}

/** A line that comes from two places is decided anew only where something else moves it. */
function isWhole({ group, decision }: OpenGroup): boolean {
  const led = leading(group, decision)
  return new Set(led.map(({ lineNo }) => lineNo)).size === led.length
}

/** Parts of what takes no part in the choice are not proposed. */
function leading(group: OpenGroup['group'], { parts }: Decision) {
  const follows = new Set(group.demand.flatMap((one) => (one.follows ? [one.lineNo] : [])))
  return parts.filter(({ lineNo }) => !follows.has(lineNo))
}

type News = { wanted: ReadonlySet<number>; risen: ReadonlySet<number>; isRepriced: boolean }

/**
 * A group is where it costs least as long as nothing of its SKUs has come back and nobody who came
 * later wants the same: only the others are looked at.
 */
function mayGain(groups: readonly OpenGroup[], { wanted, risen, isRepriced }: News): OpenGroup[] {
  if (isRepriced) return [...groups]
  const holders = new Map<number, number>()
  for (const { group } of groups) {
    for (const skuId of new Set(group.demand.map((one) => one.skuId))) {
      holders.set(skuId, (holders.get(skuId) ?? 0) + 1)
    }
  }
  return groups.filter(({ group }) =>
    group.demand.some(({ skuId }) => {
      return risen.has(skuId) || (wanted.has(skuId) && holders.get(skuId)! > 1)
    }),
  )
}

function openOf(run: Run, entry: OpenGroup, now: Now): Open {
  const { placed, group, decision, moves } = entry
  const placeOf = placesOf(run)
  entry.parcels ??= parcelsOf(run, entry, now)
  return {
    lines: leading(group, decision).map(({ skuId, quantity, locationId }) => {
      return { skuId, quantity, place: placeOf.get(locationId)! }
    }),
    parcels: entry.parcels,
    moves,
    guards: run.policy.planOf(placed.order.channelId).improving!,
  }
}

const numbered = new WeakMap<readonly number[], Map<number, number>>()

function placesOf({ places }: Run): Map<number, number> {
  let placeOf = numbered.get(places)
  if (!placeOf) numbered.set(places, (placeOf = new Map(places.map((id, place) => [id, place]))))
  return placeOf
}

/** Infinity where none goes from: the channel has no such place, or it sends nothing. */
function parcelsOf(run: Run, { placed, group }: OpenGroup, { at }: Now): Float64Array {
  const { channelId } = placed.order
  const network = run.surroundings.networkOf(channelId, at)
  const { tariff } = run.policy.planOf(channelId)
  const grams = group.demand.reduce((sum, one) => sum + one.gramsPerUnit * one.quantity, 0)
  return Float64Array.from(run.places, (id) => {
    const from = network.location(id)
    if (!from?.ships || from.paused || from.archived || network.rank(id) === undefined) {
      return Infinity
    }
    return parcelPriceOf(tariff, from, group.destination, grams) + from.parcelCost
  })
}

function fieldOf(run: Run, groups: readonly OpenGroup[], { at }: Now): Field {
  const placeOf = placesOf(run)
  const { order } = groups[0]!.placed
  const network = run.surroundings.networkOf(order.channelId, at)
  const prices = order.isApart ? undefined : run.prices
  const skuIds = new Set(groups.flatMap(({ group }) => group.demand.map(({ skuId }) => skuId)))
  const cellsOf = (skuId: number) => {
    const cells: FreeCell[] = []
    run.shelf.forEach(skuId, (locationId, units) => {
      const price = prices?.stock(skuId, locationId)?.amount ?? 0
      cells.push({ place: placeOf.get(locationId)!, units, price })
    })
    return cells
  }
  return {
    places: run.places.length,
    handling: Float64Array.from(run.places, (id) => network.location(id)?.handlingCost ?? 0),
    free: freeCellsOf(new Map([...skuIds].map((skuId) => [skuId, cellsOf(skuId)]))),
  }
}

type Redecided = Considered & { entry: OpenGroup; decision: Decision; taken: Taken }

/** Decides a set anew on what all of it gives back; all of it moves, or nothing does. */
function moveSet(run: Run, set: readonly OpenGroup[], now: Now): void {
  for (const entry of set) hold(run, entry, -1)
  const redecided = set.map((entry) => redecide(run, entry, now))
  const moved = decideImproved(redecided) ? redecided.filter(isMoved) : []
  for (const { entry, decision, taken } of redecided) {
    hold(run, { ...entry, decision, taken }, -1)
    hold(run, entry, 1)
  }
  const taken = new Map<string, { part: Part; units: number }>()
  for (const { entry, decision, taken: when } of moved) {
    tellBack(run, entry.decision.parts, entry.taken.now)
    hold(run, entry, -1)
    count(taken, leading(entry.group, entry.decision), -1)
    Object.assign(entry, { decision, taken: when, moves: entry.moves + 1 })
    hold(run, entry, 1)
    count(taken, leading(entry.group, decision), 1)
    if (!entry.placed.order.isApart) run.figures.moved += 1
  }
  for (const { part, units } of taken.values()) {
    run.shelf.settle(part.skuId, part.locationId, units)
  }
}

function count(
  taken: Map<string, { part: Part; units: number }>,
  parts: readonly Part[],
  sign: 1 | -1,
): void {
  for (const part of parts) {
    const key = `${part.skuId} ${part.locationId}`
    const units = (taken.get(key)?.units ?? 0) + sign * part.quantity
    taken.set(key, { part, units })
  }
}

/** What is only tried: nothing runs out by it. */
function hold(run: Run, { group, decision, taken }: OpenGroup, sign: 1 | -1): void {
  take(run, group, decision.parts, { ...taken, sign, isTried: true })
}

/** Whether a group has work at a place on another day than it would be given now. */
function isOfOtherDay({ decision: { parts }, taken }: OpenGroup, now: Now, id: number): boolean {
  const isThere = parts.some(({ locationId }) => locationId === id)
  return isThere && taken.now.workDays?.(id)?.on !== now.workDays?.(id)?.on
}

function redecide(run: Run, entry: OpenGroup, now: Now): Redecided {
  const { placed, group, decision: old, moves } = entry
  const { channelId } = placed.order
  const taken: Taken = { now, here: new Map() }
  const at = { ...taken, network: run.surroundings.networkOf(channelId, now.at) }
  const seen = viewsOf(run, placed, group, at)
  const network = withoutRoomOf(seen.network, seen.plan, (id) => isOfOtherDay(entry, now, id))
  const views = { group, ...seen, network }
  const decision = decideRouting(group, views.plan, views.network, views.stock)
  hold(run, { ...entry, decision, taken }, 1)
  const kept = keptServices([old.record])
  return {
    entry,
    decision,
    taken,
    ...consideredOf(views, { parts: old.parts, kept, decision, moves }),
  }
}
