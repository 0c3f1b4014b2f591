import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { newOrders } from '../../../test/arbitrary/orders.ts'
import { allForSale, offeringBy, said, type Said } from '../../../test/arbitrary/offering.ts'
import { believedOf, plans, worlds, type World } from '../../../test/arbitrary/routing.ts'
import { unitsOf as baseUnitsOf } from '../../lib/quantity.ts'
import type { Part, Plan } from '../../routing/index.ts'
import type { NewOrder } from './capture.ts'
import { routeOrder, shortageOf, untake, withoutStock, type Routed } from './place.ts'
import { createBatchStock, type BatchStock } from './stock-view.ts'

const batches = fc.array(newOrders(), { minLength: 1, maxLength: 5 })

describe('routing a batch of orders', () => {
  it('never takes more than there is, whatever order came before', () => {
    fc.assert(
      fc.property(batches, plans(), worlds(), (orders, plan, world) => {
        const stock = batchOf(world)
        const parts = routeAll(orders, plan, world, stock).flatMap(partsOf)
        for (const { skuId, locationId, available } of world.rows) {
          const here = parts.filter((p) => p.skuId === skuId && p.locationId === locationId)
          assert.ok(unitsOf(here) <= Math.max(0, available))
          assert.equal(leftOf(stock, skuId, locationId), available - unitsOf(here))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('gives or tells short every unit of every line, group by group', () => {
    fc.assert(
      fc.property(newOrders(), plans(), worlds(), (order, plan, world) => {
        const routed = routeOrder(order, plan, world.network, batchOf(world))
        assert.deepEqual(
          routed.decisions.map(({ record }) => record.group.no),
          order.groups.map(({ no }) => no),
        )
        assert.equal(routed.short, shortOf(routed).length > 0)
        for (const { no, sku, ordered } of order.lines) {
          const given = unitsOf(partsOf(routed).filter(({ lineNo }) => lineNo === no))
          const lacks = shortOf(routed).filter(({ lineNo }) => lineNo === no)
          const expected = { lineNo: no, skuId: sku.id, wanted: ordered, available: given }
          assert.deepEqual(lacks, given < ordered ? [expected] : [])
        }
      }),
      { numRuns: 500 },
    )
  })

  it('leaves the stock as it was when an order gives back what it took', () => {
    fc.assert(
      fc.property(batches, newOrders(), plans(), worlds(), (orders, last, plan, world) => {
        const stock = batchOf(world)
        routeAll(orders, plan, world, stock)
        const before = world.rows.map((row) => leftOf(stock, row.skuId, row.locationId))
        const routed = routeOrder(last, plan, world.network, stock)
        untake(last, routed, stock)
        const after = world.rows.map((row) => leftOf(stock, row.skuId, row.locationId))
        assert.deepEqual(after, before)
        assert.deepEqual(routeOrder(last, plan, world.network, stock), routed)
      }),
    )
  })

  it('decides the same again from the start', () => {
    fc.assert(
      fc.property(batches, plans(), worlds(), (orders, plan, world) => {
        const stock = batchOf(world)
        const once = routeAll(orders, plan, world, stock)
        stock.reset()
        assert.deepEqual(routeAll(orders, plan, world, stock), once)
      }),
    )
  })
})

describe('routing by rules of availability', () => {
  it('leaves safety stock, what is barred, and the last units of the channel', () => {
    fc.assert(
      fc.property(batches, plans(), worlds(), said, (orders, plan, world, rules) => {
        const stock = batchOf(world, rules)
        const parts = routeAll(orders, plan, world, stock).flatMap(partsOf)
        for (const { skuId, locationId, available } of world.rows) {
          const key = `${skuId} ${locationId}`
          const given = unitsOf(
            parts.filter((p) => p.skuId === skuId && p.locationId === locationId),
          )
          const most = Math.max(0, available - (rules.safety[key] ?? 0))
          assert.ok(given <= (rules.barred.includes(key) ? 0 : most))
        }
        for (const [skuId, kept] of Object.entries(rules.threshold)) {
          const given = unitsOf(parts.filter((p) => p.skuId === Number(skuId)))
          assert.ok(given <= Math.max(0, sellableOf(world, rules, Number(skuId)) - kept))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('puts what it went by into the record, with the rule as it was called', () => {
    fc.assert(
      fc.property(newOrders(), plans(), worlds(), said, (order, plan, world, rules) => {
        const routed = routeOrder(order, plan, world.network, batchOf(world, rules))
        for (const { record } of routed.decisions) {
          const { ruled, excluded } = record
          const nameOf = (no: number) => ruled!.rules[no]?.[1]
          const out = (excluded.not_eligible ?? []).map(String)
          assert.deepEqual(
            (ruled?.barred ?? []).map(([at, sku, no]) => [`${at},${sku}`, nameOf(no)]),
            out.map((one) => [one, 'Rule bar']),
          )
          for (const [at, sku, units, no] of ruled?.safety ?? []) {
            assert.ok(units > 0 && units <= rules.safety[`${sku} ${at}`]!)
            assert.equal(nameOf(no), 'Rule safety')
          }
          for (const [sku, units, no] of ruled?.threshold ?? []) {
            assert.deepEqual([units, nameOf(no)], [rules.threshold[sku], 'Rule threshold'])
          }
        }
      }),
    )
  })
})

describe('an order that gets nothing', () => {
  it('waits with every line, and its records say so', () => {
    fc.assert(
      fc.property(newOrders(), plans(), worlds(), (order, plan, world) => {
        const routed = routeOrder(order, plan, world.network, batchOf(world))
        const none = withoutStock(order, routed)
        assert.deepEqual(partsOf(none), [])
        assert.equal(none.short, true)
        const all = order.lines.map(({ no, sku, ordered }) => {
          return { lineNo: no, skuId: sku.id, wanted: ordered, available: 0 }
        })
        assert.deepEqual(byLine(shortOf(none)), byLine(all))
        for (const { record, short } of none.decisions) {
          assert.deepEqual(record.short, short)
          assert.deepEqual([record.chosen, record.cost, record.alternative], [[], 0, null])
        }
      }),
    )
  })

  it('is told line by line what was wanted and what is there, as people count', () => {
    fc.assert(
      fc.property(newOrders(), plans(), worlds(), (order, plan, world) => {
        const routed = routeOrder(order, plan, world.network, batchOf(world))
        const { code, facts } = shortageOf(order, routed)
        assert.equal(code, 'shortage')
        const told = facts['short'] as ReturnType<typeof toldOf>
        assert.deepEqual(told, toldOf(order, routed))
      }),
    )
  })
})

function toldOf(order: NewOrder, routed: Routed) {
  return shortOf(routed).map(({ lineNo, wanted, available }) => {
    const { sku } = order.lines.find(({ no }) => no === lineNo)!
    const people = (units: number) => {
      const shown = units / 10 ** sku.decimals
      assert.equal(baseUnitsOf(shown, sku.decimals), units)
      return shown
    }
    return {
      line: lineNo,
      sku: sku.code,
      wanted: people(wanted),
      available: people(available),
      nextOn: null,
    }
  })
}

function routeAll(
  orders: readonly NewOrder[],
  plan: Plan,
  { network }: World,
  stock: BatchStock,
): Routed[] {
  return orders.map((order) => routeOrder(order, plan, network, stock))
}

function partsOf({ decisions }: Routed): Part[] {
  return decisions.flatMap(({ parts }) => parts)
}

function shortOf({ decisions }: Routed) {
  return decisions.flatMap(({ short }) => short)
}

function byLine<Line extends { lineNo: number }>(lines: readonly Line[]): Line[] {
  return lines.toSorted((a, b) => a.lineNo - b.lineNo)
}

function unitsOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { quantity }) => sum + quantity, 0)
}

/** What the channel has of a SKU over its places, less their safety stock. */
function sellableOf({ network, rows }: World, rules: Said, skuId: number): number {
  return rows
    .filter((row) => row.skuId === skuId)
    .filter(({ locationId }) => {
      const location = network.location(locationId)
      const isOpen = location && !location.paused && !location.archived
      if (!isOpen || network.rank(locationId) === undefined) return false
      const isBarred = rules.barred.includes(`${skuId} ${locationId}`)
      return !isBarred && !network.isSkuPaused(skuId, locationId)
    })
    .reduce((sum, { locationId, available }) => {
      return sum + Math.max(0, available - (rules.safety[`${skuId} ${locationId}`] ?? 0))
    }, 0)
}

/** A batch on the stock of a world, of which everything is on hand. */
function batchOf({ rows }: World, rules?: Said): BatchStock {
  return createBatchStock(believedOf(rows), rules ? offeringBy(rules) : allForSale)
}

function leftOf(stock: BatchStock, skuId: number, at: number): number | undefined {
  let left: number | undefined
  stock
    .offeredTo({ channelId: 1, method: 'standard', order: 'O' })
    .forEach(skuId, (locationId, available) => {
      if (locationId === at) left = available
    })
  return left
}
