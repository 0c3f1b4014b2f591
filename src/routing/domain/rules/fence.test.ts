import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  byCards,
  decideMadeUp,
  givenBy,
  leftOut,
  madeGroup,
  madeRule,
  madeService,
  madeWorld,
} from '../../../../test/routing/made-world.ts'
import type { Places, Tier } from './rule.ts'

const PLACES = {
  A: { has: [1], legalEntity: 'FR01', partner: null, region: 'IDF', tags: ['outlet'] },
  B: { has: [1], legalEntity: 'FR01', partner: 'KIOSKS', region: 'ARA', groups: ['SOUTH'] },
  C: { has: [1], legalEntity: 'DE01', partner: 'SHOPS', region: null },
  D: { has: [1], legalEntity: 'DE01', region: 'IDF', groups: ['SOUTH'] },
}
const ALL = ['A', 'B', 'C', 'D']

/** All that a rule lets in of four places, by asking for one unit of each. */
function letIn(tier: Tier): string {
  const world = madeWorld(PLACES)
  const decision = decideMadeUp(world, madeGroup([4]), madeRule({ use: [tier] }))
  const given = Object.keys(givenBy(world, decision)).toSorted()
  const out = leftOut(world, decision)
  assert.deepEqual(
    out,
    given.length === 4 ? {} : { not_in_rule: ALL.filter((code) => !given.includes(code)) },
  )
  return given.join('')
}

describe('the places of a rule, in a decision', () => {
  const examples: [Places, string][] = [
    [{}, 'ABCD'],
    [{ owners: ['FR01'] }, 'AB'],
    [{ owners: ['FR01', 'DE01'] }, 'ABCD'],
    [{ partners: ['KIOSKS'] }, 'B'],
    [{ partners: ['KIOSKS', 'SHOPS'] }, 'BC'],
    [{ regions: ['IDF'] }, 'AD'],
    [{ regions: ['ARA', 'IDF'] }, 'ABD'],
    [{ regions: ['IDF'], owners: ['DE01'] }, 'D'],
    [{ owners: ['GONE'] }, ''],
  ]
  for (const [places, expected] of examples) {
    it(`are ${expected || 'none'} of ${JSON.stringify(places)}`, () => {
      assert.equal(letIn({ places }), expected)
    })
  }

  const without: [Places, Places, string][] = [
    [{}, { owners: ['FR01'] }, 'CD'],
    [{}, { partners: ['KIOSKS'] }, 'ACD'],
    [{}, { regions: ['IDF'] }, 'BC'],
    [{ regions: ['IDF'] }, { tags: ['outlet'] }, 'D'],
    [{ groups: ['SOUTH'] }, { locations: ['A', 'B'] }, 'D'],
    // Only who is all of it.
    [{}, { regions: ['IDF'], owners: ['DE01'] }, 'ABC'],
    [{}, {}, 'ABCD'],
    [{ owners: ['FR01'] }, { owners: ['FR01'] }, ''],
  ]
  for (const [places, except, expected] of without) {
    const says = `${JSON.stringify(places)} but ${JSON.stringify(except)}`
    it(`are ${expected || 'none'} of ${says}`, () => {
      assert.equal(letIn({ places, except }), expected)
    })
  }
})

/** The first of those that can, by their ids. */
const byId = { by: 'ranking' as const, ranking: ['priority' as const], completeFirst: true }

describe('a limit to the same day', () => {
  it('leaves out places that do not give away on the same day, and says so', () => {
    const world = madeWorld({
      A: { has: [9], sameDay: false },
      B: { has: [9] },
      C: { has: [9], sameDay: true },
    })
    const decision = decideMadeUp(world, madeGroup([3]), madeRule({ never: { sameDay: true } }))
    assert.deepEqual(givenBy(world, decision), { C: 3 })
    assert.deepEqual(leftOut(world, decision), { not_same_day: ['A', 'B'] })
    const free = decideMadeUp(world, madeGroup([3]), madeRule({ never: { sameDay: false } }))
    assert.deepEqual(leftOut(world, free), {})
  })

  const everyDay = (at: string) => [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, at }))
  const hours = {
    weekly: everyDay('').map(({ day }) => ({ day, open: '09:00', close: '20:00' })),
    exceptions: [],
  }
  const timeZone = 'Europe/Paris'
  const open = { hours, timeZone, holidays: [], handlingMinutes: 60 }
  /** C is open until 20:00 and needs an hour; of D no hours are known; E sends on no same day. */
  const at = (time: string) => {
    const now = Temporal.PlainDateTime.from(`2026-11-30T${time}`).toZonedDateTime(timeZone)
    const daysOf = (id: number) => (id === 2 ? { ...open, hours: null } : open)
    const moment = { now: now.toInstant(), daysOf }
    const places = {
      C: { has: [9], sameDay: true },
      D: { has: [9], sameDay: true },
      E: { has: [9], sameDay: false },
    }
    return madeWorld(places, { moment })
  }
  const rule = madeRule({ never: { sameDay: true }, choose: byId })

  it('leaves out places from which it can leave no more on that day', () => {
    const decided = (time: string) => {
      const world = at(time)
      const decision = decideMadeUp(world, madeGroup([1]), rule)
      return [givenBy(world, decision), leftOut(world, decision)]
    }
    assert.deepEqual(decided('19:00'), [{ C: 1 }, { not_same_day: ['E'] }])
    // What is said of a place counts where its hours are not known.
    assert.deepEqual(decided('19:01'), [{ D: 1 }, { not_same_day: ['C', 'E'] }])
    assert.deepEqual(decided('23:00'), [{ D: 1 }, { not_same_day: ['C', 'E'] }])
  })

  const early = madeService('EARLY', { price: 10_000, collected: everyDay('15:00') })
  const late = madeService('LATE', { price: 50_000, collected: everyDay('18:00') })
  const asked = (time: string, never = rule.never) => {
    const world = at(time)
    const group = madeGroup([1], { wantedBy: '2026-11-30' })
    const decision = decideMadeUp(world, group, { ...rule, never }, byCards(early, late))
    const [parcel] = decision.record.chosen
    const from = parcel && world.codeOf(parcel.locationId)
    return [from, parcel?.carriage?.service, leftOut(world, decision)]
  }

  it('takes a service that still collects on that day, as long as there is one', () => {
    assert.deepEqual(asked('14:00'), ['C', 'EARLY', { not_same_day: ['E'] }])
    assert.deepEqual(asked('14:01'), ['C', 'LATE', { not_same_day: ['E'] }])
    assert.deepEqual(asked('17:00'), ['C', 'LATE', { not_same_day: ['E'] }])
    assert.deepEqual(asked('17:01'), ['D', 'EARLY', { not_same_day: ['C', 'E'] }])
  })

  it('is told before that it comes too late, where a rule says both', () => {
    const both = { sameDay: true, onTime: true }
    assert.deepEqual(asked('14:01', both), ['C', 'LATE', { not_same_day: ['E'], too_late: ['D'] }])
    const out = { not_same_day: ['C', 'E'], too_late: ['D'] }
    assert.deepEqual(asked('17:01', both), [undefined, undefined, out])
    const onTime = { too_late: ['C', 'D', 'E'] }
    assert.deepEqual(asked('17:01', { onTime: true }), [undefined, undefined, onTime])
  })
})
