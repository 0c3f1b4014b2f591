import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { cases } from '../../../test/arbitrary/decided.ts'
import { rules } from '../../../test/arbitrary/routing-rules.ts'
import {
  byCards,
  decideMadeUp,
  madeGroup,
  madeRule,
  madeService,
  madeWorld,
  north,
} from '../../../test/routing/made-world.ts'
import { decideRouting, type Decision } from './decide.ts'
import { cancelCauseOf, decideCancelled, lacks } from './lacking.ts'
import { ruleSetOf } from './rules/set.ts'
import { exclusions, type StockView } from './types.ts'

const cancels = madeRule({ otherwise: 'cancel' })
const limit = { orders: 1, lines: null, units: null }
const full = { day: () => ({ limit, used: { orders: 1, lines: 1, units: 1 } }) }

type Places = Parameters<typeof madeWorld>[0]

/** What is cancelled of so many units of SKU 1, and so on, and who had some of it. */
function told(places: Places, wanted: readonly number[], of: Partial<typeof cancels> = {}) {
  const decision = decideMadeUp(madeWorld(places), madeGroup(wanted), { ...cancels, ...of })
  return [decision.record.cancelled, decision.record.had]
}

describe('what a rule cancels', () => {
  it('is what nobody has, and says so', () => {
    assert.deepEqual(told({ A: { has: [2] } }, [3]), [[[1, 1, 'no_stock']], undefined])
    assert.deepEqual(told({ A: { has: [0] } }, [3]), [[[1, 3, 'no_stock']], undefined])
    assert.deepEqual(told({ A: { has: [3] } }, [3]), [undefined, undefined])
  })

  it('is nothing that waits for a pause, a full day, or for a place that declined', () => {
    const paused = { A: { has: [50], paused: true } }
    assert.deepEqual(told(paused, [3]), [[], [[1, 'location_paused', 1, 50]]])
    const world = madeWorld({ A: { has: [50] } }, full)
    const { record } = decideMadeUp(world, madeGroup([3]), cancels)
    assert.deepEqual([record.cancelled, record.had], [[], [[1, 'at_capacity', 1, 50]]])
    const avoid = [{ locationId: 1, skuId: 1 }]
    const open = madeWorld({ A: { has: [50] } })
    const asked = decideMadeUp(open, madeGroup([3], { avoid }), cancels).record
    assert.deepEqual([asked.cancelled, asked.had], [[], [[1, 'not_found_there', 1, 50]]])
    const network = { ...open.network, isSkuPaused: () => true }
    const shut = decideMadeUp({ ...open, network }, madeGroup([3]), cancels).record
    assert.deepEqual([shut.cancelled, shut.had], [[], [[1, 'sku_paused', 1, 50]]])
  })

  it('is what lies where no day ever has room, and says so', () => {
    const never = { day: () => ({ ...full.day(), isNever: true as const }) }
    const decide = (units: number, of: Partial<StockView>) => {
      const world = madeWorld({ A: { has: [50] }, B: { has: [1] } }, of)
      return decideMadeUp(world, madeGroup([units]), cancels).record
    }
    const { cancelled, had } = decide(3, never)
    assert.deepEqual([cancelled, had], [[[1, 3, 'no_room']], [[1, 'at_capacity', 2, 51]]])
    // What another place may still have room for waits, and no more of it than that.
    const one = (id: number) => (id === 1 ? never.day() : full.day())
    assert.deepEqual(decide(3, { day: one }).cancelled, [[1, 2, 'no_room']])
  })

  it('is what would be lacking also without that', () => {
    const places = { A: { has: [1] }, B: { has: [2], paused: true } }
    assert.deepEqual(told(places, [5])[0], [[1, 2, 'no_stock']])
    const none = { A: { has: [0], paused: true } }
    assert.deepEqual(told(none, [5]), [[[1, 5, 'no_stock']], undefined])
    // What is to go together waits together.
    const whole = { A: { has: [1, 0] }, B: { has: [0, 1], paused: true } }
    assert.deepEqual(told(whole, [1, 1], { never: { shipComplete: true } })[0], [])
    const far = { A: { has: [9], paused: true, point: north(500) } }
    assert.deepEqual(told(far, [1], { never: { maxKm: 100 } })[0], [[1, 1, 'too_far']])
  })

  it('is nothing that is kept back only since a place is paused', () => {
    const stays = { rule: { id: 'R', name: 'The last stay' }, kept: 2 }
    for (const way of ['location', 'sku']) {
      const world = madeWorld({ A: { has: [50], paused: way === 'location' } })
      const network = { ...world.network, isSkuPaused: () => way === 'sku' }
      const most: StockView['most'] = (skuId, { location, isSkuPaused }) => {
        const isSold = !location(1)!.paused && !isSkuPaused(skuId, 1)
        return { ...stays, units: isSold ? 48 : 0 }
      }
      const decide = (units: number) => {
        const lasts = { ...world, network, stock: { ...world.stock, most } }
        return decideMadeUp(lasts, madeGroup([units]), cancels).record
      }
      assert.deepEqual(decide(3).cancelled, [])
      assert.deepEqual(decide(50).cancelled, [[1, 2, 'kept_back']])
    }
  })

  it('says why where some place had it', () => {
    const [elsewhere] = told({ A: { has: [9] } }, [1], {
      use: [{ places: { kinds: ['warehouse'] } }],
    })
    assert.deepEqual(elsewhere, [[1, 1, 'not_in_rule']])
    assert.deepEqual(told({ A: { has: [9], ships: false } }, [1])[0], [[1, 1, 'does_not_ship']])
    const parcels = { A: { has: [1, 0] }, B: { has: [0, 1] } }
    const [limited] = told(parcels, [1, 1], { never: { maxParcels: 1 } })
    assert.deepEqual(
      limited?.map((one) => one[2]),
      ['limits'],
    )
    const cards = byCards(madeService('NONE', { price: 50_000, collected: [] }))
    const world = madeWorld({ A: { has: [9] }, B: { has: [9] } })
    const { record } = decideMadeUp(world, madeGroup([1]), cancels, cards)
    assert.deepEqual(record.cancelled, [[1, 1, 'not_collected']])
    assert.deepEqual(record.had, [[1, 'not_collected', 2, 18]])
  })

  it('says that it was too dear, and that it was kept', () => {
    const { network, stock } = madeWorld({ A: { has: [9] } })
    const tariff = { otherwise: { base: 90_000, perKg: 0 } }
    const objective = { unfilledPerUnit: 10_000 }
    const plan = { id: 1, version: 1, strategy: 'least_cost' as const, tariff, objective }
    const ruled = { ...plan, rules: ruleSetOf(1, [cancels]) }
    const dear = decideRouting(madeGroup([1]), ruled, network, stock).record
    assert.deepEqual(dear.cancelled, [[1, 1, 'too_dear']])
    const safe = { forEach: (_: number, visit: Visit) => visit(1, 0, 0, 4) }
    const kept = decideRouting(madeGroup([1]), ruled, network, safe).record
    assert.deepEqual(kept.cancelled, [[1, 1, 'kept_back']])
  })

  it('tells nothing of that where the rule lets it wait', () => {
    const paused = { A: { has: [50], paused: true } }
    const [cancelled, had] = told(paused, [3], { otherwise: 'accept' })
    assert.deepEqual([cancelled, had], [undefined, [[1, 'location_paused', 1, 50]]])
  })

  it('is what is short now and would be short without all that passes', () => {
    let some = 0
    fc.assert(
      fc.property(cases, rules(), fc.boolean(), ({ group, plan, network, stock }, rule, shut) => {
        const ruled = { ...plan, rules: ruleSetOf(1, [{ ...rule, otherwise: 'cancel' as const }]) }
        const seen = { ...network, isSkuPaused: (_: number, at: number) => shut && at % 2 === 0 }
        const now = decideRouting(group, ruled, seen, stock)
        const { avoid: _, ...asked } = group
        const { day: __, ...open } = stock
        const later = {
          ...network,
          isSkuPaused: () => false,
          location(id: number) {
            const location = network.location(id)
            return location && { ...location, paused: false }
          },
        }
        const then = decideRouting(asked, ruled, later, open)
        const { excluded, full: days, cancelled } = now.record
        const passing = ['location_paused', 'sku_paused', 'at_capacity', 'declined']
        const isFree = !days && ![...passing, 'not_found_there'].some((why) => why in excluded)
        assert.equal(cancelled !== undefined, now.short.length > 0)
        for (const { lineNo, follows } of group.demand) {
          const own = (cancelled ?? []).filter(([no]) => no === lineNo)
          const units = own.reduce((sum, [, one]) => sum + one, 0)
          const [short, lasting] = [now, then].map((one) => lackOf(one, lineNo))
          assert.equal(units, follows ? 0 : Math.min(short!, isFree ? short! : lasting!))
          some += units
        }
        const same = { group, network: seen, stock }
        const again = decideCancelled(now, same, () => then)
        if (now.short.length > 0) assert.deepEqual(sumOf(again), sumOf(cancelled!))
      }),
    )
    assert.ok(some > 0)
  })

  it('has one of four causes to be told to customers', () => {
    const all = [...exclusions, ...lacks].map(cancelCauseOf)
    assert.deepEqual(new Set(all), new Set(['no_stock', 'no_service', 'too_dear', 'not_allowed']))
  })
})

type Visit = (id: number, available: number, back?: number, safety?: number) => void

const sumOf = (all: readonly (readonly [number, number, string])[]) =>
  all.reduce((sum, [, units]) => sum + units, 0)

function lackOf({ short }: Decision, lineNo: number): number {
  return short
    .filter((one) => one.lineNo === lineNo)
    .reduce((sum, { wanted, available }) => sum + wanted - available, 0)
}
