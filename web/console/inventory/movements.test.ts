import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actorOf, changesIn, isLate, reasonOf } from './movements.ts'
import { words as said } from './words.en.ts'

describe('a movement', () => {
  it('says why in words, even for a reason that is new', () => {
    assert.equal(reasonOf({ reason: 'damage' }, said), said.reasons.damage)
    assert.equal(reasonOf({ reason: 'moon_phase' }, said), said.reasonUnknown)
  })

  it('says who: by name where it is known, never by an id', () => {
    const people = [{ id: 'person:2', name: 'Ines Silva' }]
    const who = (actor: string) => actorOf(actor, { me: 'person:1', people, said })
    assert.deepEqual(['person:1', 'person:2', 'person:3', 'key:9', 'demo', 'allocation'].map(who), [
      said.actors.you,
      'Ines Silva',
      said.actors.person,
      said.actors.key,
      said.actors.demo,
      said.actors.tutti,
    ])
  })

  it('says what changed, with its sign, and of which units', () => {
    const signed = (value: number) => (value > 0 ? `+${value}` : String(value))
    const sold = { changes: { allocated: -1, onHand: -1 }, condition: null }
    assert.equal(changesIn(sold, signed, said), 'On hand -1 · Promised -1')
    const hurt = { changes: { unavailable: 2 }, condition: 'damaged' } as const
    assert.equal(changesIn(hurt, signed, said), 'Damaged +2')
    assert.equal(changesIn({ ...hurt, condition: null }, signed, said), 'Held back +2')
    const counted = { changes: {}, condition: null }
    assert.equal(changesIn(counted, signed, said), 'As it was recorded')
  })

  it('says whether it was learnt of later', () => {
    const at = (minute: number) => `2026-03-01T09:0${minute}:00Z`
    assert.equal(isLate({ occurredAt: at(1), recordedAt: at(1) }), false)
    assert.equal(isLate({ occurredAt: at(1), recordedAt: at(3) }), true)
  })
})
