import type { Decision } from '../decide.ts'
import type { GroupToRoute, Part } from '../types.ts'
import type { SimulatedOrder, TillSold } from './course.ts'
import { unitsOf } from './demand.ts'
import { spend } from './figures.ts'
import { keepOpen } from './improving.ts'
import type { Here } from './rooms.ts'
import { routeOn, take, wantUnfilled } from './send.ts'
import type { Now, Placed, Run } from './state.ts'
import { sendGroup } from './waiting.ts'

/**
 * Decides on an order as live: all of its groups, then, where its channel or a rule refuses what is
 * short, nothing. Then places decline, by chance, and others are looked for. What is short waits.
 * Answers the decisions as they were first; of what is refused nothing comes from anywhere.
 */
export function placeOrder(run: Run, placed: Placed, now: Now): PlacedBy {
  const { order } = placed
  const here: Here = new Map()
  const network = run.surroundings.networkOf(order.channelId, now.at)
  const decisions = order.groups.map((group) => {
    const decision = routeOn(run, placed, group, { now, here, network })
    take(run, group, decision.parts, { now, here, sign: 1, isTried: true })
    return decision
  })
  const isRefused = refuses(order, decisions)
  if (isRefused) {
    order.groups.forEach((group, g) => {
      take(run, group, decisions[g]!.parts, { now, here, sign: -1, isTried: true })
      wantUnfilled(run, placed, group.demand, 1)
    })
  } else {
    settle(run, order, decisions)
    order.groups.forEach((group, g) => {
      const one = { placed, group, decision: decisions[g]!, taken: { now, here } }
      if (!keepOpen(run, one)) sendGroup(run, one, { now, here, network })
    })
  }
  if (!order.isApart) run.figures.wantedUnits += unitsOf(order.groups.flatMap((g) => g.demand))
  if (!isRefused) return { decisions, isRefused }
  return { decisions: decisions.map((one, g) => nothingOf(order.groups[g]!, one)), isRefused }
}

/** What was tried is taken: only now may something have run out. */
function settle({ shelf }: Run, { groups }: SimulatedOrder, decisions: readonly Decision[]): void {
  const taken = new Map<string, Part>()
  for (const [g, { parts }] of decisions.entries()) {
    const follows = new Set(groups[g]!.demand.filter((one) => one.follows).map((one) => one.lineNo))
    for (const part of parts) {
      if (follows.has(part.lineNo)) continue
      const cell = `${part.skuId} ${part.locationId}`
      const quantity = (taken.get(cell)?.quantity ?? 0) + part.quantity
      taken.set(cell, { ...part, quantity })
    }
  }
  for (const part of taken.values()) shelf.settle(part.skuId, part.locationId, part.quantity)
}

/** How an order was decided, group by group. */
export type PlacedBy = { decisions: Decision[]; isRefused: boolean }

/** Why it was refused stays. */
function nothingOf({ demand }: GroupToRoute, decision: Decision): Decision {
  const short = demand.map(({ lineNo, skuId, quantity }) => {
    return { lineNo, skuId, wanted: quantity, available: 0 }
  })
  return { ...decision, parts: [], short }
}

function refuses(order: SimulatedOrder, decisions: readonly Decision[]): boolean {
  return decisions.some(({ short, record }) => {
    return short.length > 0 && (record.rule?.otherwise ?? order.onShortage) === 'refuse'
  })
}

/** A till sells what is there; what it wanted besides is lost. */
export function sellAtTill({ shelf, figures }: Run, sale: TillSold, day: number): void {
  const { skuId, locationId, units, wholePerUnit, worth } = sale
  const lost = units - shelf.sell(skuId, locationId, units)
  figures.tillUnits += units * wholePerUnit
  if (lost === 0) return
  figures.lostUnits += lost * wholePerUnit
  figures.daily.lostSales[day]! += lost * wholePerUnit
  spend(figures, day, 'lostSales', Math.round(lost * worth))
}
