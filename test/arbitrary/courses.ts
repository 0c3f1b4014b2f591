import fc from 'fast-check'
import { offersAll } from '../../src/inventory/index.ts'
import type { Course, Happening, Surroundings } from '../../src/routing/domain/simulation/index.ts'
import type { Declines } from '../../src/routing/domain/declines.ts'
import { groups, worlds, type World } from './routing.ts'

const FROM = Date.parse('2026-03-02T00:00:00Z')
const DAYS = 7
const DAY_MS = 86_400_000
const SKUS = [1, 2, 3]
const LOCATIONS = [1, 2, 3, 4, 5]

/** What happens in a week to a small network, in order of time. */
export type Played = { course: Course; surroundings: Surroundings; world: World }

export function courses(): fc.Arbitrary<Played> {
  const at = fc.integer({ min: 0, max: DAYS * DAY_MS - 1 }).map((ms) => FROM + ms)
  const place = { skuId: fc.constantFrom(...SKUS), locationId: fc.constantFrom(...LOCATIONS) }
  const happening: fc.Arbitrary<Happening> = fc.oneof(
    { weight: 4, arbitrary: orders(at) },
    fc.record({
      kind: fc.constant('stock' as const),
      at,
      ...place,
      change: fc.integer({ min: -4, max: 8 }),
    }),
    fc
      .record({
        kind: fc.constant('sale' as const),
        at,
        ...place,
        units: fc.integer({ min: 1, max: 3 }),
        worth: fc.nat(100_000),
      })
      .map((sale) => ({ ...sale, wholePerUnit: wholePerUnitOf(sale.skuId) })),
  )
  return fc
    .record({
      world: worlds(),
      happenings: fc.array(happening, { maxLength: 40 }),
      declined: fc.nat(20),
    })
    .map(({ world, happenings, declined }) => ({
      world,
      course: {
        from: FROM,
        until: FROM + DAYS * DAY_MS,
        stock: world.rows.map(({ skuId, locationId, available }) => {
          return { skuId, locationId, units: Math.max(0, available) }
        }),
        happenings: happenings.toSorted((a, b) => a.at - b.at),
      },
      surroundings: surroundingsOf(world, {
        at: '2026-03-01T00:00:00Z',
        all: { given: 20, declined },
        byLocation: new Map(),
      }),
    }))
}

/** Pieces, and goods with one and two decimals, as those of `groups`. */
export function wholePerUnitOf(skuId: number): number {
  return 1 / 10 ** (skuId - 1)
}

function orders(at: fc.Arbitrary<number>): fc.Arbitrary<Happening> {
  return fc
    .record({
      at,
      id: fc.uuid(),
      onShortage: fc.constantFrom('refuse', 'ask', 'accept'),
      groups: fc.array(groups(), { minLength: 1, maxLength: 2 }),
      worth: fc.nat(50_000),
      openMs: fc.nat(DAY_MS / 4),
    })
    .map(({ at: placedAt, id, onShortage, groups: all, worth, openMs }) => {
      const numbered = all.map((group, g) => {
        const demand = group.demand.map((one) => ({ ...one, lineNo: 100 * g + one.lineNo }))
        return { ...group, no: g + 1, demand }
      })
      const lines = numbered.flatMap(({ demand }) => demand)
      const order = {
        id,
        number: id,
        channelId: 1,
        onShortage,
        groups: numbered,
        releaseAt: placedAt + openMs,
        worth: new Map(lines.map(({ lineNo }) => [lineNo, worth])),
      }
      return { kind: 'order', at: placedAt, order }
    })
}

/** All that is there may be sold; no day has a limit. */
export function surroundingsOf(world: World, declines: Declines): Surroundings {
  return {
    networkOf: () => world.network,
    offeredTo: (_buyer, shelves) => ({
      forEach: (skuId, visit) => shelves.forEach(skuId, (id, free) => visit(id, free)),
      barred: offersAll.barred,
    }),
    workDays: () => undefined,
    declines,
  }
}
