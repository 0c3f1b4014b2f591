import { Refusal } from '../../lib/refusal.ts'
import {
  acceptWork,
  answerCancels,
  declineWork,
  deliverParcels,
  packWork,
  pickWork,
  releaseOrders,
  shipWork,
  shortPickWork,
  listWorkOf,
  type StoredWork,
} from '../../fulfilment/index.ts'
import type { By } from '../../inventory/index.ts'
import { cancelOrder, placeHolds, releaseHoldsOf } from '../../orders/index.ts'
import type { Tx } from '../../platform/db/index.ts'
import { randomOf, shareOf, type Random } from '../domain/random.ts'
import { carriageOf } from '../domain/staff.ts'
import type { PlacedOrder } from './history.ts'
import { ACTOR } from './make.ts'
import type { DemoWorld } from './plan.ts'

/** What chance does to a hundred orders or fulfilment orders. */
const HELD = 0.025
const FREED = 0.75
const CANCELLED = 0.025
const RECALLED = 0.012
const DECLINED = 0.03
const MISSING = 0.025
/** Work of the last hours that nobody has taken up yet. */
const UNTOUCHED = 0.25

const LATEST_HELD_DAYS = 4

type Life = {
  tx: Tx
  world: DemoWorld
  orders: ReadonlyMap<string, PlacedOrder>
  random: Random
  from: Temporal.Instant
  end: Temporal.Instant
  /** Parcels under way, with the day on which each arrives. */
  parcels: { id: string; days: number }[]
}

type Step = readonly [minutes: number, run: (life: Life, by: By) => Promise<unknown>]

/**
 * What becomes of orders of an hour, in the order of time: minutes after the hour. Depots work the
 * same day, stores take longer, a held order comes behind. A step that lies after the end of the
 * history has not happened yet.
 */
const steps: readonly Step[] = [
  [1, hold],
  [12, cancel],
  [20, release],
  [45, (life, by) => accept(life, by)],
  [52, recall],
  [58, decline],
  [60, release],
  [80, (life, by) => accept(life, by)],
  [110, miss],
  [112, release],
  [125, (life, by) => accept(life, by)],
  [150, (life, by) => pick(life, by, isDepot)],
  [180, (life, by) => pack(life, by)],
  [230, (life, by) => pick(life, by, () => true)],
  [250, (life, by) => pack(life, by)],
  [300, freeHeld],
  [305, release],
  [330, (life, by) => accept(life, by)],
  [390, (life, by) => pick(life, by, () => true)],
  [400, (life, by) => pack(life, by)],
  [430, (life, by) => ship(life, by, isDepot)],
  [560, (life, by) => ship(life, by, () => true)],
  [1380, (life, by) => deliver(life, by, 1)],
  [1500, handOver],
  [2820, (life, by) => deliver(life, by, 2)],
  [4300, (life, by) => deliver(life, by, 3)],
]

/** Takes placed orders through their life, as far as it lies before the end of the history. */
export async function liveThrough(
  tx: Tx,
  world: DemoWorld,
  of: { seed: number; from: Temporal.Instant; end: Temporal.Instant; orders: PlacedOrder[] },
): Promise<void> {
  if (of.orders.length === 0) return
  const { clock } = world.platform
  const life: Life = {
    tx,
    world,
    orders: new Map(of.orders.map((order) => [order.id, order])),
    random: randomOf(of.seed, `life ${of.from}`),
    from: of.from,
    end: of.end,
    parcels: [],
  }
  for (const [minutes, run] of steps) {
    const now = of.from.add({ minutes })
    if (Temporal.Instant.compare(now, of.end) > 0) return
    await run(life, { actor: ACTOR, now, nowMs: clock.nowMs() })
  }
}

async function hold({ tx, orders, random }: Life, by: By): Promise<void> {
  const held = [...orders.keys()].filter(() => random.isOne(HELD))
  const holds = held.map((orderId) => {
    const cause = random.pick(['address_check', 'fraud', 'customer_request'])
    return { orderId, cause, note: 'Ask the customer before anything is sent.' }
  })
  await placeHolds(tx, holds, by)
}

/** Long-standing holds would be nobody's: only new ones are left. */
async function freeHeld({ tx, orders, random, from, end }: Life, by: By): Promise<void> {
  const isOld = from.until(end).total('hours') > LATEST_HELD_DAYS * 24
  const orderIds = [...orders.keys()].filter(() => isOld || random.isOne(FREED))
  await releaseHoldsOf(tx, { orderIds }, by)
}

const REASONS = ['Changed their mind', 'Ordered twice by mistake', 'Found it in a store']

async function cancel(life: Life, by: By): Promise<void> {
  await cancelSome(life, CANCELLED, by)
}

/** Too late to be simply cancelled: the location is asked to give it back, and does. */
async function recall(life: Life, by: By): Promise<void> {
  if (await cancelSome(life, RECALLED, by)) await answerCancels(life.tx, life.world, by, 100)
}

