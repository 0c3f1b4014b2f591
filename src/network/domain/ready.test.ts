import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { timeOf, zones } from '../../../test/arbitrary/hours.ts'
import { decideOpen, type Hours } from './hours.ts'
import { decideAcceptBy, decideReady, decideRoomEver, decideWorkDay } from './ready.ts'

const span = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 })
  .map((minutes) => minutes.toSorted((a, b) => a - b))
  .map(([from, to]) => ({ open: timeOf(from!), close: timeOf(to!) }))

/** Moments within a day before a change of the clocks, or any. */
const worlds = fc.constantFrom(...zones).chain((timeZone) => {
  const start = Temporal.Instant.from('2026-01-05T00:00:00Z').toZonedDateTimeISO(timeZone)
  const change = start.getTimeZoneTransition('next') ?? start
  const near = fc.nat(1440).map((minutes) => change.toInstant().subtract({ minutes }))
  const any = fc.nat(500_000).map((minutes) => start.toInstant().add({ minutes }))
  return fc.record({
    timeZone: fc.constant(timeZone),
    from: fc.oneof(near, any),
    days: fc.array(fc.option(span), { minLength: 7, maxLength: 7 }),
    closed: fc.subarray([0, 1, 2]),
    special: fc.option(span),
  })
})

type World = typeof worlds extends fc.Arbitrary<infer Drawn> ? Drawn : never

/** Weekly hours, holidays among the next days, and one of those days that differs. */
function workingOf({ timeZone, from, days, closed, special }: World) {
  const today = from.toZonedDateTimeISO(timeZone).toPlainDate()
  const weekly = days.flatMap((one, i) => (one ? [{ day: i + 1, ...one }] : []))
  const on = today.add({ days: 1 }).toString()
  const hours: Hours = { weekly, exceptions: special ? [{ on, ...special }] : [] }
  const holidays = closed.map((n) => ({ on: today.add({ days: n }).toString(), name: 'Day off' }))
  return { hours, timeZone, holidays }
}

type Working = ReturnType<typeof workingOf>

const isOpen = ({ hours, timeZone, holidays }: Working, at: Temporal.Instant) =>
  decideOpen(hours, timeZone, at, holidays) === true

/** What it says minute by minute: the first by which so many open minutes are over. */
function walked(working: Working, minutes: number, from: Temporal.Instant) {
  let at = from
  let left = minutes
  for (let n = 0; n < 20_000; n += 1) {
    if (isOpen(working, at)) {
      if (left === 0) return at
      left -= 1
      if (left === 0) return at.add({ minutes: 1 })
    }
    at = at.add({ minutes: 1 })
  }
  return undefined
}

describe('when work is ready', () => {
  it('is when the clock on the wall has shown so many open minutes, whatever the day', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 0, max: 900 }), (world, minutes) => {
        const working = workingOf(world)
        const expected = walked(working, minutes, world.from)
        if (expected === undefined) return
        assert.equal(decideReady(working, minutes, world.from)?.toString(), expected.toString())
      }),
      { numRuns: 60 },
    )
  })

  it('takes no longer than it says where it is always open, also when the clocks change', () => {
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, open: '00:00', close: '24:00' }))
    const always = { hours: { weekly, exceptions: [] }, holidays: [] }
    fc.assert(
      fc.property(worlds, fc.nat(5000), ({ timeZone, from }, minutes) => {
        const ready = decideReady({ ...always, timeZone }, minutes, from)
        assert.equal(ready?.toString(), from.add({ minutes }).toString())
      }),
    )
  })

  it('comes later for who begins later, and for what takes longer', () => {
    fc.assert(
      fc.property(worlds, fc.nat(600), fc.nat(600), (world, minutes, more) => {
        const working = workingOf(world)
        const first = decideReady(working, minutes, world.from)
        if (!first) return
        assert.ok(Temporal.Instant.compare(first, world.from) >= 0)
        const longer = decideReady(working, minutes + more, world.from)
        if (longer) assert.ok(Temporal.Instant.compare(longer, first) >= 0)
        const later = decideReady(working, minutes, world.from.add({ minutes: more }))
        if (later) assert.ok(Temporal.Instant.compare(later, first) >= 0)
      }),
    )
  })

  it('is not guessed: hours or time not known, or hours that never come', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const working = workingOf(world)
        const never = { ...working, hours: { weekly: [], exceptions: [] } }
        assert.equal(decideReady({ ...working, hours: null }, 30, world.from), undefined)
        assert.equal(decideReady(working, null, world.from), undefined)
        assert.equal(decideReady(never, 0, world.from), undefined)
      }),
    )
  })
})

