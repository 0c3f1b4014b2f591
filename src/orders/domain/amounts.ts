import type { Money } from '../../lib/money.ts'
import { digitsOf } from '../../lib/money.ts'
import { parseDecimal, timesRounded } from '../../lib/decimal.ts'
import { Refusal } from '../../lib/refusal.ts'

type PricedLine = {
  unitPrice: string
  discounts: readonly { amount: Money }[]
  tax: { amount: Money } | undefined
  total: Money
}
type Priced = {
  currency: string
  lines: readonly (PricedLine & { quantity: number; decimals: number })[]
  shipping: { total: Money; tax: Money | undefined } | undefined
  payments: readonly { amount: Money }[]
  total: Money
}

/** What an order costs, in minor units of its currency. */
export type Amounts = { shipping: number; tax: number; total: number }

/**
 * Checks that the amounts of an order add up: line total = unit price × quantity rounded half up,
 * less discounts; order total = lines + shipping, plus tax only in tax-exclusive channels. And that
 * each can be: nothing but a discount is taken off, none adds anything, and no price contains more
 * tax than it is.
 */
export function decideAmounts(
  order: Priced,
  taxMode: 'inclusive' | 'exclusive',
): Amounts | Refusal {
  const stranger = findOtherCurrency(order)
  if (stranger) return new Refusal('currency_mismatch', { field: stranger })
  const digits = digitsOf(order.currency)
  if (digits === undefined) return new Refusal('currency_unknown', { field: '/currency' })
  for (const [i, line] of order.lines.entries()) {
    const wrong = findWrongPrice(line, `/lines/${i}`, digits)
    if (wrong) return wrong
  }
  const impossible = findImpossible(order, taxMode)
  if (impossible) return impossible
  const shipping = order.shipping?.total.amount ?? 0
  const tax =
    sum(order.lines.map((line) => line.tax?.amount.amount ?? 0)) +
    (order.shipping?.tax?.amount ?? 0)
  const goods = sum(order.lines.map((line) => line.total.amount))
  const expected = goods + shipping + (taxMode === 'exclusive' ? tax : 0)
  if (expected !== order.total.amount) {
    return wrongAmount('/total/amount', BigInt(expected), order.total.amount)
  }
  return { shipping, tax, total: order.total.amount }
}

/** What of a line's price does not add up. */
function findWrongPrice(
  line: Priced['lines'][number],
  field: string,
  digits: number,
): Refusal | undefined {
  // First, as who writes what is taken off with a minus has a total that is right by that.
  const added = line.discounts.findIndex(({ amount }) => amount.amount < 0)
  if (added >= 0) return addingDiscount(`${field}/discounts/${added}/amount/amount`, line, added)
  const expected = lineTotalOf(line, digits)
  if (expected !== BigInt(line.total.amount)) {
    return wrongAmount(`${field}/total/amount`, expected, line.total.amount)
  }
  if (line.total.amount >= 0) return undefined
  return new Refusal('amounts_do_not_add_up', {
    field: `${field}/discounts`,
    detail: 'The discounts of a line are more than it costs',
  })
}

/** A discount below 0 would raise the price, or was written with the sign of another system. */
function addingDiscount(field: string, { discounts }: PricedLine, at: number): Refusal {
  const given = discounts[at]!.amount.amount
  const detail =
    `${field} is ${given}: a discount is what is taken off, 0 or more. ` +
    'What is added belongs to the unit price, or is a line of its own'
  return new Refusal('amounts_do_not_add_up', { field, detail, facts: { given } })
}

/** The first amount that no shop can mean. */
function findImpossible(
  { lines, shipping, payments }: Priced,
  taxMode: 'inclusive' | 'exclusive',
): Refusal | undefined {
  const isInclusive = taxMode === 'inclusive'
  for (const [i, { tax, total, discounts }] of lines.entries()) {
    // Of what a voucher pays there may be tax too.
    const price = total.amount + sum(discounts.map(({ amount }) => amount.amount))
    const most = isInclusive ? price : undefined
    const wrong = wrongTax(`/lines/${i}/tax/amount/amount`, tax?.amount.amount, most)
    if (wrong) return wrong
  }
  if (shipping) {
    const total = shipping.total.amount
    const wrong =
      belowZero('/shipping/total/amount', total) ??
      wrongTax('/shipping/tax/amount', shipping.tax?.amount, isInclusive ? total : undefined)
    if (wrong) return wrong
  }
  const taken = payments.findIndex(({ amount }) => amount.amount < 0)
  return taken < 0
    ? undefined
    : belowZero(`/payments/${taken}/amount/amount`, payments[taken]!.amount.amount)
}

function wrongTax(field: string, tax = 0, most = Infinity): Refusal | undefined {
  if (tax <= most) return belowZero(field, tax)
  const detail = `${field} is ${tax}, more than the price of ${most} that contains it`
  return new Refusal('amounts_do_not_add_up', { field, detail, facts: { most, given: tax } })
}

function belowZero(field: string, given: number): Refusal | undefined {
  if (given >= 0) return undefined
  const detail = `${field} is ${given}, but cannot be less than 0`
  return new Refusal('amounts_do_not_add_up', { field, detail, facts: { given } })
}

function lineTotalOf(line: Priced['lines'][number], digits: number): bigint {
  const price = parseDecimal(line.unitPrice)
  if (!price) throw new Error('the schema lets only decimals through')
  const gross = timesRounded(price, line.quantity, digits - line.decimals)
  return gross - BigInt(sum(line.discounts.map(({ amount }) => amount.amount)))
}

function wrongAmount(field: string, expected: bigint, given: number): Refusal {
  return new Refusal('amounts_do_not_add_up', {
    field,
    detail: `${field} should be ${expected}, but is ${given}`,
    facts: { expected: Number(expected), given },
  })
}

/** The pointer to the first amount in another currency than the order's. */
function findOtherCurrency(order: Priced): string | undefined {
  const places: [string, Money | undefined][] = [
    ['/total/currency', order.total],
    ['/shipping/total/currency', order.shipping?.total],
    ['/shipping/tax/currency', order.shipping?.tax],
  ]
  order.lines.forEach((line, i) => {
    places.push([`/lines/${i}/total/currency`, line.total])
    places.push([`/lines/${i}/tax/amount/currency`, line.tax?.amount])
    line.discounts.forEach(({ amount }, d) => {
      places.push([`/lines/${i}/discounts/${d}/amount/currency`, amount])
    })
  })
  order.payments.forEach(({ amount }, i) => {
    places.push([`/payments/${i}/amount/currency`, amount])
  })
  return places.find(([, money]) => money && money.currency !== order.currency)?.[0]
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