async function cancelSome(life: Life, share: number, by: By): Promise<boolean> {
  const { tx, world, orders, random } = life
  const chosen = [...orders.keys()].filter(() => random.isOne(share))
  for (const id of chosen) {
    const on = { id, scope: 'all' as const, version: undefined, by }
    const asked = { lines: undefined, reason: random.pick(REASONS) }
    await cancelOrder(tx, world, on, asked).catch(ignoreRefusal)
  }
  return chosen.length > 0
}

/** It was cancelled before, or is packed by now. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}

async function release({ tx, world, orders }: Life, by: By): Promise<void> {
  await releaseOrders(tx, world, [...orders.keys()], by)
}

async function worksIn(
  { tx, world, orders }: Life,
  states: readonly string[],
): Promise<(StoredWork & { isDepot: boolean })[]> {
  const { locationById } = await world.network.current()
  const works = await listWorkOf(tx, [...orders.keys()])
  return works
    .filter(({ state }) => states.includes(state))
    .map((work) => {
      const { kind } = locationById.get(work.locationId)!
      return { ...work, isDepot: kind === 'distribution_centre' }
    })
}

const isDepot = (work: { isDepot: boolean }) => work.isDepot

async function accept(life: Life, by: By): Promise<void> {
  const open = (await worksIn(life, ['open'])).filter(({ request }) => request === 'submitted')
  const isRecent = life.from.until(life.end).total('hours') < 10
  const taken = open.filter(() => !isRecent || !life.random.isOne(UNTOUCHED))
  if (taken.length > 0) await acceptWork(life.tx, taken.map(whole), by)
}

async function decline(life: Life, by: By): Promise<void> {
  const { tx, world, random } = life
  const open = await worksIn(life, ['open'])
  const chosen = open.filter((work) => !work.isDepot && random.isOne(DECLINED))
  const items = chosen.map(({ id }) => {
    return { id, reason: random.pick(['too_busy', 'damaged', 'closed', 'not_found'] as const) }
  })
  if (items.length > 0) await declineWork(tx, world, items, by)
}

/** One unit of a line is nowhere to be found. */
async function miss(life: Life, by: By): Promise<void> {
  const open = await worksIn(life, ['open'])
  const items = open
    .filter(() => life.random.isOne(MISSING))
    .map(({ id, lines }) => {
      const { lineNo } = lines.find(({ quantity }) => quantity > 0)!
      return { id, missing: [{ lineNo, quantity: 1 }] }
    })
  if (items.length > 0) await shortPickWork(life.tx, life.world, items, by)
}

type Which = (work: { isDepot: boolean }) => boolean

/** What nobody has accepted is left alone. */
async function pick(life: Life, by: By, which: Which): Promise<void> {
  const works = (await worksIn(life, ['open', 'picking'])).filter(which)
  const accepted = works.filter(({ request }) => request === 'accepted')
  if (accepted.length > 0) await pickWork(life.tx, accepted.map(whole), by)
}

async function pack(life: Life, by: By): Promise<void> {
  const works = await worksIn(life, ['picked'])
  if (works.length > 0) await packWork(life.tx, works.map(whole), by)
}

async function ship(life: Life, by: By, which: Which): Promise<void> {
  const works = (await worksIn(life, ['packed']))
    .filter(which)
    .filter(({ orderId }) => !life.orders.get(orderId)!.collected)
  if (works.length === 0) return
  const { locationById } = await life.world.network.current()
  const items = works.map(({ id, locationId }) => {
    const carriage = carriageOf(locationById.get(locationId)!.country, id)
    return { id, kind: 'shipment' as const, ...carriage, occurredAt: null }
  })
  const { parcels } = await shipWork(life.tx, life.world, items, by)
  const draw = () => 1 + Math.floor(life.random.next() ** 1.5 * 3)
  for (const id of parcels.values()) life.parcels.push({ id, days: draw() })
}

async function handOver(life: Life, by: By): Promise<void> {
  const works = (await worksIn(life, ['packed'])).filter(
    ({ orderId }) => life.orders.get(orderId)!.collected,
  )
  const items = works.map(({ id }) => {
    return { id, kind: 'handover' as const, carrier: null, trackingNumber: null, occurredAt: null }
  })
  if (items.length > 0) await shipWork(life.tx, life.world, items, by)
}

async function deliver(life: Life, by: By, days: number): Promise<void> {
  const arriving = life.parcels.filter((parcel) => parcel.days === days)
  const spread = (id: string) => Math.floor(shareOf(id) * 180)
  const arrivals = arriving.map(({ id }) => {
    return { id, occurredAt: by.now.subtract({ minutes: spread(id) }) }
  })
  if (arrivals.length > 0) await deliverParcels(life.tx, life.world, arrivals, by)
}

const whole = ({ id }: { id: string }) => ({ id })
