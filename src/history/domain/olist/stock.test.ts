import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Order, Product } from './rows.ts'
import { othersStock, ownStock } from './stock.ts'

const letter = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')
const item = fc.record({ product: letter, seller: letter })
const history = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 200 }),
    items: fc.array(item, { minLength: 1, maxLength: 12 }),
  }),
  { minLength: 1, maxLength: 20 },
)
const START = Temporal.Instant.from('2017-01-01T12:00:00Z').epochMilliseconds
const DAY_MS = 86_400_000

function ordersOf(drawn: { day: number; items: { product: string; seller: string }[] }[]): Order[] {
  return drawn.map(({ day, items }, i) => ({
    id: `o${i}`,
    line: i,
    status: 'delivered',
    customer: undefined,
    boughtAt: START + day * DAY_MS,
    approvedAt: null,
    handedAt: null,
    arrivedAt: null,
    items: items.map((one, n) => ({ ...one, no: n + 1, price: '1.00', freight: 0 })),
    payments: [],
  }))
}

const size = { weightG: null, lengthMm: null, widthMm: null, heightMm: null }
const products = new Map<string, Product>(
  ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, i) => {
    return [id, { ...size, id, category: i < 5 ? 'one' : null }]
  }),
)

test('what arrives at a seller is what it sells: 90 % on the 1st, the rest on the 20th', () => {
  fc.assert(
    fc.property(history, (drawn) => {
      const orders = ordersOf(drawn)
      const left = new Map<string, number>()
      for (const { product, seller } of orders.flatMap(({ items }) => items)) {
        left.set(product + seller, (left.get(product + seller) ?? 0) + 1)
      }
      for (const [at, stock] of ownStock(orders)) {
        const local =
          Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('America/Sao_Paulo')
        assert.ok(local.day === 1 || local.day === 20)
        assert.equal(local.hour, 0)
        for (const { product, seller, units } of stock) {
          assert.ok(units > 0)
          left.set(product + seller, left.get(product + seller)! - units)
        }
      }
      assert.ok([...left.values()].every((units) => units === 0))
    }),
  )
})

test('ten units of a month: nine on the 1st, one on the 20th', () => {
  const items = Array.from({ length: 10 }, () => ({ product: 'a', seller: 'b' }))
  const arrivals = [...ownStock(ordersOf([{ day: 14, items }]))]
  assert.deepEqual(
    arrivals.map(([at, [stock]]) => [
      Temporal.Instant.fromEpochMilliseconds(at).toString(),
      stock!.units,
    ]),
    [
      ['2017-01-01T02:00:00Z', 9],
      ['2017-01-20T02:00:00Z', 1],
    ],
  )
})

test('others have half of the SKUs, a quarter each, never who sells it; always the same', () => {
  fc.assert(
    fc.property(history, (drawn) => {
      const orders = ordersOf(drawn)
      const stock = othersStock(orders, products)
      assert.deepEqual(othersStock(orders, products), stock)
      const items = orders.flatMap((order) => order.items)
      const skus = new Set(items.map(({ product }) => product))
      const sellers = new Set(items.map(({ seller }) => seller))
      const byProduct = Map.groupBy(stock, ({ product }) => product)
      assert.ok(byProduct.size <= Math.floor(skus.size / 2))
      for (const [product, others] of byProduct) {
        const sold = items.filter((one) => one.product === product)
        const own = new Set(sold.map(({ seller }) => seller))
        assert.equal(others.length, Math.min(4, sellers.size - own.size))
        assert.equal(new Set(others.map(({ seller }) => seller)).size, others.length)
        for (const { seller, units } of others) {
          assert.ok(!own.has(seller))
          assert.equal(units, Math.ceil(sold.length / 4))
        }
      }
    }),
  )
})
