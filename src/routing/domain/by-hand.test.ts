import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { avoiding, groups, plans, worlds } from '../../../test/arbitrary/routing.ts'
import { costOfParts, decideByHand, weighPlaces } from './by-hand.ts'
import { decideRouting } from './decide.ts'

const IDS = [1, 2, 3, 4, 5, 6]

describe('places weighed for a person', () => {
  it('cost what routing itself says, to the last digit', () => {
    fc.assert(
      fc.property(avoiding(), plans(), worlds(), (group, plan, { network, stock }) => {
        const { parts, short, record } = decideRouting(group, plan, network, stock)
        const chosen = record.chosen.map(({ locationId, km, cost }) => ({ locationId, km, cost }))
        const costs = costOfParts(group, plan, network, parts)
        const byId = (a: { locationId: number }, b: { locationId: number }) =>
          a.locationId - b.locationId
        const own = costs.map(({ locationId, km, cost }) => ({ locationId, km, cost }))
        assert.deepEqual(own.toSorted(byId), chosen)
        const alone = record.candidates
          .filter(([, , cost]) => cost !== null && short.length === 0)
          .map(([locationId, km, cost]) => ({ locationId, km, cost }))
        const serve = weighPlaces(group, plan, network, stock)
          .filter(({ cost }) => cost !== null)
          .map(({ locationId, km, cost }) => ({ locationId, km, cost: cost!.total }))
        assert.deepEqual(serve, alone)
      }),
      { numRuns: 1000 },
    )
  })

  it('say what is not there, and why a place may not serve', () => {
    fc.assert(
      fc.property(avoiding(), plans(), worlds(), (group, plan, { network, stock }) => {
        const { record } = decideRouting(group, plan, network, stock)
        for (const place of weighPlaces(group, plan, network, stock)) {
          const { locationId, has, missing, excluded, cost } = place
          const wanted = group.demand.reduce((sum, { quantity }) => sum + quantity, 0)
          const gone = missing.reduce((sum, one) => sum + one.wanted - one.available, 0)
          assert.equal(has, gone === 0 ? 'all' : gone === wanted ? 'none' : 'part')
          assert.equal(cost !== null, has === 'all' && excluded === null)
          const reasons = Object.entries(record.excluded).filter(([why, places]) => {
            const named = places.some((p) => (typeof p === 'number' ? p : p[0]) === locationId)
            return named && why !== 'no_stock'
          })
          assert.equal(excluded === null, reasons.length === 0)
          if (excluded !== null) assert.ok(reasons.some(([why]) => why === excluded))
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('a choice by hand', () => {
  it('gives all to one place that can serve it, and says how much dearer that is', () => {
    fc.assert(
      fc.property(
        fc.oneof(groups(), avoiding()),
        plans(),
        worlds(),
        fc.constantFrom(...IDS),
        (group, plan, { network, stock }, locationId) => {
          const of = { locationId, from: [1, 2] }
          const decided = decideByHand(group, plan, network, stock, of)
          const places = weighPlaces(group, plan, network, stock)
          const place = places.find((one) => one.locationId === locationId)
          if ('excluded' in decided) {
            assert.equal(place?.cost ?? null, null)
            assert.ok(decided.excluded !== null || decided.missing.length > 0)
            if (place) assert.equal(decided.excluded, place.excluded)
            return
          }
          const { parts, short, record } = decided
          assert.deepEqual(short, [])
          assert.deepEqual(
            parts.toSorted((a, b) => a.lineNo - b.lineNo),
            group.demand.map(({ lineNo, skuId, quantity }) => {
              return { lineNo, skuId, locationId, quantity }
            }),
          )
          assert.deepEqual(record.chosen[0]!.cost, place!.cost)
          assert.equal(record.cost, place!.cost!.total)
          const { cheapest, from } = record.byHand!
          assert.deepEqual(from, [1, 2])
          const least = { ...plan, strategy: 'least_cost' as const }
          const best = decideRouting(group, least, network, stock).record
          assert.equal(cheapest.cost, best.cost)
          assert.equal(record.gap, record.cost - best.cost + best.gap)
          assert.ok(record.gap >= 0)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
