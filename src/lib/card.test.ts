import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { holdsCardNumber } from './card.ts'
import { checkDigit } from './ids.ts'

/** Numbers that begin like this: 13 to 19 digits, the last one right. */
const numbersOf = (...starts: string[]) =>
  fc
    .tuple(fc.constantFrom(...starts), fc.array(fc.nat(9), { minLength: 11, maxLength: 16 }))
    .map(([start, rest]) => `${start}${rest.join('')}`)
    .map((digits) => digits + checkDigit(digits))
const numbers = numbersOf('3', '4', '5', '6', '22', '27')

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

  it('with one wrong digit is none, nor is a number of another length', () => {
    fc.assert(
      fc.property(numbers, fc.nat(), fc.integer({ min: 1, max: 9 }), (number, at, more) => {
        const i = at % number.length
        const wrong = number.slice(0, i) + ((Number(number[i]) + more) % 10) + number.slice(i + 1)
        assert.ok(!holdsCardNumber(wrong))
        assert.ok(!holdsCardNumber(number.slice(0, 12)))
        assert.ok(!holdsCardNumber(`${number}0000000`))
      }),
    )
  })

  it('begins like those of the card networks', () => {
    fc.assert(
      fc.property(numbersOf('0', '1', '20', '21', '28', '29', '7', '8', '9'), (number) => {
        assert.ok(!holdsCardNumber(number))
      }),
    )
  })
})
