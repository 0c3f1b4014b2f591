import { cheapest, type Terms } from './cheapest.ts'
import type { Search } from './search.ts'
import { descend, noDuals } from './lagrangian.ts'
import { meanParcelOf, ordersOf, type Network, type Order } from './network.ts'
import { offersOf, type Offers } from './offers.ts'

/**
 * An order that may still be moved: the node of each line (-1: unfilled), how often it was moved.
 */
export type Movable = { order: Order; plan: readonly number[]; moves: number }

/**
 * What they are moved in: free units of each cell and free slots of each node today, besides what
 * the orders hold, and what a unit and a slot are worth to orders to come.
 */
export type Room = {
  free: Float64Array
  slots: Float64Array
  stock: Float64Array
  slot: Float64Array
}

/**
 * What a move must save, how often an order may be moved, how many rounds to search, and how far
 * prices move at first, as a share of a parcel.
 */
export type Guards = { leastSaving: number; mostMoves: number; rounds: number; step: number }

export type Improved = { plans: number[][]; before: number; after: number }

/** Dearer than anything: what was promised is not taken back. */
const MUST = 1e10

/**
 * Moves the orders of a day together, where all of it costs less with the worth of what is left to
 * orders to come: their Lagrangian prices say who needs a scarce unit or slot most, then orders are
 * planned at these prices, the largest first, and once more each for itself at the worth of what it
 * takes. Where the sum did not fall, all stay. No line that had stock loses it, no order takes more
 * days than it did, none is moved too often or for less than a move must save.
 */
export function improve(
  search: Search,
  open: readonly Movable[],
  room: Room,
  guards: Guards,
): Improved {
  const { network } = search
  const held = open.filter(({ moves }) => moves < guards.mostMoves)
  const batch = batchOf(network, held, room)
  const before = totalOf(network, batch)
  const old = batch.offers.plan.slice()
  plan(search, batch, guards)
  revert(network, batch, old, guards.leastSaving)
  const after = totalOf(network, batch)
  const isBetter = after < before
  const planned = isBetter ? batch.offers.plan : old
  let next = 0
  const plans = open.map((movable) => {
    if (movable.moves >= guards.mostMoves) return [...movable.plan]
    const from = batch.offers.orders.first[next]!
    next += 1
    return movable.plan.map((_, line) => nodeAt(network, batch.offers, planned[from + line]!))
  })
  return { plans, before, after: isBetter ? after : before }
}

/** The orders' offers with what they hold, and what is free besides. */
type Batch = { offers: Offers; free: Float64Array; slots: Float64Array; room: Room; terms: Terms }

function batchOf(network: Network, held: readonly Movable[], room: Room): Batch {
  const { nodes, regions, days } = network
  const latest = held.map(({ order, plan: at }) => {
    const parcels = (order.service * regions + order.region) * nodes
    const used = at.filter((node) => node >= 0)
    return used.length === 0 ? Infinity : Math.max(...used.map((node) => days[parcels + node]!))
  })
  const offers = offersOf(network, ordersOf(held.map(({ order }) => order)), latest)
  held.forEach(({ plan: at }, order) => {
    at.forEach((node, l) => {
      const line = offers.orders.first[order]! + l
      offers.plan[line] = -1
      for (let offer = offers.first[line]!; offer < offers.first[line + 1]!; offer += 1) {
        if (network.node[offers.cell[offer]!] === node) offers.plan[line] = offer
      }
      if (node >= 0) offers.unfilled[line] = MUST
    })
  })
  const free = room.free.slice()
  const slots = room.slots.slice()
  const prices = { stock: room.stock, slot: room.slot.slice(), slotsFrom: 0 }
  return { offers, free, slots, room, terms: { prices, free } }
}

function nodeAt(network: Network, { cell }: Offers, offer: number): number {
  return offer < 0 ? -1 : network.node[cell[offer]!]!
}

/** Takes (or gives back: `sign` -1) what the plan of an order holds. */
function hold(network: Network, batch: Batch, order: number, sign: 1 | -1): void {
  const { offers, free, slots } = batch
  for (const offer of partsOf(offers, order)) {
    free[offers.cell[offer.offer]!]! -= sign * offer.quantity
  }
  for (const node of nodesOf(network, offers, order)) slots[node]! -= sign
}

