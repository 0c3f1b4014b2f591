import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { idOf, isPast, placeOf } from './place.ts'

const cursor = (epoch: number) =>
  fc
    .tuple(fc.bigInt(0n, 10n ** 19n - 1n), fc.uuid())
    .map(([tx, id]) => ({ epoch, tx: String(tx), id }))
const place = fc
  .nat(1e9 - 1)
  .chain((epoch) => fc.array(cursor(epoch), { minLength: 2, maxLength: 2 }))

describe('a place in the logs', () => {
  it('is what its id says', () => {
    fc.assert(fc.property(place, (one) => assert.deepEqual(placeOf(idOf(one), 2), one)))
  })

  it('is read from no other text, and from none of another number of logs', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), place.map(idOf)), (text) => {
        const found = placeOf(text, 2)
        assert.equal(found && idOf(found), found && text)
        assert.equal(placeOf(text, 3), undefined)
      }),
    )
  })

  it('is past another as PostgreSQL orders them: transactions as numbers, then ids', () => {
    const of = (tx: string, id: string, epoch = 1) => ({ epoch, tx, id })
    assert.ok(isPast(of('1000', 'a'), of('999', 'b')))
    assert.ok(isPast(of('5', 'b'), of('5', 'a')))
    assert.ok(!isPast(of('5', 'a'), of('5', 'a')))
    assert.ok(isPast(of('1', 'a', 2), of('9', 'b', 1)))
  })
})
