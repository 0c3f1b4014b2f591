import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { holdsCardNumber } from './card.ts'
import { parseDecimal, timesRounded } from './decimal.ts'
import { checkDigit, madeMs, newId, orderNumber } from './ids.ts'
import { canonicalJson } from './json.ts'
import { allocate, digitsOf, formatCost, formatMoney } from './money.ts'
import { quantityOf, unitsOf } from './quantity.ts'
import { problemOf, Refusal, wordsOf, type RefusalCode } from './refusal.ts'
import { refusals } from './refusals.ts'
import { compareKeys } from './sort.ts'
import { findBadText } from './text.ts'

describe('money', () => {
  it('splits to the last unit, no part further than one unit from its share', () => {
    const amounts = fc.integer({ min: -1_000_000, max: 1_000_000 })
    const weights = fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(amounts, weights, (amount, parts) => {
        fc.pre(parts.some((weight) => weight > 0))
        const split = allocate(amount, parts)
        const whole = parts.reduce((sum, weight) => sum + weight, 0)
        assert.equal(
          split.reduce((sum, part) => sum + part, 0),
          amount,
        )
        split.forEach((part, i) => assert.ok(Math.abs(part - (amount * parts[i]!) / whole) < 1))
      }),
    )
  })

  it('is shown so that it can be read back', () => {
    const currencies = fc.constantFrom('EUR', 'JPY', 'KWD')
    fc.assert(
      fc.property(fc.integer(), currencies, (amount, currency) => {
        const [text, name] = formatMoney({ amount, currency }).split(' ')
        assert.equal(name, currency)
        const [whole, fraction = ''] = text!.split('.')
        assert.equal(fraction.length, digitsOf(currency))
        assert.equal(Number(whole!.replaceAll(',', '') + fraction) || 0, amount || 0)
      }),
    )
  })

  it('is shown with the digits of its currency', () => {
    assert.equal(formatMoney({ amount: 1999, currency: 'EUR' }), '19.99 EUR')
    assert.equal(formatMoney({ amount: -5, currency: 'EUR' }), '-0.05 EUR')
    assert.equal(formatMoney({ amount: 1999, currency: 'JPY' }), '1,999 JPY')
    assert.equal(formatMoney({ amount: 1999, currency: 'KWD' }), '1.999 KWD')
    assert.equal(formatMoney({ amount: -123456789, currency: 'EUR' }), '-1,234,567.89 EUR')
    assert.equal(formatMoney({ amount: 99999, currency: 'EUR' }), '999.99 EUR')
    assert.equal(formatCost(74_449, 'EUR'), '7.44 EUR')
    assert.equal(formatCost(7_450_000, 'JPY'), '745 JPY')
    assert.equal(formatCost(74_456, 'KWD'), '7.446 KWD')
  })

  it('rounds a price times a quantity once, half away from zero', () => {
    const price = (text: string) => parseDecimal(text)!
    assert.equal(timesRounded(price('19.99'), 3, 2), 5997n)
    assert.equal(timesRounded(price('0.125'), 1, 2), 13n)
    assert.equal(timesRounded(price('2.50'), 225, 0), 563n)
    assert.equal(parseDecimal('1e3'), undefined)
  })
})

describe('quantity', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(6), (units, decimals) => {
        assert.equal(unitsOf(quantityOf(units, decimals), decimals), units)
      }),
    )
  })

  it('is refused where it has more decimals than the SKU, or no end', () => {
    assert.equal(unitsOf(0.1 + 0.2, 1), undefined)
    assert.equal(unitsOf(1.5, 0), undefined)
    assert.equal(unitsOf(1e300, 0), undefined)
    assert.equal(unitsOf(NaN, 2), undefined)
    assert.equal(unitsOf(8.5, 1), 85)
  })
})