function partsOf({ orders, plan: at }: Offers, order: number) {
  const parts: { offer: number; quantity: number }[] = []
  for (let line = orders.first[order]!; line < orders.first[order + 1]!; line += 1) {
    if (at[line]! >= 0) parts.push({ offer: at[line]!, quantity: orders.quantity[line]! })
  }
  return parts
}

function nodesOf(network: Network, offers: Offers, order: number): Set<number> {
  return new Set(partsOf(offers, order).map(({ offer }) => nodeAt(network, offers, offer)))
}

/** What the plan of an order costs, with the worth of what it takes. */
function costOf(network: Network, { offers, room }: Batch, order: number): number {
  const { orders, plan: at, cost, cell, unfilled, parcels } = offers
  let sum = 0
  for (let line = orders.first[order]!; line < orders.first[order + 1]!; line += 1) {
    const offer = at[line]!
    if (offer < 0) sum += unfilled[line]!
    else sum += cost[offer]! + room.stock[cell[offer]!]! * orders.quantity[line]!
  }
  for (const node of nodesOf(network, offers, order)) {
    sum += network.parcel[parcels[order]! + node]! + room.slot[node]!
  }
  return sum
}

function totalOf(network: Network, batch: Batch): number {
  let sum = 0
  for (let order = 0; order < batch.offers.orders.count; order += 1) {
    sum += costOf(network, batch, order)
  }
  return sum
}

function plan(search: Search, batch: Batch, { rounds, step }: Guards): void {
  const { offers, free, slots, room } = batch
  const { count, first } = offers.orders
  for (let order = 0; order < count; order += 1) hold(search.network, batch, order, -1)
  const duals = noDuals(free.length, slots.length)
  duals.stock.set(room.stock)
  duals.slot.set(room.slot)
  const today = { ...offers, orders: { ...offers.orders, day: new Int32Array(count) } }
  const scarce = { units: free, floor: room.stock, slots, slotFloor: room.slot, fromDay: 0 }
  const joint = descend(search, scarce, [{ offers: today, from: 0 }], duals, {
    rounds,
    step: step * meanParcelOf(search.network),
  })
  const sizeOf = (order: number) => first[order + 1]! - first[order]!
  const largestFirst = Array.from({ length: count }, (_, order) => order).toSorted(
    (a, b) => sizeOf(b) - sizeOf(a) || a - b,
  )
  for (const order of largestFirst) replan(search, batch, order, joint)
  for (let pass = 0; pass < 2; pass += 1) {
    for (const order of largestFirst) {
      hold(search.network, batch, order, -1)
      replan(search, batch, order, room)
    }
  }
}

function replan(
  search: Search,
  batch: Batch,
  order: number,
  { stock, slot }: { stock: Float64Array; slot: Float64Array },
): void {
  const { prices } = batch.terms
  prices.stock = stock
  for (let node = 0; node < slot.length; node += 1) {
    prices.slot[node] = batch.slots[node]! >= 1 ? slot[node]! : Infinity
  }
  cheapest(search, batch.offers, order, batch.terms)
  hold(search.network, batch, order, 1)
}

/** What was moved for less than a move must save goes back, where its old place is still free. */
function revert(network: Network, batch: Batch, old: Int32Array, leastSaving: number): void {
  const { offers, free, slots } = batch
  for (let order = 0; order < offers.orders.count; order += 1) {
    const from = offers.orders.first[order]!
    const end = offers.orders.first[order + 1]!
    const now = offers.plan.slice(from, end)
    if (now.every((offer, line) => offer === old[from + line])) continue
    const cost = costOf(network, batch, order)
    hold(network, batch, order, -1)
    offers.plan.set(old.subarray(from, end), from)
    const fits =
      partsOf(offers, order).every(
        ({ offer, quantity }) => free[offers.cell[offer]!]! >= quantity,
      ) && [...nodesOf(network, offers, order)].every((node) => slots[node]! >= 1)
    if (!fits || costOf(network, batch, order) - cost >= leastSaving) offers.plan.set(now, from)
    hold(network, batch, order, 1)
  }
}