describe('by when work should be accepted', () => {
  const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/Paris]`).toInstant()
  const shop = {
    hours: {
      weekly: [1, 2, 3, 4, 5, 6].map((day) => ({ day, open: '10:00', close: '19:00' })),
      exceptions: [],
    },
    timeZone: 'Europe/Paris',
    holidays: [{ on: '2026-12-25', name: 'Christmas' }],
  }

  it('counts while it is open: over a night, a Sunday and a holiday', () => {
    const cases = [
      ['2026-12-21T11:00', '2026-12-21T13:00'],
      ['2026-12-21T18:00', '2026-12-22T11:00'],
      ['2026-12-21T21:00', '2026-12-22T12:00'],
      ['2026-12-24T21:00', '2026-12-26T12:00'],
      ['2026-12-26T18:30', '2026-12-28T11:30'],
    ] as const
    for (const [from, by] of cases) {
      assert.equal(decideAcceptBy(shop, 120, at(from)).toString(), at(by).toString(), from)
    }
  })

  it('leaves the location so many open minutes; goes by the clock where nobody knows', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 900 }), (world, minutes) => {
        const working = workingOf(world)
        const byClock = world.from.add({ minutes })
        const by = decideAcceptBy(working, minutes, world.from)
        assert.ok(Temporal.Instant.compare(by, byClock) >= 0)
        const open = decideReady(working, minutes, world.from) ?? byClock
        assert.equal(by.toString(), open.toString())
        const unknown = decideAcceptBy({ ...working, hours: null }, minutes, world.from)
        assert.equal(unknown.toString(), byClock.toString())
      }),
    )
  })
})

describe('the day on which a location works on what it is given', () => {
  it('is the first on which it is open from then on; today where nobody knows', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const working = workingOf(world)
        const dayOf = (at: Temporal.Instant) => {
          return at.toZonedDateTimeISO(world.timeZone).toPlainDate().toString()
        }
        const next = decideReady(working, 0, world.from)
        const day = decideWorkDay(working, world.from).toString()
        assert.equal(day, dayOf(next ?? world.from))
        assert.equal(
          decideWorkDay({ ...working, hours: null }, world.from).toString(),
          dayOf(world.from),
        )
      }),
    )
  })
})

describe('whether some day has room', () => {
  it('is so where a day on which it works has, as far as one looks', () => {
    const some = fc.subarray([1, 2, 3, 4, 5, 6, 7])
    fc.assert(
      fc.property(worlds, some, (world, days) => {
        const working = workingOf(world)
        const hasRoom = ({ dayOfWeek }: Temporal.PlainDate) => days.includes(dayOfWeek)
        const start = world.from.toZonedDateTimeISO(world.timeZone).startOfDay()
        // Of each day the end of it too: by then it works on another one.
        const looked = Array.from({ length: 30 }, (_, n) => {
          const at = n === 0 ? world.from : start.add({ days: n }).toInstant()
          return decideWorkDay(working, at)
        })
        assert.equal(decideRoomEver(working, hasRoom, world.from), looked.some(hasRoom))
      }),
    )
  })

  it('counts every day where hours are not known, or never come', () => {
    const sunday = ({ dayOfWeek }: Temporal.PlainDate) => dayOfWeek === 7
    for (const hours of [null, { weekly: [], exceptions: [] }]) {
      const working = { hours, timeZone: 'Europe/Paris', holidays: [] }
      const from = Temporal.Instant.from('2026-12-01T12:00:00Z')
      assert.equal(decideRoomEver(working, sunday, from), true)
      assert.equal(
        decideRoomEver(working, () => false, from),
        false,
      )
    }
  })
})
