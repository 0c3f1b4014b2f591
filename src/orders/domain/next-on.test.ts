import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { NetworkView, RoutingLocation } from '../../routing/index.ts'
import type { NewOrder } from './capture.ts'
import { decideNextOn, type Expected } from './next-on.ts'

const LOCATIONS = 4
const SKUS = 3

describe('the day there will be more', () => {
  it('is the first at a location that may serve the line, and of its SKU', () => {
    fc.assert(
      fc.property(networks(), orders(), fc.array(receipts()), (network, order, expected) => {
        const nextOn = decideNextOn(order, network, expected)
        for (const line of order.lines) {
          const group = order.groups.find(({ no }) => no === line.groupNo)!
          const days = expected
            .filter((e) => e.skuId === line.sku.id && serves(network, group.pickupLocationId, e))
            .map(({ dueOn }) => dueOn.toString())
          assert.equal(nextOn.get(line.no)?.toString(), days.toSorted()[0])
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** The same rule in other words: in the pool, not paused or archived, ships or is that place. */
function serves(network: NetworkView, pickupId: number | undefined, e: Expected): boolean {
  const location = network.location(e.locationId)
  if (!location || network.rank(e.locationId) === undefined) return false
  if (location.paused || location.archived) return false
  if (network.isSkuPaused(e.skuId, e.locationId)) return false
  return pickupId === undefined ? location.ships : location.pickup && location.id === pickupId
}

function networks(): fc.Arbitrary<NetworkView> {
  const mostly = (value: boolean) => fc.constantFrom(value, value, value, !value)
  const one = fc.record({
    inPool: mostly(true),
    ships: mostly(true),
    pickup: mostly(true),
    paused: mostly(false),
    archived: mostly(false),
    skuPaused: fc.option(fc.nat(SKUS - 1), { freq: 3 }),
  })
  return fc.array(one, { minLength: LOCATIONS, maxLength: LOCATIONS }).map((of) => ({
    location: (id) => of[id] && locationOf(id, of[id]),
    rank: (id) => (of[id]?.inPool ? id : undefined),
    isSkuPaused: (skuId, id) => of[id]?.skuPaused === skuId,
  }))
}

function locationOf(id: number, of: Partial<RoutingLocation>): RoutingLocation {
  return {
    id,
    code: `L${id}`,
    country: 'FR',
    region: null,
    point: undefined,
    ships: true,
    pickup: true,
    handlingCost: 0,
    parcelCost: 0,
    paused: false,
    archived: false,
    ...of,
  }
}

function receipts(): fc.Arbitrary<Expected> {
  const first = Temporal.PlainDate.from('2026-02-25')
  return fc.record({
    skuId: fc.nat(SKUS - 1),
    locationId: fc.nat(LOCATIONS - 1),
    dueOn: fc.nat(9).map((days) => first.add({ days })),
  })
}

/** Two groups: one is sent, one is collected at some location. */
function orders(): fc.Arbitrary<NewOrder> {
  const line = fc.record({ groupNo: fc.constantFrom(1, 2), skuId: fc.nat(SKUS - 1) })
  return fc
    .record({ lines: fc.array(line, { minLength: 1 }), pickupLocationId: fc.nat(LOCATIONS - 1) })
    .map(({ lines, pickupLocationId }) => ({
      ...empty,
      groups: [
        { no: 1, method: 'standard', shipTo: undefined, pickupLocationId: undefined },
        { no: 2, method: 'click_and_collect', shipTo: undefined, pickupLocationId },
      ],
      lines: lines.map(({ groupNo, skuId }, i) => ({
        no: i + 1,
        groupNo,
        sku: skuOf(skuId),
        ordered: 1,
        unitPrice: '1',
        discounts: [],
        tax: undefined,
        total: 100,
      })),
    }))
}

function skuOf(id: number) {
  const sku = { id, code: `S${id}`, name: `Item ${id}`, unit: 'piece', decimals: 0 }
  const kind = { kind: 'stocked' as const, components: [] }
  return { ...sku, ...kind, weightG: null, taxClass: null, archived: false }
}

const empty: Omit<NewOrder, 'groups' | 'lines'> = {
  channelId: 1,
  externalId: '1',
  currency: 'EUR',
  placedAt: undefined,
  contact: {},
  payments: [],
  bundles: [],
  shipping: 0,
  tax: 0,
  total: 0,
}
