import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { formatsOf } from './format.ts'

const en = formatsOf('en-GB', 'Europe/Berlin')

describe('formats', () => {
  it('shows minor units by the digits of the currency', () => {
    assert.equal(en.money(1999, 'EUR'), '€19.99')
    assert.equal(en.money(1999, 'JPY'), 'JP¥1,999')
    // Not those that the runtime would show: 0 for both.
    assert.equal(en.money(123_456, 'HUF'), 'HUF\u00A01,234.56')
    assert.equal(en.money(1_234_567, 'IQD'), 'IQD\u00A01,234.567')
    assert.equal(formatsOf('de', 'Europe/Berlin').money(-123_456, 'EUR'), '-1.234,56\u00A0€')
  })

  it('shows costs in ten-thousandths', () => {
    assert.equal(en.cost(61_549, 'EUR'), '€6.15')
  })

  it('shows moments in the zone of the person', () => {
    const year = new Date().getFullYear()
    assert.equal(en.moment(`${year}-07-01T22:30:00Z`), '2 Jul, 00:30')
    assert.equal(en.moment('2001-07-01T22:30:00Z'), '2 Jul 2001, 00:30')
  })

  it('shows a date as it is, wherever one reads it', () => {
    const chicago = formatsOf('en-US', 'America/Chicago', () => new Date('2026-07-01'))
    assert.equal(chicago.day('2026-12-03'), 'Thu, Dec 3')
    assert.equal(chicago.exact('2026-12-03'), 'Thursday, December 3, 2026')
    assert.equal(chicago.day('2026-12-03T02:00:00Z'), 'Wed, Dec 2')
    // With the year where it is another one, by the person's own clock.
    assert.equal(chicago.day('2027-01-01'), 'Fri, Jan 1, 2027')
    assert.equal(chicago.day('2027-01-01T02:00:00Z'), 'Thu, Dec 31')
    assert.equal(chicago.day('2025-12-03'), 'Wed, Dec 3, 2025')
    const late = formatsOf('en-US', 'America/Chicago', () => new Date('2027-01-01T02:00:00Z'))
    assert.deepEqual(
      [late.day('2026-12-31'), late.day('2027-01-01')].join(),
      'Thu, Dec 31,Fri, Jan 1, 2027',
    )
  })

  it('shows how long ago, and ages, in one unit', () => {
    const now = Date.parse('2026-01-02T00:00:00Z')
    assert.equal(en.ago('2026-01-01T23:57:10Z', now), '2 min ago')
    assert.equal(en.ago('2026-01-02T05:00:00Z', now), 'in 5 hr')
    assert.equal(en.age(59_000), '0 mins')
    assert.equal(en.age(26 * 3_600_000), '1 day')
  })
})
