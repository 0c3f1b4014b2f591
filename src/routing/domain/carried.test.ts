import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isCarried } from './carried.ts'

const places = fc.uniqueArray(fc.nat(9), { maxLength: 6 })

describe('what goes by rate cards', () => {
  it('is carried as soon as one service collects at one place that sends', () => {
    fc.assert(
      fc.property(fc.array(places, { maxLength: 4 }), places, (collections, sending) => {
        const services = collections.map((own) => ({
          collectsAt: (id: number) => own.includes(id),
        }))
        const met = new Set(collections.flat()).intersection(new Set(sending))
        assert.equal(isCarried(services, sending), sending.length === 0 || met.size > 0)
      }),
    )
  })
})
