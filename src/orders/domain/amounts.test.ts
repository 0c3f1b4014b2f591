import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { digitsOf, type Money } from '../../lib/money.ts'
import { Refusal } from '../../lib/refusal.ts'
import { decideAmounts } from './amounts.ts'

type Order = Parameters<typeof decideAmounts>[0]
type Mode = Parameters<typeof decideAmounts>[1]
type Line = Order['lines'][number]

const modes: fc.Arbitrary<Mode> = fc.constantFrom('inclusive', 'exclusive')
const small = fc.nat(5000)

/** Lines as they are drawn: the price in 1e-4 of the major unit, the quantity in base units. */
const lines = fc.record({
  tenThousandths: fc.nat(5_000_000),
  quantity: fc.integer({ min: 1, max: 5000 }),
  decimals: fc.nat(3),
  discounts: fc.array(fc.nat(100), { maxLength: 3 }),
  tax: fc.option(small, { nil: undefined }),
})

/** An order whose amounts add up, made from its lines outwards. */
function orders(mode: Mode): fc.Arbitrary<Order> {
  return fc
    .record({
      currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
      lines: fc.array(lines, { minLength: 1, maxLength: 4 }),
      shipping: fc.option(fc.record({ total: small, tax: fc.option(small, { nil: undefined }) }), {
        nil: undefined,
      }),
      payments: fc.array(small, { maxLength: 2 }),
    })
    .map(({ currency, lines: drawn, shipping, payments }) => {
      const money = (amount: number): Money => ({ amount, currency })
      const priced = drawn.map((line) => lineOf(line, mode, { money, digits: digitsOf(currency)! }))
      const onShipping =
        shipping?.tax === undefined ? undefined : within(mode, shipping.tax, shipping.total)
      const taxes = [...priced.map(({ tax }) => tax?.amount.amount ?? 0), onShipping ?? 0]
      const parts = [
        ...priced.map(({ total }) => total.amount),
        shipping?.total ?? 0,
        ...(mode === 'exclusive' ? taxes : []),
      ]
      const tax = onShipping === undefined ? undefined : money(onShipping)
      return {
        currency,
        lines: priced,
        shipping: shipping && { total: money(shipping.total), tax },
        payments: payments.map((amount) => ({ amount: money(amount) })),
        total: money(parts.reduce((sum, amount) => sum + amount, 0)),
      }
    })
}

function lineOf(
  { tenThousandths, quantity, decimals, discounts, tax }: DrawnLine,
  mode: Mode,
  { money, digits }: { money: (amount: number) => Money; digits: number },
): Line {
  const gross = grossOf(tenThousandths, quantity, digits - decimals)
  // Never more off than the line costs.
  const off = discounts.filter((amount) => amount * discounts.length <= gross)
  const fraction = String(tenThousandths % 1e4).padStart(4, '0')
  return {
    unitPrice: `${Math.trunc(tenThousandths / 1e4)}.${fraction}`,
    quantity,
    decimals,
    discounts: off.map((amount) => ({ amount: money(amount) })),
    tax: tax === undefined ? undefined : { amount: money(within(mode, tax, gross)) },
    total: money(off.reduce((left, amount) => left - amount, gross)),
  }
}

/** A price that contains its tax contains no more of it than it is, before discounts. */
function within(mode: Mode, tax: number, price: number): number {
  return mode === 'inclusive' ? Math.min(tax, price) : tax
}

type DrawnLine = typeof lines extends fc.Arbitrary<infer One> ? One : never

/** The minor units nearest to price × quantity, half up, found by looking at both sides. */
function grossOf(tenThousandths: number, quantity: number, shift: number): number {
  const exact = BigInt(tenThousandths) * BigInt(quantity) * 10n ** BigInt(shift + 3)
  const scale = 10n ** 7n
  const floor = exact / scale
  return Number(2n * (exact - floor * scale) >= scale ? floor + 1n : floor)
}