describe('ids', () => {
  it('sort by time and carry their version', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 40), fc.integer({ min: 1, max: 1e6 }), (at, later) => {
        assert.ok(newId(at) < newId(at + later))
        assert.ok(madeMs(newId(at)) >= at)
        assert.match(
          newId(at),
          /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        )
      }),
    )
  })

  it('of one process sort as they were made, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 40 }), { minLength: 2 }), (times) => {
        const ids = times.map((at) => newId(at))
        assert.deepEqual(ids.toSorted(), ids)
        assert.equal(new Set(ids).size, ids.length)
      }),
    )
    const at = 2 ** 41
    const many = Array.from({ length: 2 ** 18 + 10 }, () => newId(at))
    assert.deepEqual(many.toSorted(), many, 'more than fit into one ms')
  })

  it('have a check digit that finds every wrong digit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100_000, max: 999_999 }),
        fc.nat(5),
        fc.nat(9),
        (n, at, digit) => {
          const right = String(n)
          const wrong = right.slice(0, at) + digit + right.slice(at + 1)
          fc.pre(wrong !== right)
          assert.notEqual(checkDigit(wrong), checkDigit(right))
        },
      ),
    )
    assert.equal(checkDigit('7992739871'), 3)
    assert.equal(orderNumber('W', 100_001), `W100001${checkDigit('100001')}`)
  })
})

describe('text', () => {
  it('of the same data is the same, whatever the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        const turned = Object.fromEntries(Object.entries(data).toReversed())
        assert.equal(canonicalJson(turned), canonicalJson(data))
        assert.deepEqual(JSON.parse(canonicalJson(data)), JSON.parse(JSON.stringify(data)))
      }),
    )
  })

  it('that cannot be stored is found with its place', () => {
    assert.equal(findBadText({ a: [{ b: 'x\0' }] }), '/a/0/b')
    assert.equal(findBadText({ a: '\ud800' }), '/a')
    assert.equal(findBadText({ a: '😀', n: 1 }), undefined)
  })

  it('that can be stored is let through, wherever it stands', () => {
    const good = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'))
    const bad = fc.constantFrom('\0', 'a\0', '\udc00', 'x\ud83d', '\ud83d\ud83d\ude00')
    const path = fc.array(fc.constantFrom('a', 'b', '0', '1'), { maxLength: 4 })
    fc.assert(
      fc.property(good, bad, path, (fine, wrong, names) => {
        const around = (value: unknown) =>
          names.reduceRight<unknown>((inner, name) => ({ fine, [name]: inner }), value)
        assert.equal(findBadText(around(fine)), undefined)
        assert.equal(findBadText(around(wrong)), names.map((name) => `/${name}`).join(''))
      }),
    )
  })

  it('that holds a card number is found', () => {
    assert.ok(holdsCardNumber('paid with 4111-1111-1111-1111 today'))
    assert.ok(!holdsCardNumber('4111-1111-1111-1112'))
    assert.ok(!holdsCardNumber('+33 6 12 34 56 78'))
  })
})

describe('keys', () => {
  it('are in the order of their first difference', () => {
    const key = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 })
    fc.assert(
      fc.property(key, key, key, (a, b, c) => {
        const at = a.findIndex((part, i) => part !== b[i])
        const expected = at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1
        assert.equal(Math.sign(compareKeys(a, b)), expected)
        if (compareKeys(a, b) <= 0 && compareKeys(b, c) <= 0) assert.ok(compareKeys(a, c) <= 0)
      }),
    )
  })
})

describe('a problem', () => {
  it('says what its table says, whatever facts stand beside', () => {
    const codes = fc.constantFrom(...(Object.keys(refusals) as RefusalCode[]))
    const facts = fc.dictionary(fc.constantFrom('code', 'status', 'type', 'short'), fc.string())
    const field = fc.option(fc.string(), { nil: undefined })
    fc.assert(
      fc.property(codes, facts, field, fc.string(), (code, more, at, detail) => {
        const of = { facts: more, detail, ...(at === undefined ? {} : { field: at }) }
        const problem = problemOf(new Refusal(code, of))
        const { status, title, remedy } = refusals[code]
        const type = `/problems/${code}`
        assert.deepEqual(problem, {
          ...more,
          type,
          title,
          status,
          code,
          detail,
          do: remedy,
          ...(at === undefined ? {} : { field: at }),
        })
      }),
    )
  })

  it('is told at a command line with its field and what to do', () => {
    const { remedy, title } = refusals.not_found
    const said = { field: '/lines/0/sku', detail: 'There is no SKU X.' }
    assert.equal(
      wordsOf(new Refusal('not_found', said)),
      `/lines/0/sku: There is no SKU X.\n${remedy}`,
    )
    assert.equal(wordsOf(new Refusal('not_found')), `${title}\n${remedy}`)
  })
})
