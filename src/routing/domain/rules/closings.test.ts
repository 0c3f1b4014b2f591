import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { rules } from '../../../../test/arbitrary/routing-rules.ts'
import { groups, plans, worlds } from '../../../../test/arbitrary/routing.ts'
import {
  decideMadeUp,
  givenBy,
  leftOut,
  madeGroup,
  madeRule,
  madeWorld,
} from '../../../../test/routing/made-world.ts'
import { decideRouting } from '../decide.ts'
import type { RoutingLocation } from '../types.ts'
import { closingsOf, decideClosed, decideEverClosed, isClosedOn } from './closings.ts'
import type { Closing } from './rule.ts'
import { ruleSetOf } from './set.ts'

const dayOf = (n: number) => Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString()
const WEEK = [1, 2, 3, 4, 5, 6, 7]
const weekdays = fc.subarray(WEEK, { minLength: 1 })
const day = fc.nat(40).map(dayOf)
const COUNTRIES = ['FR', 'DE', 'IT']
const closings: fc.Arbitrary<Closing> = fc.record(
  {
    places: fc.subarray(COUNTRIES).map((countries) => ({ countries })),
    weekdays,
    from: day,
    until: day,
  },
  { requiredKeys: ['places'] },
)

describe('the days on which a rule closes places', () => {
  it('are its days of the week among its dates', () => {
    const closed = (of: Partial<Closing>, on: string) => isClosedOn({ places: {}, ...of }, on)
    const christmas = { from: '2026-12-24', until: '2026-12-31' }
    const days = ['2026-12-23', '2026-12-24', '2026-12-31', '2027-01-01']
    assert.deepEqual(
      days.map((on) => closed(christmas, on)),
      [false, true, true, false],
    )
    assert.equal(closed({ weekdays: [7] }, '2026-11-29'), true)
    assert.equal(closed({ weekdays: [7] }, '2026-11-30'), false)
    assert.equal(closed({ ...christmas, weekdays: [7] }, '2026-12-27'), true)
    assert.equal(closed({ ...christmas, weekdays: [7] }, '2026-12-28'), false)
    assert.equal(closed({ from: '2026-12-24' }, '2030-01-01'), true)
  })

  it('are the same in every year where they are yearly, over New Year too', () => {
    const closed = (from: string, until: string, days: string[]) =>
      days.map((on) => isClosedOn({ places: {}, from, until, yearly: true }, on))
    const newYear = ['2020-12-23', '2020-12-24', '2031-12-31', '2032-01-02', '2032-01-03']
    assert.deepEqual(closed('2026-12-24', '2027-01-02', newYear), [false, true, true, true, false])
    const mayDay = ['2025-04-30', '2025-05-01', '2040-05-01', '2040-05-02']
    assert.deepEqual(closed('2026-05-01', '2026-05-01', mayDay), [false, true, true, false])
    // In other years it ends on the 28th, or begins on the first of March.
    const ends = ['2027-02-28', '2027-03-01', '2028-02-29', '2028-03-01']
    assert.deepEqual(closed('2028-02-20', '2028-02-29', ends), [true, false, true, false])
    const begins = ['2027-02-28', '2027-03-01', '2028-02-28', '2028-02-29']
    assert.deepEqual(closed('2028-02-29', '2028-03-05', begins), [false, true, false, true])
    const between = ['2026-02-28', '2028-02-29']
    assert.deepEqual(closed('2026-02-20', '2026-03-05', between), [true, true])
  })

  it('are, where they are yearly, those of its first year in any other, and never over', () => {
    const start = Temporal.PlainDate.from('2025-01-01')
    fc.assert(
      fc.property(fc.nat(800), fc.nat(364), fc.nat(20_000), (first, length, n) => {
        const from = start.add({ days: first })
        const until = from.add({ days: length })
        const closing = { from: `${from}`, until: `${until}`, places: {}, yearly: true }
        const on = start.add({ days: n })
        // 29 February has no like in most years: the examples tell of it.
        fc.pre([from, until, on].every((one) => one.month !== 2 || one.day !== 29))
        const isIn = [from.year, until.year].some((year) => {
          const like = on.with({ year })
          const { compare } = Temporal.PlainDate
          return compare(like, from) >= 0 && compare(like, until) <= 0
        })
        fc.pre(until.until(from.add({ years: 1 })).sign > 0)
        assert.equal(isClosedOn(closing, `${on}`), isIn)
        const late = Temporal.Instant.from('2090-01-01T00:00:00Z')
        assert.equal(decideEverClosed({ ...closing, weekdays: [7] }, late), true)
      }),
    )
  })

  it('are told of a place that any of them is about, which is asked for its day only then', () => {
    fc.assert(
      fc.property(
        fc.array(closings, { maxLength: 4 }),
        fc.constantFrom(...COUNTRIES),
        day,
        (all, country, on) => {
          const location = { id: 1, country } as RoutingLocation
          let asked = 0
          const told = decideClosed(closingsOf({ closed: all }), location, () => {
            asked += 1
            return on
          })
          const about = all.filter(({ places: { countries = [] } }) => {
            return countries.length === 0 || countries.includes(country)
          })
          assert.equal(told, about.some((one) => isClosedOn(one, on)) ? on : undefined)
          if (about.length === 0) assert.equal(asked, 0)
        },
      ),
    )
  })

  it('are still to come just where one of them is, looked for day by day', () => {
    fc.assert(
      fc.property(closings, fc.nat(60 * 24), (closing, hours) => {
        const now = Temporal.Instant.from('2026-01-01T00:00:00Z').add({ hours })
        const first = now.subtract({ hours: 12 }).toString().slice(0, 10)
        const all = Array.from({ length: 120 }, (_, n) => dayOf(n - 1)).filter((on) => on >= first)
        assert.equal(
          decideEverClosed(closing, now),
          all.some((on) => isClosedOn(closing, on)),
        )
      }),
    )
  })
})

