import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { skuOf } from '../../../test/arbitrary/orders.ts'
import { Refusal } from '../../lib/refusal.ts'
import { bundlesLeft, decideBundles, decideNamed, shareOut, type Cancelling } from './bundle.ts'
import type { KnownPart, KnownSku, NewLine } from './capture.ts'

/** Components are the SKUs 1 to 3, with none, one and two decimals; some have no price. */
const parts: fc.Arbitrary<KnownPart[]> = fc
  .uniqueArray(
    fc.record({
      skuId: fc.integer({ min: 1, max: 3 }),
      quantity: fc.integer({ min: 1, max: 300 }),
      amount: fc.option(fc.nat(99_999), { nil: undefined }),
    }),
    { selector: ({ skuId }) => skuId, minLength: 1 },
  )
  .map((drawn) =>
    drawn.map(({ skuId, quantity, amount }) => {
      const { code, decimals } = skuOf(skuId)
      const prices = amount === undefined ? [] : [{ currency: 'EUR', amount }]
      return { skuId, code, decimals, quantity, prices }
    }),
  )

const bundleOf = (components: readonly KnownPart[]): KnownSku => {
  return { ...skuOf(9), id: 9, code: 'SET', decimals: 0, kind: 'bundle', components }
}

type Drawn = { parts: KnownPart[] | undefined; no: number; units: number; cents: number }

/** Lines of bundles and of other goods, each with some tax. */
const lines: fc.Arbitrary<NewLine[]> = fc
  .uniqueArray(
    fc.record({
      parts: fc.option(parts, { nil: undefined }),
      no: fc.integer({ min: 1, max: 500 }),
      units: fc.integer({ min: 1, max: 50 }),
      cents: fc.nat(9999),
    }),
    { selector: ({ no }) => no, minLength: 1, maxLength: 5 },
  )
  .map((drawn: Drawn[]) =>
    drawn.map(({ parts: of, no, units, cents }) => ({
      no,
      groupNo: 1,
      sku: of ? bundleOf(of) : skuOf(1),
      ordered: units,
      unitPrice: (cents / 100).toFixed(2),
      discounts: undefined,
      tax: { amount: { amount: Math.round(cents / 5), currency: 'EUR' }, rate: '0.2' },
      total: cents * units,
    })),
  )

const world = { currency: 'EUR', skuById: (id: number) => skuOf(id) }
const sum = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0)

function explode(sent: NewLine[]) {
  const exploded = decideBundles(sent, world)
  assert.ok(!(exploded instanceof Refusal))
  return exploded
}

describe('bundles at capture', () => {
  it('become lines of what they are made of, so many of each as are in the bundles', () => {
    fc.assert(
      fc.property(lines, (sent) => {
        const { lines: served, bundles } = explode(sent)
        assert.deepEqual(
          bundles,
          sent.filter(({ sku }) => sku.kind === 'bundle'),
        )
        assert.deepEqual(
          served.filter(({ bundle }) => !bundle),
          sent.filter(({ sku }) => sku.kind !== 'bundle'),
        )
        for (const { no, sku, ordered } of bundles) {
          const own = served.filter(({ bundle }) => bundle?.no === no)
          assert.deepEqual(
            own.map((line) => [line.sku.id, line.ordered, line.bundle!.ratio]),
            sku.components.map((part) => [part.skuId, part.quantity * ordered, part.quantity]),
          )
        }
      }),
    )
  })

  it('share out total and tax to the last cent', () => {
    fc.assert(
      fc.property(lines, (sent) => {
        const { lines: served, bundles } = explode(sent)
        for (const { no, total, tax } of bundles) {
          const own = served.filter(({ bundle }) => bundle?.no === no)
          assert.equal(sum(own.map((line) => line.total)), total)
          assert.equal(sum(own.map((line) => line.tax!.amount.amount)), tax!.amount.amount)
          for (const line of own) {
            assert.ok(line.total >= 0)
            assert.match(line.unitPrice, /^\d{1,12}\.\d{6}$/)
            const { decimals } = line.sku
            const worth = (Number(line.unitPrice) * 100 * line.ordered) / 10 ** decimals
            assert.ok(Math.abs(worth - line.total) < 1, `${worth} ${line.total}`)
          }
        }
      }),
    )
  })

  it('number their lines behind the highest that was sent, always the same', () => {
    fc.assert(
      fc.property(lines, (sent) => {
        const { lines: served } = explode(sent)
        const last = Math.max(...sent.map(({ no }) => no))
        const added = served.filter(({ bundle }) => bundle).map(({ no }) => no)
        assert.deepEqual(
          added,
          added.map((_, i) => last + 1 + i),
        )
        assert.deepEqual(explode(sent).lines, served)
      }),
    )
  })

  it('are refused where something of them is not sold, or is too many', () => {
    const part = { skuId: 1, code: 'S1', decimals: 0, quantity: 1_000_000_000, prices: [] }
    const line = { no: 1, groupNo: 1, sku: bundleOf([part]), ordered: 1_000_000, total: 0 }
    const sent = { ...line, unitPrice: '0', discounts: undefined, tax: undefined }
    const many = decideBundles([sent], world)
    const gone = decideBundles([{ ...sent, ordered: 1 }], { ...world, skuById: () => undefined })
    const codes = [many, gone].map((one) => one instanceof Refusal && [one.code, one.field])
    assert.deepEqual(codes, [
      ['quantity_invalid', '/lines/0/quantity'],
      ['sku_unknown', '/lines/0/sku'],
    ])
  })

  it('share by what the components cost apart, else by how many they are', () => {
    const [a, b] = [
      {
        skuId: 1,
        code: 'A',
        decimals: 0,
        quantity: 1,
        prices: [{ currency: 'EUR', amount: 3000 }],
      },
      {
        skuId: 2,
        code: 'B',
        decimals: 1,
        quantity: 20,
        prices: [{ currency: 'EUR', amount: 500 }],
      },
    ]
    assert.deepEqual(shareOut(1000, [a!, b!], 'EUR'), [750, 250])
    assert.deepEqual(shareOut(1000, [a!, b!], 'USD'), [333, 667])
    assert.deepEqual(shareOut(1000, [a!, { ...b!, prices: [] }], 'EUR'), [333, 667])
  })
})

