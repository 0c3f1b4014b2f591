import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { groups, plans, stockOf, worlds } from '../../../test/arbitrary/routing.ts'
import { decideRouting } from './decide.ts'

const WRAP = 9
const everywhere = [1, 2, 3, 4, 5].map((locationId) => ({
  skuId: WRAP,
  locationId,
  available: 1_000_000,
}))

describe('what goes along with the rest of its group', () => {
  it('changes nothing of where the rest comes from, and comes from one of these places', () => {
    fc.assert(
      fc.property(
        worlds(),
        groups(),
        plans(),
        fc.integer({ min: 1, max: 5 }),
        (of, group, plan, quantity) => {
          const wrap = { lineNo: 99, skuId: WRAP, quantity, gramsPerUnit: 0, wholePerUnit: 1 }
          const demand = [{ ...wrap, follows: true }, ...group.demand]
          const stock = stockOf([...of.rows, ...everywhere])
          const alone = decideRouting(group, plan, of.network, stock)
          const both = decideRouting({ ...group, demand }, plan, of.network, stock)
          const isWrap = ({ skuId }: { skuId: number }) => skuId === WRAP
          assert.deepEqual(
            both.parts.filter((part) => !isWrap(part)),
            alone.parts,
          )
          assert.deepEqual(
            both.short.filter((part) => !isWrap(part)),
            alone.short,
          )
          assert.equal(both.record.cost, alone.record.cost)
          const places = new Set(alone.parts.map(({ locationId }) => locationId))
          const wraps = both.parts.filter(isWrap)
          if (places.size === 0)
            assert.deepEqual([wraps.length, both.short.filter(isWrap).length], [0, 1])
          else {
            assert.deepEqual(
              wraps.map((part) => [part.quantity, places.has(part.locationId)]),
              [[quantity, true]],
            )
          }
        },
      ),
    )
  })

  it('is looked for at other places where those that are cheapest have none of it', () => {
    fc.assert(
      fc.property(
        worlds(),
        groups(),
        plans(),
        fc.subarray([1, 2, 3, 4, 5]),
        (of, group, plan, at) => {
          const wrap = { lineNo: 99, skuId: WRAP, quantity: 1, gramsPerUnit: 0, wholePerUnit: 1 }
          const demand = [{ ...wrap, follows: true }, ...group.demand]
          const stock = stockOf([
            ...of.rows,
            ...everywhere.filter((w) => at.includes(w.locationId)),
          ])
          const alone = decideRouting(group, plan, of.network, stock)
          const both = decideRouting({ ...group, demand }, plan, of.network, stock)
          const units = (short: typeof both.short) =>
            short.reduce((sum, one) => sum + one.wanted - one.available, 0)
          const isWrap = ({ skuId }: { skuId: number }) => skuId === WRAP
          const waits = both.short.some(isWrap)
          const leading = both.short.filter((one) => !isWrap(one))
          // It never makes anything else wait, and goes with something wherever that can be.
          assert.ok(units(leading) <= units(alone.short))
          const places = new Set(both.parts.filter((p) => !isWrap(p)).map((p) => p.locationId))
          if (!waits) assert.ok(both.parts.filter(isWrap).every((p) => places.has(p.locationId)))
          const rows = of.rows.filter(({ locationId }) => at.includes(locationId))
          const there = decideRouting(group, plan, of.network, stockOf(rows))
          if (waits && there.parts.length > 0) assert.ok(units(there.short) > units(alone.short))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is routed by itself where nothing else is in the group', () => {
    fc.assert(
      fc.property(worlds(), groups(), plans(), (of, group, plan) => {
        const demand = group.demand.map((one) => ({ ...one, follows: true }))
        assert.deepEqual(
          decideRouting({ ...group, demand }, plan, of.network, of.stock).parts,
          decideRouting(group, plan, of.network, of.stock).parts,
        )
      }),
    )
  })
})
