import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { moneyOf } from './currency.ts'
import type { Condition } from './tongue.ts'

const channel = (code: string, currency: string) => ({ code, currency, archived: false })
const [web, shop, tokyo] = [
  channel('WEB', 'EUR'),
  channel('SHOP', 'EUR'),
  channel('TOKYO', 'JPY'),
] as const
const channels = [web, shop, tokyo]
const of = (...codes: string[]) => ({ of: 'channel' as const, in: codes })
const euro = { currency: 'EUR', digits: 2 }
const yen = { currency: 'JPY', digits: 0 }
const differ = { currency: undefined, digits: undefined }

describe('the currency of a rule', () => {
  it('is that of the channels on which it may decide', () => {
    assert.deepEqual(moneyOf([of('WEB', 'SHOP')], channels), euro)
    assert.deepEqual(moneyOf([{ ...of('TOKYO'), not: true }], channels), euro)
    const units: Condition = { of: 'units', from: 2 }
    assert.deepEqual(moneyOf([of('TOKYO'), units], channels), yen)
    const either: Condition = { of: 'any_of', conditions: [of('TOKYO'), of('WEB')] }
    assert.deepEqual(moneyOf([either], channels), differ)
    assert.deepEqual(moneyOf([either, of('TOKYO')], channels), yen)
  })

  it('is none where there are several, with the digits that all of them have', () => {
    assert.deepEqual(moneyOf([], channels), differ)
    assert.deepEqual(moneyOf([], [web, shop]), euro)
    const whole = { currency: undefined, digits: 0 }
    assert.deepEqual(moneyOf([], [tokyo, channel('SEOUL', 'KRW')]), whole)
    assert.deepEqual(moneyOf([], undefined), { currency: undefined, digits: 2 })
  })

  it('is as without what fits no channel yet', () => {
    assert.deepEqual(moneyOf([of()], [web, shop]), euro)
    assert.deepEqual(moneyOf([of('GONE')], channels), differ)
  })

  it('is not that of channels that are archived', () => {
    const past = { ...tokyo, archived: true }
    assert.deepEqual(moneyOf([], [web, shop, past]), euro)
    assert.deepEqual(moneyOf([of('WEB', 'TOKYO')], [web, past]), euro)
    assert.deepEqual(moneyOf([of('TOKYO')], [web, past]), euro)
  })
})