/** A bundle of two components of which some units have been released, packed or cancelled. */
const orders = fc
  .record({
    ratios: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    bundles: fc.integer({ min: 1, max: 6 }),
    moved: fc.array(fc.tuple(fc.nat(24), fc.nat(24), fc.nat(24)), { minLength: 3 }),
  })
  .map(({ ratios, bundles, moved }) =>
    ratios.map((ratio, i): Cancelling => {
      const ordered = ratio * bundles
      const [c, r, p] = moved[i]!
      const cancelled = Math.min(c!, ordered)
      const released = Math.min(r!, ordered - cancelled)
      const packed = Math.min(p!, released)
      const none = { expected: 0, fulfilled: 0, returned: 0 }
      const rest = { allocated: released, picked: packed, packed, ...none }
      const bundle = { bundleNo: 1, bundleRatio: ratio, decimals: 0 }
      return { no: 2 + i, ordered, cancelled, released, ...rest, ...bundle }
    }),
  )
const none: ReadonlyMap<number, number> = new Map()

describe('cancelling bundles', () => {
  it('takes as many of each component as are in them, and never breaks one up', () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: 6 }), (parts_, quantity) => {
        const units = decideNamed(parts_, [{ no: 1, quantity }], none)
        assert.ok(!(units instanceof Refusal))
        assert.deepEqual(
          [...units],
          parts_.map((part) => [part, quantity * part.bundleRatio!]),
        )
        // A component alone goes only where no whole bundle can.
        const alone = decideNamed(parts_, [{ no: 2, quantity: 1 }], none)
        const isWhole = bundlesLeft(parts_, none) > 0
        assert.equal(alone instanceof Refusal && alone.code === 'component_of_bundle', isWhole)
      }),
    )
  })

  it('refuses lines that are not there, and parts of a bundle', () => {
    const bundle = { no: 2, ordered: 2, cancelled: 0, allocated: 2, released: 0, picked: 0 }
    const idle = { expected: 0, packed: 0, fulfilled: 0, returned: 0 }
    const rest = { ...idle, decimals: 2, bundleNo: 1, bundleRatio: 1 }
    const of = (no: number, quantity: number) => {
      const refused = decideNamed([{ ...bundle, ...rest }], [{ no, quantity }], none)
      return refused instanceof Refusal ? [refused.code, refused.field] : undefined
    }
    assert.deepEqual(of(7, 1), ['line_unknown', '/lines/0/no'])
    assert.deepEqual(of(1, 0.5), ['quantity_invalid', '/lines/0/quantity'])
    assert.deepEqual(of(2, 1), ['component_of_bundle', '/lines/0/no'])
  })
})
