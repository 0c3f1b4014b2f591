import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countingFor, sayingOf, type Standing } from './counting.ts'

const month = { from: '2026-05-01T00:00:00Z', until: '2026-05-29T00:00:00Z' }
const week = { from: '2026-05-01T00:00:00Z', until: '2026-05-08T00:00:00Z' }
const proven = { proven: true }
const unproven = { proven: false }

describe('what is said of prices by a simulation', () => {
  it('is that they may be switched on only where that is so by what counts', () => {
    assert.equal(sayingOf('not_dearer', [proven], month), 'not_dearer')
    assert.equal(sayingOf('not_dearer', [unproven], week), 'passes')
    assert.equal(sayingOf('not_dearer', [proven, unproven], month), 'passes')
    assert.equal(sayingOf('not_dearer', [proven], week), 'not_dearer', 'where there is no other')
  })

  it('is not that they should stay off beside one that counts and has passed', () => {
    assert.equal(sayingOf('dearer', [unproven], month), 'dearer')
    assert.equal(sayingOf('dearer', [proven], week), 'fails')
    assert.equal(sayingOf('too_few_days', [proven], week), 'too_few_days')
  })

  it('goes by the period for who does not see what counts', () => {
    assert.equal(sayingOf('not_dearer', [], month), 'not_dearer')
    assert.equal(sayingOf('not_dearer', [], week), 'passes')
    assert.equal(sayingOf('dearer', [], month), 'dearer')
    assert.equal(sayingOf('dearer', [], week), 'fails')
  })

  it('goes by its own channels and look ahead', () => {
    const usual = { days: 14, marginPercent: 40 }
    const standing = (channel: string, lookAhead: object | null) =>
      ({ channel, gate: lookAhead && { lookAhead } }) as Standing
    const all = [
      standing('WEB', usual),
      standing('SHOP', { ...usual, days: 7 }),
      standing('TILL', { ...usual, together: true }),
      standing('NEW', null),
      standing('OTHER', usual),
    ]
    const channels = ['WEB', 'SHOP', 'TILL', 'NEW']
    const of = (by: Parameters<typeof countingFor>[1]) =>
      countingFor({ channels }, by, all).map(({ channel }) => channel)
    assert.deepEqual(of({ ...usual, together: false }), ['WEB'])
    assert.deepEqual(of({ ...usual, together: true }), ['TILL'])
    assert.deepEqual(of(undefined), ['WEB', 'SHOP', 'TILL'])
  })
})
