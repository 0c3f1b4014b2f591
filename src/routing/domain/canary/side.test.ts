import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decideSide, type OrderKey, type Sharing } from './side.ts'

const startsAt = Temporal.Instant.from('2026-03-01T00:00:00Z')
const until = startsAt.add({ hours: 100 })
const sharing = fc.record({
  id: fc.uuid(),
  sharePermille: fc.integer({ min: 1, max: 999 }),
  channelIds: fc.constant([1, 2]),
  startsAt: fc.constant(startsAt),
  until: fc.constant(until),
})
const key = (externalId: string, of: Partial<OrderKey> = {}): OrderKey => {
  return { channelId: 1, externalId, capturedAt: startsAt, ...of }
}

describe('the side of an order', () => {
  it('is the same each time, whenever and wherever it is decided again', () => {
    fc.assert(
      fc.property(sharing, fc.string(), fc.integer({ min: 0, max: 99 }), (of, name, hours) => {
        const first = decideSide(of, key(name), startsAt)
        const capturedAt = startsAt.add({ hours })
        assert.ok(first)
        assert.equal(decideSide({ ...of }, key(name, { capturedAt }), capturedAt), first)
      }),
    )
  })

  it('stays that of the canary when the share grows', () => {
    fc.assert(
      fc.property(sharing, fc.string(), fc.integer({ min: 1, max: 999 }), (of, name, other) => {
        const [low, high] = [of.sharePermille, other].toSorted((a, b) => a - b)
        const at = (sharePermille: number) =>
          decideSide({ ...of, sharePermille }, key(name), startsAt)
        if (at(low!) === 'canary') assert.equal(at(high!), 'canary')
      }),
    )
  })

  it('is none before it begins, when it is over, and in other channels', () => {
    fc.assert(
      fc.property(sharing, fc.string(), (of, name) => {
        const early = key(name, { capturedAt: startsAt.subtract({ nanoseconds: 1 }) })
        assert.equal(decideSide(of, early, until.subtract({ hours: 1 })), undefined)
        assert.equal(decideSide(of, key(name), until), undefined)
        assert.equal(decideSide(of, key(name, { channelId: 3 }), startsAt), undefined)
      }),
    )
  })

  it('is the canary for the share, within five standard deviations of drawing by lot', () => {
    fc.assert(
      fc.property(sharing, fc.constantFrom(1, 2), (of, channelId) => {
        const [orders, share] = [4000, of.sharePermille / 1000]
        const count = countOf(of, orders, channelId)
        const deviation = Math.sqrt(orders * share * (1 - share))
        assert.ok(Math.abs(count - orders * share) <= 5 * deviation + 1, `${count}`)
      }),
      { numRuns: 40 },
    )
  })

  it('has nothing to do with that of another canary', () => {
    const of = { sharePermille: 500, channelIds: [1], startsAt, until }
    let same = 0
    for (let i = 0; i < 4000; i += 1) {
      const [one, other] = ['a', 'b'].map((id) =>
        decideSide({ ...of, id }, key(`W-${i}`), startsAt),
      )
      if (one === other) same += 1
    }
    assert.ok(Math.abs(same - 2000) < 5 * Math.sqrt(1000), `${same}`)
  })
})

function countOf(of: Sharing, orders: number, channelId: number): number {
  let count = 0
  for (let i = 0; i < orders; i += 1) {
    if (decideSide(of, key(`${i}`, { channelId }), startsAt) === 'canary') count += 1
  }
  return count
}