describe('the amounts of an order', () => {
  it('are taken where they add up, in every currency and both tax modes', () => {
    fc.assert(
      fc.property(
        modes.chain((mode) => fc.tuple(fc.constant(mode), orders(mode))),
        ([mode, order]) => {
          const amounts = decideAmounts(order, mode)
          assert.ok(
            !(amounts instanceof Refusal),
            amounts instanceof Refusal ? amounts.message : '',
          )
          const taxes = order.lines.map(({ tax }) => tax?.amount.amount ?? 0)
          const tax = taxes.reduce((sum, amount) => sum + amount, order.shipping?.tax?.amount ?? 0)
          const shipping = order.shipping?.total.amount ?? 0
          assert.deepEqual(amounts, { shipping, tax, total: order.total.amount })
        },
      ),
      { numRuns: 500 },
    )
  })

  it('are refused, with the field, where a total is off by however little', () => {
    const off = fc.integer({ min: -3, max: 3 }).filter((n) => n !== 0)
    fc.assert(
      fc.property(orders('inclusive'), fc.nat(4), off, (order, at, by) => {
        const wrong = structuredClone(order)
        const i = at % (order.lines.length + 1)
        const isLine = i < order.lines.length
        const total = isLine ? wrong.lines[i]!.total : wrong.total
        const expected = total.amount
        total.amount += by
        const refusal = refusalOf(decideAmounts(wrong, 'inclusive'))
        assert.equal(refusal.code, 'amounts_do_not_add_up')
        assert.equal(refusal.field, isLine ? `/lines/${i}/total/amount` : '/total/amount')
        assert.deepEqual(refusal.facts, { expected, given: expected + by })
      }),
    )
  })

  it('are refused where a discount takes more than the line costs', () => {
    fc.assert(
      fc.property(orders('inclusive'), fc.nat(3), (order, at) => {
        const wrong = structuredClone(order)
        const i = at % order.lines.length
        const line = wrong.lines[i]! as Line & { discounts: { amount: Money }[] }
        const amount = line.total.amount + 1
        line.discounts.push({ amount: { amount, currency: order.currency } })
        line.total.amount = -1
        const refusal = refusalOf(decideAmounts(wrong, 'inclusive'))
        assert.equal(refusal.code, 'amounts_do_not_add_up')
        assert.equal(refusal.field, `/lines/${i}/discounts`)
      }),
    )
  })

  it('are refused where there is less than nothing of them, or more tax than price', () => {
    const lacking = fc.integer({ min: 1, max: 10_000 })
    fc.assert(
      fc.property(
        modes.chain((mode) => fc.tuple(fc.constant(mode), orders(mode))),
        lacking,
        (of, by) => {
          const [mode, order] = of
          for (const [field, wrong] of impossible(order, mode, by)) {
            const refusal = refusalOf(decideAmounts(wrong, mode))
            assert.deepEqual([refusal.code, refusal.field], ['amounts_do_not_add_up', field])
          }
        },
      ),
    )
  })

  it('are all in the currency of the order: one that is not is named', () => {
    fc.assert(
      fc.property(orders('inclusive'), fc.nat(40), (order, at) => {
        const wrong = structuredClone(order)
        const places = amountsIn(wrong)
        const [pointer, money] = places[at % places.length]!
        money.currency = 'USD'
        const refusal = refusalOf(decideAmounts(wrong, 'inclusive'))
        assert.deepEqual(
          [refusal.code, refusal.field],
          ['currency_mismatch', `${pointer}/currency`],
        )
      }),
    )
  })

  it('need a currency that there is', () => {
    fc.assert(
      fc.property(orders('inclusive'), (order) => {
        const text = JSON.stringify(order).replaceAll(`"${order.currency}"`, '"XQX"')
        const unknown = JSON.parse(text) as Order
        assert.equal(refusalOf(decideAmounts(unknown, 'inclusive')).code, 'currency_unknown')
      }),
    )
  })
})

/** The order with one amount that cannot be, and totals that add up: each with its field. */
function impossible(order: Order, mode: Mode, by: number): [string, Order][] {
  const { currency, lines: priced } = order
  const money = (amount: number): Money => ({ amount, currency })
  const shop = (over: Partial<Order>): Order => {
    const changed = { ...order, ...over }
    const taxes = changed.lines.map(({ tax }) => tax?.amount.amount ?? 0)
    const parts = [
      ...changed.lines.map(({ total }) => total.amount),
      changed.shipping?.total.amount ?? 0,
      ...(mode === 'exclusive' ? [...taxes, changed.shipping?.tax?.amount ?? 0] : []),
    ]
    return { ...changed, total: money(parts.reduce((sum, amount) => sum + amount, 0)) }
  }
  const last = priced.length - 1
  const taxed = (amount: number) =>
    shop({ lines: priced.with(last, { ...priced[last]!, tax: { amount: money(amount) } }) })
  const sent = (total: number, tax: number) =>
    shop({ shipping: { total: money(total), tax: money(tax) } })
  const { total, discounts } = priced[last]!
  const price = discounts.reduce((sum, { amount }) => sum + amount.amount, total.amount)
  const ofLine = `/lines/${last}/tax/amount/amount`
  const discounted = (amount: number, left: number) => {
    const all = [...discounts, { amount: money(amount) }]
    return shop({
      lines: priced.with(last, { ...priced[last]!, discounts: all, total: money(left) }),
    })
  }
  const ofDiscount = `/lines/${last}/discounts/${discounts.length}/amount/amount`
  return [
    [ofDiscount, discounted(-by, total.amount + by)],
    // Who means it as what is taken off is told the same, not that the total is wrong.
    [ofDiscount, discounted(-by, total.amount - by)],
    [ofLine, taxed(-by)],
    ['/shipping/total/amount', sent(-by, 0)],
    ['/shipping/tax/amount', sent(by, -by)],
    ['/payments/0/amount/amount', shop({ payments: [{ amount: money(-by) }] })],
    ...(mode === 'inclusive'
      ? ([
          [ofLine, taxed(price + by)],
          ['/shipping/tax/amount', sent(by, by + 1)],
        ] satisfies [string, Order][])
      : []),
  ]
}

function amountsIn(value: object, pointer = ''): [string, Money][] {
  return Object.entries(value).flatMap(([name, member]): [string, Money][] => {
    const place = `${pointer}/${name}`
    if (typeof member !== 'object' || member === null) return []
    if (typeof (member as Money).amount === 'number') return [[place, member as Money]]
    return amountsIn(member as object, place)
  })
}

function refusalOf(decided: unknown): Refusal {
  assert.ok(decided instanceof Refusal, JSON.stringify(decided))
  return decided
}
