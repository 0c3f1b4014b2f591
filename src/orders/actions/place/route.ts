import { Refusal } from '../../../lib/refusal.ts'
import { again } from '../../../platform/batch.ts'
import type { Tx } from '../../../platform/db/index.ts'
import {
  freeOf,
  giveBackExpired,
  keyOf,
  lockHeldClaims,
  lockLedger,
  readAside,
  lockDays,
  readFreshStock,
  summedOf,
  type By,
  type ComingRow,
  type DayLoads,
  type Ledger,
  type Offering,
} from '../../../inventory/index.ts'
import type { Network } from '../../../network/index.ts'
import type { Part } from '../../../routing/index.ts'
import { withOwnUnits } from '../../domain/own-stock.ts'
import { factsOf } from '../../domain/network-view.ts'
import {
  newWorkOf,
  policyOf,
  routeOrder,
  shortageOf,
  untake,
  withoutStock,
} from '../../domain/place.ts'
import type { BatchStock } from '../../domain/stock-view.ts'
import { promisesFit, readLocked, rowsToLock, type Coming } from '../coming.ts'
import { isStillShort, promiseComing, promisedParts, readComing } from './coming.ts'
import { countAgain } from './limits.ts'
import type { Slot } from './index.ts'

const ATTEMPTS_MAX = 3

/**
 * Decides the batch once more, now that its holds are known. Where the index would leave an order
 * short even so, its SKUs are read from the database before: nobody is refused on a belief. Nor is
 * what a channel keeps of a sum (`summed`) decided on one: nobody else does until the end.
 */
export async function lookAgain(
  tx: Tx,
  { slots, summed, offering }: { slots: readonly Slot[]; summed: number[]; offering: Offering },
  stock: BatchStock,
  coming: Coming,
): Promise<void> {
  const open = slots.filter(({ outcome }) => outcome === undefined)
  if (open.some(({ held }) => held)) {
    stock.reset()
    routeAll(open, stock, coming)
  }
  const doubtful = open.filter(({ routed }) => routed!.short)
  if (doubtful.length === 0 && summed.length === 0) return
  const short = doubtful.flatMap(({ item }) => item.order.lines.map((l) => l.sku.id))
  const skuIds = [...new Set([...short, ...summed])]
  stock.refresh(skuIds, await readFreshStock(tx, offering, { skuIds, summed }, coming.now))
  stock.reset()
  // Others who want what was read may turn out to be short of it only now.
  const read = new Set(skuIds)
  const wanting = open.filter(({ item }) => item.order.lines.some(({ sku }) => read.has(sku.id)))
  await readComing(tx, wanting, coming)
  routeAll(open, stock, coming)
}

/** SKUs of orders of which a channel keeps the last units of all that it could sell. */
export function summedIn(slots: readonly Slot[], offering: Offering): number[] {
  const all = slots.flatMap(({ item: { order } }) =>
    order.groups.flatMap(({ no, method }) => {
      const lines = order.lines.filter(({ groupNo }) => groupNo === no)
      const skuIds = lines.map(({ sku }) => sku.id)
      return summedOf(offering.to(order.channelId, method), skuIds)
    }),
  )
  return [...new Set(all)]
}

/** Routes in order of arrival, on the index, and on rows that were read anew. */
export function routeAll(open: readonly Slot[], stock: BatchStock, coming: Coming): void {
  for (const slot of open) {
    const { order, plan, network, channel } = slot.item
    const seen = slot.held ? withOwnUnits(stock, slot.held.claims) : stock
    const began = performance.now()
    slot.routed = routeOrder(order, plan, network, seen, factsOf(channel, order, coming.now))
    plan.rules?.watch?.took(performance.now() - began)
    if (!slot.routed.short) continue
    const promised = promiseComing(slot, coming)
    slot.routed = { ...slot.routed, promised, short: isStillShort(slot, promised) }
    // What an order does not get, the next one may have.
    if (!slot.routed.short || !refuses(slot)) continue
    untake(order, slot.routed, seen)
    coming.stock.giveBack(promised.parts)
  }
}

/** Locks the supply rows of all orders that are going to be placed, and of their holds. */
export async function lockChosen(tx: Tx, slots: readonly Slot[], coming: Coming): Promise<Ledger> {
  const going = slots.filter(
    (slot) => slot.outcome === undefined && !(slot.routed!.short && refuses(slot)),
  )
  const promised = await rowsToLock(tx, promisedParts(going), coming)
  const here = going.flatMap(partsOf).map((part) => ({ ...part, supplyNo: 0 }))
  return lockLedger(tx, [...here, ...promised, ...going.flatMap(({ held }) => held?.claims ?? [])])
}

/**
 * Keeps of the orders those that fit on the locked rows, in order of arrival. The rest, and who was
 * told of a shortage of a SKU that they then did not take, are decided again in the next batch;
 * after three times the channel's policy decides.
 */