const weekly = WEEK.map((n) => ({ day: n, open: '10:00', close: '18:00' }))
const timeZone = 'Europe/Paris'
const open = { hours: { weekly, exceptions: [] }, timeZone, holidays: [], handlingMinutes: 30 }
const PLACES = { A: { has: [9], kind: 'store' }, B: { has: [9], kind: 'warehouse' } }
const byId = { by: 'ranking' as const, ranking: ['priority' as const], completeFirst: true }

/** What is decided at a time by the clock in Paris. */
function decidedAt(time: string, closed: Closing[], daysOf: (id: number) => typeof open) {
  const now = Temporal.PlainDateTime.from(time).toZonedDateTime(timeZone).toInstant()
  const world = madeWorld(PLACES, { moment: { now, daysOf } })
  const rule = madeRule({ never: { closed }, choose: byId })
  const decision = decideMadeUp(world, madeGroup([1]), rule)
  return [
    Object.keys(givenBy(world, decision)).join(),
    leftOut(world, decision),
    decision.record.failed?.closed_by_rule,
  ]
}

describe('a place that a rule closes', () => {
  const sundays: Closing[] = [{ places: { kinds: ['store'] }, weekdays: [7] }]

  it('is left out on the day on which it would work on it, and that day is told', () => {
    const at = (time: string) => decidedAt(time, sundays, () => open)
    // A Saturday: until it closes it works on that day, then on Sunday.
    assert.deepEqual(at('2026-11-28T17:59'), ['A', {}, undefined])
    const left = { closed_by_rule: ['A'] }
    assert.deepEqual(at('2026-11-28T18:00'), ['B', left, [[1, '2026-11-29']]])
    assert.deepEqual(at('2026-11-29T12:00'), ['B', left, [[1, '2026-11-29']]])
    assert.deepEqual(at('2026-11-29T18:00'), ['A', {}, undefined])
  })

  it('works on none of it where it is shut anyway, and goes by its own clock', () => {
    const shut = { ...open, hours: { weekly: weekly.slice(0, 6), exceptions: [] } }
    assert.deepEqual(
      decidedAt('2026-11-28T20:00', sundays, () => shut),
      ['A', {}, undefined],
    )
    const east = { ...open, timeZone: 'Asia/Tokyo' }
    const [from, , days] = decidedAt('2026-11-28T12:00', sundays, () => east)
    assert.deepEqual([from, days], ['B', [[1, '2026-11-29']]])
  })

  it('goes by today where its hours are not known', () => {
    const unknown = { ...open, hours: null } as unknown as typeof open
    const [from] = decidedAt('2026-11-28T23:59', sundays, () => unknown)
    const [then] = decidedAt('2026-11-29T00:00', sundays, () => unknown)
    assert.deepEqual([from, then], ['A', 'B'])
  })

  it('leaves all else as if it had nothing: the same plan at the same cost', () => {
    const order = {
      channel: 'WEB',
      timeZone,
      value: 900,
      at: Temporal.Instant.from('2026-01-15T12:00:00Z'),
    }
    const asked = groups().map((one) => ({ ...one, pickupLocationId: undefined, order }))
    const lists = fc.array(closings, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(asked, plans(), worlds(), rules(), lists, (group, plan, world, any, closed) => {
        const { network, stock } = world
        const decide = (never: object, avoid = group.avoid ?? []) => {
          const set = ruleSetOf(1, [{ ...any, never: { ...any.never, ...never } }])
          return decideRouting({ ...group, avoid }, { ...plan, rules: set }, network, stock)
        }
        const { record, parts, short } = decide({ closed })
        const shut = new Set((record.excluded.closed_by_rule ?? []).map(Number))
        for (const id of new Set(world.rows.map(({ locationId }) => locationId))) {
          const location = network.location(id)
          if (!location) continue
          const isShut = closed.some((one) => {
            const { countries = [] } = one.places
            const isAbout = countries.length === 0 || countries.includes(location.country)
            return isAbout && isClosedOn(one, '2026-01-15')
          })
          if (!isShut) assert.ok(!shut.has(id))
          else assert.ok(parts.every(({ locationId }) => locationId !== id))
        }
        const avoid = [...shut].map((locationId) => ({ locationId, skuId: null }))
        const without = decide({ closed: undefined }, [...(group.avoid ?? []), ...avoid])
        assert.deepEqual([parts, short], [without.parts, without.short])
        assert.equal(record.cost, without.record.cost)
      }),
      { numRuns: 500 },
    )
  })
})
