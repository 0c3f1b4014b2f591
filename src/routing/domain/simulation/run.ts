import type { Decision } from '../decide.ts'
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
 * Answers the decisions as they were first.
 */
export function placeOrder(run: Run, placed: Placed, now: Now): Decision[] {
  const { order } = placed
  const here: Here = new Map()
  const network = run.surroundings.networkOf(order.channelId, now.at)
  const decisions = order.groups.map((group) => {
    const decision = routeOn(run, placed, group, { now, here, network })
    take(run, group, decision.parts, { now, here, sign: 1 })
    return decision
  })
  if (isRefused(order, decisions)) {
    order.groups.forEach((group, g) => {
      take(run, group, decisions[g]!.parts, { now, here, sign: -1 })
      wantUnfilled(run, placed, group.demand, 1)
    })
  } else {
    order.groups.forEach((group, g) => {
      const one = { placed, group, decision: decisions[g]!, taken: { now, here } }
      if (!keepOpen(run, one)) sendGroup(run, one, { now, here, network })
    })
  }
  if (!order.isApart) run.figures.wantedUnits += unitsOf(order.groups.flatMap((g) => g.demand))
  return decisions
}

function isRefused(order: SimulatedOrder, decisions: readonly Decision[]): boolean {
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
