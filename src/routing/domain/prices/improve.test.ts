import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { drawnDemand, drawnNetwork } from '../../../../test/routing/networks.ts'
import { randomOf } from '../../../../test/random.ts'
import { drawFuture } from './future.ts'
import { improve, type Movable, type Room } from './improve.ts'
import { cellOf, type Network, unitCost } from './network.ts'
import { openSearch } from './search.ts'

const guards = { leastSaving: 0, mostMoves: 2, rounds: 20, step: 0.3 }

describe('orders of a day, moved together', () => {
  it('cost less or stay; keep their stock and their days; nothing is given twice', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { network, open, room } = drawnDay(seed)
        const { plans, before, after } = improve(openSearch(network), open, room, guards)
        const held = open.filter(({ moves }) => moves < guards.mostMoves)
        const sum = (of: readonly Movable[]) =>
          of.reduce((all, one) => all + costOf(network, room, one), 0)
        const moved = open.map((one, order) => ({ ...one, plan: plans[order]! }))
        assert.ok(after <= before)
        const saved = sum(open) - sum(moved)
        assert.ok(Math.abs(before - after - saved) < 1, `${before - after}, not ${saved}`)
        assert.equal(held.length + open.filter(({ moves }) => moves >= 2).length, open.length)
        assertFits(network, open, moved, room)
        moved.forEach(({ order, plan, moves }, at) => {
          const old = open[at]!
          if (moves >= guards.mostMoves) assert.deepEqual(plan, old.plan)
          plan.forEach((node, line) => assert.ok(node >= 0 || old.plan[line]! < 0))
          if (old.plan.some((node) => node >= 0)) {
            assert.ok(daysOf(network, order, plan) <= daysOf(network, order, old.plan))
          }
        })
      }),
      { numRuns: 300 },
    )
  })

  it('are not moved for less than a move must save, where their place is still free', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { network, open, room } = drawnDay(seed)
        const dear = { ...guards, leastSaving: 1e9 }
        for (const one of open.slice(0, 3)) {
          const { plans } = improve(openSearch(network), [one], room, dear)
          if (one.plan.every((node) => node >= 0)) assert.deepEqual(plans, [one.plan])
        }
      }),
    )
  })

  it('are moved the same way each time', () => {
    const { network, open, room } = drawnDay(7)
    const search = openSearch(network)
    assert.deepEqual(improve(search, open, room, guards), improve(search, open, room, guards))
  })
})

/** Orders that took whatever they came across, as long as there was any. */
function drawnDay(seed: number): { network: Network; open: Movable[]; room: Room } {
  const { network, units } = drawnNetwork(seed, { nodes: 6, regions: 5, skus: 8 })
  const random = randomOf(seed)
  const orders = drawFuture(drawnDemand(seed, network, 8), 0, 1, seed)
  const free = units
  const slots = network.slots.slice()
  const open = Array.from({ length: orders.count }, (_, order): Movable => {
    const lines = [...orders.sku.subarray(orders.first[order], orders.first[order + 1])].map(
      (sku) => ({ sku, quantity: 1 }),
    )
    const used = new Set<number>()
    const plan = lines.map(({ sku }) => {
      const from = network.first[sku]!
      const cells = network.node.subarray(from, network.first[sku + 1])
      const at = cells.findIndex(
        (node, cell) => free[from + cell]! > 0 && (used.has(node) || slots[node]! > used.size),
      )
      if (at < 0) return -1
      free[from + at]! -= 1
      used.add(cells[at]!)
      return cells[at]!
    })
    for (const node of used) slots[node]! -= 1
    const moves = random() < 0.2 ? 2 : 0
    const row = { day: 0, region: orders.region[order]!, service: orders.service[order]!, lines }
    return { order: row, plan, moves }
  })
  const stock = free.map(() => (random() < 0.5 ? 0 : Math.round(40_000 * random())))
  return { network, open, room: { free, slots, stock, slot: new Float64Array(network.nodes) } }
}

function costOf(network: Network, room: Room, { order, plan }: Movable): number {
  const parcels = (order.service * network.regions + order.region) * network.nodes
  const used = [...new Set(plan.filter((node) => node >= 0))]
  return (
    used.reduce((sum, node) => sum + network.parcel[parcels + node]!, 0) +
    plan.reduce((sum, node, line) => {
      const { sku } = order.lines[line]!
      if (node < 0) return sum + network.unfilled[sku]!
      const price = room.stock[cellOf(network, sku, node)]!
      return sum + price + unitCost(network, sku, node, order.region)
    }, 0)
  )
}

function daysOf(network: Network, order: Movable['order'], plan: readonly number[]): number {
  const parcels = (order.service * network.regions + order.region) * network.nodes
  return Math.max(-1, ...plan.map((node) => (node < 0 ? -1 : network.days[parcels + node]!)))
}

function assertFits(
  network: Network,
  open: readonly Movable[],
  moved: readonly Movable[],
  room: Room,
): void {
  const free = room.free.slice()
  const slots = room.slots.slice()
  const count = ({ order, plan }: Movable, sign: number) => {
    plan.forEach((node, line) => {
      if (node >= 0) free[cellOf(network, order.lines[line]!.sku, node)]! -= sign
    })
    for (const node of new Set(plan.filter((at) => at >= 0))) slots[node]! -= sign
  }
  for (const one of open) count(one, -1)
  for (const one of moved) count(one, 1)
  assert.ok(free.every((units) => units >= 0))
  assert.ok(slots.every((left) => left >= 0))
}
