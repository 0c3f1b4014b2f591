import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { holdsCardNumber } from './card.ts'
import { checkDigit } from './ids.ts'

/** Numbers as on cards: 13 to 19 digits, the first 3 to 6, the last one right. */
const numbers = fc
  .tuple(fc.integer({ min: 3, max: 6 }), fc.array(fc.nat(9), { minLength: 11, maxLength: 17 }))
  .map(([first, rest]) => `${first}${rest.join('')}`)
  .map((digits) => digits + checkDigit(digits))

/** What people put between groups of digits. */
const grouped = fc
  .tuple(numbers, fc.array(fc.constantFrom('', '', '', ' ', '-'), { minLength: 19, maxLength: 19 }))
  .map(([digits, gaps]) =>
    [...digits].map((digit, i) => (i === 0 ? '' : gaps[i]!) + digit).join(''),
  )

const words = fc.string().map((text) => text.replaceAll(/\d/g, 'x'))
/** An expiry, a security code, an amount: other digits beside the number. */
const beside = fc.constantFrom('', ' 12/27', ' 123', '-0420', ' 1', ' 12 27 123')

describe('a card number', () => {
  it('is found in any text, however it is grouped and whatever digits follow it', () => {
    fc.assert(
      fc.property(words, grouped, beside, words, (before, number, after, end) => {
        assert.ok(holdsCardNumber(`${before}${number}${after} ${end}`))
      }),
      { numRuns: 1000 },
    )
  })

  it('is found behind other digits', () => {
    fc.assert(
      fc.property(fc.constantFrom('7 ', '12-', '2027 '), grouped, (before, number) => {
        assert.ok(holdsCardNumber(`${before}${number}`))
      }),
    )
  })

  it('with one wrong digit is none, nor is a number of another length or kind', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, at, more) => {
        const i = at % number.length
        const wrong = number.slice(0, i) + ((Number(number[i]) + more) % 10) + number.slice(i + 1)
        assert.ok(!holdsCardNumber(wrong))
        assert.ok(!holdsCardNumber(number.slice(0, 12)))
        assert.ok(!holdsCardNumber(`9${number.slice(1)}`))
        assert.ok(!holdsCardNumber(`${number}0000000`))
      }),
    )
  })
})
