import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { avoiding, groups, worlds } from '../../../test/arbitrary/routing.ts'
import { demandBySku, findCandidates } from './candidates.ts'
import type { Exclusion, GroupToRoute, NetworkView } from './types.ts'

describe('the demand of a group', () => {
  it('is that of its lines, SKU by SKU', () => {
    fc.assert(
      fc.property(groups(), (group) => {
        const bySku = demandBySku(group)
        assert.equal(new Set(bySku.map(({ skuId }) => skuId)).size, bySku.length)
        assert.equal(bySku.flatMap(({ lines }) => lines).length, group.demand.length)
        for (const { skuId, quantity, lines } of bySku) {
          assert.deepEqual(
            lines,
            group.demand.filter((line) => line.skuId === skuId),
          )
          assert.equal(
            lines.reduce((sum, line) => sum + line.quantity, 0),
            quantity,
          )
        }
      }),
    )
  })
})

describe('the candidates of a group', () => {
  it('and who is excluded are together every location with a row of the SKU, each once', () => {
    fc.assert(
      fc.property(avoiding(), worlds(), (group, { network, stock, rows }) => {
        const { skus, list, excluded } = findCandidates(group, network, stock)
        for (const [s, { skuId }] of skus.entries()) {
          for (const { locationId, available } of rows.filter((row) => row.skuId === skuId)) {
            const why = reasonOf(group, network, { skuId, locationId, available })
            const found = list.find(({ location }) => location.id === locationId)
            const out = excluded.filter(
              (one) => one.locationId === locationId && (one.skuId === null || one.skuId === skuId),
            )
            assert.deepEqual(
              out.map((one) => one.why),
              why === undefined ? [] : [why],
            )
            assert.equal(found?.available[s] ?? 0, why === undefined ? available : 0)
          }
        }
        const there = new Set(
          rows
            .filter((row) => skus.some(({ skuId }) => skuId === row.skuId))
            .map((row) => row.locationId),
        )
        for (const { locationId } of excluded) assert.ok(there.has(locationId))
        for (const { location } of list) assert.ok(there.has(location.id))
      }),
      { numRuns: 500 },
    )
  })

  it('stand in order of their id, have something, and are told with rank and place', () => {
    fc.assert(
      fc.property(groups(), worlds(), (group, { network, stock }) => {
        const { list } = findCandidates(group, network, stock)
        const ids = list.map(({ location }) => location.id)
        assert.deepEqual(
          ids,
          [...new Set(ids)].toSorted((a, b) => a - b),
        )
        for (const { location, rank, available } of list) {
          assert.equal(location, network.location(location.id))
          assert.equal(rank, network.rank(location.id))
          assert.ok(available.some((units) => units > 0))
          assert.ok(available.every((units) => units >= 0))
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** The first reason that a location gives none of a SKU, in the words of the rules. */
function reasonOf(
  { pickupLocationId, avoid = [], along }: GroupToRoute,
  network: NetworkView,
  { skuId, locationId, available }: { skuId: number; locationId: number; available: number },
): Exclusion | undefined {
  const location = network.location(locationId)
  const collects = pickupLocationId !== undefined
  const here = avoid.filter((one) => one.locationId === locationId)
  const reasons: [Exclusion, boolean][] = [
    ['not_in_pool', location === undefined || network.rank(locationId) === undefined],
    ['location_archived', location?.archived === true],
    ['location_paused', location?.paused === true],
    ['does_not_ship', !collects && location?.ships === false],
    ['not_the_pickup_location', collects && locationId !== pickupLocationId],
    ['no_pickup', collects && location?.pickup === false],
    ['declined', here.some((one) => one.skuId === null)],
    ['sku_paused', network.isSkuPaused(skuId, locationId)],
    ['not_found_there', here.some((one) => one.skuId === skuId)],
    ['nothing_along', along?.skuIds.has(skuId) === true && !along.places.has(locationId)],
    ['no_stock', available <= 0],
  ]
  return reasons.find(([, holds]) => holds)?.[0]
}