export async function guard(
  tx: Tx,
  of: { slots: readonly Slot[]; network: Network; ledger: Ledger; offering: Offering },
  by: By,
): Promise<void> {
  const { slots, network, ledger, offering } = of
  const open = slots.filter(({ outcome }) => outcome === undefined)
  for (const slot of open) {
    if (slot.routed!.short && refuses(slot)) {
      slot.outcome = shortageOf(slot.item.order, slot.routed!)
    }
  }
  const going = open.filter(({ outcome }) => outcome === undefined)
  await giveBackExpired(tx, ledger, by)
  await lockHeld(tx, going)
  await readAside(tx, offering, ledger)
  const rows = await readLocked(tx, promisedParts(going))
  const locationIds = going.flatMap(partsOf).map(({ locationId }) => locationId)
  const days = await lockDays(tx, network, { locationIds }, by.now)
  const missed = keepFitting(going, { ledger, offering, rows, days }, by)
  countAgain(slots, ATTEMPTS_MAX)
  for (const slot of open) {
    const told = slot.outcome instanceof Refusal && slot.item.attempts < ATTEMPTS_MAX
    if (!told || !isAbout(missed, slot)) continue
    slot.item.attempts += 1
    slot.outcome = again
  }
}

/** Whether what an order lacks is what others did not take after all: units of a SKU, or room. */
function isAbout(missed: ReadonlySet<number>, { item, routed }: Slot): boolean {
  if (missed.size === 0) return false
  const lacksRoom = routed!.decisions.some(({ record }) => record.full)
  return lacksRoom || item.order.lines.some(({ sku }) => missed.has(sku.id))
}

/** What the holds of orders keep, now that nobody can take it any more. */
async function lockHeld(tx: Tx, going: readonly Slot[]): Promise<void> {
  const held = going.flatMap((slot) => slot.held ?? [])
  if (held.length === 0) return
  const claims = await lockHeldClaims(tx, held)
  for (const slot of going) {
    if (slot.held) slot.held = { ...slot.held, claims: claims.get(slot.held.hold.id) ?? [] }
  }
}

/** Answers the SKUs of orders that did not fit. */
function keepFitting(
  going: readonly Slot[],
  of: {
    ledger: Ledger
    offering: Offering
    rows: readonly ComingRow[]
    days: DayLoads | undefined
  },
  by: By,
): Set<number> {
  const { ledger, offering, rows, days } = of
  const missed = new Set<number>()
  const taken = new Map<string, number>()
  for (const slot of going) {
    const own = slot.held?.claims ?? []
    const parts = partsOf(slot)
    // Its own units are there for it before anybody else's, and what it leaves of them after it.
    for (const claim of own) add(taken, claim, -1)
    const isThere = takeFitting(ledger, slot, { taken, offering })
    const hasRoom = isThere && takeRoom(days, slot)
    if (hasRoom && promisesFit(ledger, slot.routed!.promised.parts, { taken, rows }, by)) continue
    if (isThere) for (const part of parts) add(taken, part, -1)
    if (hasRoom) days?.giveBack(slot.item.order)
    for (const claim of own) add(taken, claim)
    for (const { skuId } of [...parts, ...slot.routed!.promised.parts]) missed.add(skuId)
    // Whoever was first has taken room that comes to an end: it cannot go on like this.
    if (hasRoom || !isThere) slot.item.attempts += 1
    if (slot.item.attempts <= ATTEMPTS_MAX) slot.outcome = again
    else {
      slot.routed = withoutStock(slot.item.order, slot.routed!)
      if (refuses(slot)) slot.outcome = shortageOf(slot.item.order, slot.routed)
    }
  }
  return missed
}

/**
 * Takes what an order wants of rows that have it after the orders before it and after what is kept
 * back there from its channel and method, but not from the units of its own hold; takes nothing
 * where one of them has not.
 */
function takeFitting(
  ledger: Ledger,
  { item, routed, held }: Slot,
  { taken, offering }: { taken: Map<string, number>; offering: Offering },
): boolean {
  const own = new Map<string, number>()
  for (const claim of held?.claims ?? []) add(own, claim)
  const before: [key: string, units: number][] = []
  for (const { parts, record } of routed!.decisions) {
    const offer = offering.to(item.order.channelId, record.group.method)
    for (const { skuId, locationId, quantity } of parts) {
      const key = keyOf({ skuId, locationId, supplyNo: 0 })
      const row = ledger.supplies.get(key)
      const gone = taken.get(key) ?? 0
      const free = row === undefined ? 0 : freeOf(row) - gone
      const others = quantity - (own.get(key) ?? 0)
      const kept =
        row === undefined || others <= 0 ? 0 : offer.keep(skuId, locationId, row.quantity, free)
      if (free < quantity + kept) {
        for (const [of, units] of before.toReversed()) taken.set(of, units)
        return false
      }
      before.push([key, gone])
      taken.set(key, gone + quantity)
      own.set(key, Math.max(0, -others))
    }
  }
  return true
}

/** On the locked days, which alone decide. */
function takeRoom(days: DayLoads | undefined, slot: Slot): boolean {
  const { order } = slot.item
  return days === undefined || days.takeFitting(order, newWorkOf(partsOf(slot), order))
}

type Units = { skuId: number; locationId: number; quantity: number }

function add(taken: Map<string, number>, part: Units, sign = 1): void {
  const key = keyOf({ ...part, supplyNo: 0 })
  taken.set(key, (taken.get(key) ?? 0) + sign * part.quantity)
}

function partsOf({ routed }: Slot): Part[] {
  return routed!.decisions.flatMap(({ parts }) => parts)
}

function refuses({ item, routed }: Slot): boolean {
  return policyOf(routed!, item.channel) === 'refuse'
}
