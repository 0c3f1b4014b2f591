import { cheapest, type Terms } from './cheapest.ts'
import type { Search } from './search.ts'
import type { Tills } from './newsvendor.ts'
import type { Offers } from './offers.ts'

/** Prices of stock by cell and of slots by day and node, with the steps taken so far. */
export type Duals = {
  stock: Float64Array
  stockSteps: Float64Array
  slot: Float64Array
  slotSteps: Float64Array
}

/**
 * What orders compete for: free units of each cell, what tills want of them, slots by day and node
 * from `fromDay` on. `floor` and `slotFloor`: what a unit and a slot are worth to somebody else.
 */
export type Scarce = {
  units: Float64Array
  tills?: Tills
  floor?: Float64Array
  slots: Float64Array
  slotFloor?: Float64Array
  fromDay: number
}

/** The orders of a book from one of them on. */
export type Part = { offers: Offers; from: number }

export type Descent = { rounds: number; step: number }

export function noDuals(cells: number, slots: number): Duals {
  return {
    stock: new Float64Array(cells),
    stockSteps: new Float64Array(cells),
    slot: new Float64Array(slots),
    slotSteps: new Float64Array(slots),
  }
}

export function descend(
  search: Search,
  scarce: Scarce,
  parts: readonly Part[],
  duals: Duals,
  { rounds, step }: Descent,
): { stock: Float64Array; slot: Float64Array; bound: number } {
  const { units, slots } = scarce
  const { nodes } = search.network
  const used = new Float64Array(units.length)
  const sent = new Float64Array(slots.length)
  const mean = { stock: new Float64Array(units.length), slot: new Float64Array(slots.length) }
  const burn = rounds >> 1
  let bound = -Infinity
  const terms: Terms = {
    prices: { stock: duals.stock, slot: duals.slot, slotsFrom: 0 },
    free: units,
  }
  for (let round = 0; round < rounds; round += 1) {
    used.fill(0)
    sent.fill(0)
    let value = 0
    for (const { offers, from } of parts) {
      const { orders } = offers
      for (let order = from; order < orders.count; order += 1) {
        const slotsFrom = (orders.day[order]! - scarce.fromDay) * nodes
        terms.prices.slotsFrom = slotsFrom
        value += cheapest(search, offers, order, terms)
        countPlan(search, offers, order, slotsFrom, used, sent)
      }
    }
    value -= stepStock(duals, scarce, used, step)
    value -= stepSlots(duals, scarce, sent, step)
    if (value > bound) bound = value
    if (round < burn) continue
    for (let c = 0; c < used.length; c += 1) mean.stock[c]! += duals.stock[c]! / (rounds - burn)
    for (let c = 0; c < sent.length; c += 1) mean.slot[c]! += duals.slot[c]! / (rounds - burn)
  }
  return { ...mean, bound }
}

function countPlan(
  { network }: Search,
  { orders, plan, cell }: Offers,
  order: number,
  slotsFrom: number,
  used: Float64Array,
  sent: Float64Array,
): void {
  const from = orders.first[order]!
  const end = orders.first[order + 1]!
  for (let line = from; line < end; line += 1) {
    const offer = plan[line]!
    if (offer < 0) continue
    const at = cell[offer]!
    used[at]! += orders.quantity[line]!
    const node = network.node[at]!
    let isNew = true
    for (let other = from; other < line && isNew; other += 1) {
      isNew = plan[other]! < 0 || network.node[cell[plan[other]!]!] !== node
    }
    if (isNew) sent[slotsFrom + node]! += 1
  }
}

/** Each cell offers the units that are worth no more than its price to anybody else. */
function stepStock(duals: Duals, scarce: Scarce, used: Float64Array, step: number): number {
  const { stock, stockSteps } = duals
  const { units, tills, floor } = scarce
  let worth = 0
  for (let cell = 0; cell < used.length; cell += 1) {
    const price = stock[cell]!
    const at = tills ? tills.first[cell]! : 0
    const end = tills ? tills.first[cell + 1]! : 0
    let offered = units[cell]!
    let least = floor ? floor[cell]! : 0
    if (end > at) {
      least = tills!.worth[at]!
      for (offered = 0; at + offered < end && tills!.worth[at + offered]! <= price; offered += 1) {
        worth -= tills!.worth[at + offered]!
      }
    } else worth -= least * offered
    worth += price * offered
    const lacks = used[cell]! - offered
    if (lacks === 0 || (lacks < 0 && price <= least)) continue
    stockSteps[cell]! += lacks * lacks
    stock[cell] = Math.max(least, price + (step * lacks) / Math.sqrt(stockSteps[cell]!))
  }
  return worth
}

function stepSlots(duals: Duals, scarce: Scarce, sent: Float64Array, step: number): number {
  const { slot, slotSteps } = duals
  const { slots, slotFloor } = scarce
  let worth = 0
  for (let at = 0; at < sent.length; at += 1) {
    if (slots[at] === Infinity) continue
    const least = slotFloor ? slotFloor[at]! : 0
    worth += (slot[at]! - least) * slots[at]!
    const lacks = sent[at]! - slots[at]!
    if (lacks === 0 || (lacks < 0 && slot[at]! <= least)) continue
    slotSteps[at]! += lacks * lacks
    slot[at] = Math.max(least, slot[at]! + (step * lacks) / Math.sqrt(slotSteps[at]!))
  }
  return worth
}
