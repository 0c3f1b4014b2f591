import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { skusOf } from './catalog.ts'
import { announcedOf, arrivesAt, PURCHASE } from './goods.ts'
import { isBare } from './levels.ts'
import { fullScale, locationsOf } from './network.ts'

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const locations = locationsOf(fullScale)

describe('goods that are on their way to the demo', () => {
  it('are of what a depot has run out of, due in the next days, the same by the same seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const skus = skusOf(seed, 1000)
        const announced = announcedOf(seed, skus, locations)
        assert.ok(announced.length > 0 && announced.length < 100)
        assert.equal(new Set(announced.map(({ reference }) => reference)).size, announced.length)
        for (const { sku, location, quantity, inDays, reference } of announced) {
          const depot = locations.find(({ code }) => code === location)!
          assert.equal(depot.kind, 'distribution_centre')
          assert.ok(
            isBare(
              seed,
              skus.find(({ code }) => code === sku)!,
              depot,
            ),
          )
          assert.ok(quantity > 0 && inDays >= 1 && inDays <= 6 && reference.startsWith(PURCHASE))
        }
        assert.deepEqual(announcedOf(seed, skus, locations), announced)
      }),
      { numRuns: 10 },
    )
  })

  it('arrive in the morning of the day they are due', () => {
    const dueOn = Temporal.PlainDate.from('2026-06-15')
    fc.assert(
      fc.property(fc.nat(), (n) => {
        const at = arrivesAt({ reference: `${PURCHASE}${n}`, dueOn }, 'Europe/Berlin')
        const local = at.toZonedDateTimeISO('Europe/Berlin')
        assert.ok(local.toPlainDate().equals(dueOn))
        assert.ok(local.hour >= 7 && local.hour < 12)
      }),
    )
  })
})
