import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideLate } from './late.ts'

const dayOf = (n: number) => Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString()
const days = fc.nat(400)
const percents = fc.double({ min: 0, max: 100, noNaN: true })

describe('how probable it is that a parcel is late', () => {
  it('halves with each day to spare, and is certain where it should come too late', () => {
    const late = (arrivesOn: string, wantedBy: string) => decideLate({ arrivesOn, wantedBy }, 95)
    assert.equal(late('2026-03-04', '2026-03-04'), 50_000)
    assert.equal(late('2026-03-03', '2026-03-04'), 25_000)
    assert.equal(late('2026-03-01', '2026-03-04'), 6250)
    assert.equal(late('2026-03-05', '2026-03-04'), 1_000_000)
    // The clocks change on this day.
    assert.equal(late('2026-03-28', '2026-03-30'), 12_500)
  })

  it('is a probability, no lower for a later arrival, an earlier day or a worse carrier', () => {
    fc.assert(
      fc.property(days, days, fc.nat(9), percents, percents, (on, by, more, a, b) => {
        const of = (n: number, m: number, percent: number) =>
          decideLate({ arrivesOn: dayOf(n), wantedBy: dayOf(m) }, percent)
        const late = of(on, by, a)
        assert.ok(Number.isInteger(late) && late >= 0 && late <= 1_000_000)
        assert.ok(of(on + more, by, a) >= late)
        assert.ok(of(on, by + more, a) <= late)
        assert.ok(of(on, by, Math.min(a, b)) >= late)
        assert.equal(of(on, by, 100), on > by ? 1_000_000 : 0)
      }),
    )
  })
})
