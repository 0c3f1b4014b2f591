import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { newOrders, skuOf } from '../../../test/arbitrary/orders.ts'
import { ruleOf } from '../../../test/rules.ts'
import { Refusal } from '../../lib/refusal.ts'
import { noRules, type Rule, type SalesRules } from '../../inventory/index.ts'
import type { NewGroup, NewOrder } from './capture.ts'
import { addressKey, customerKeys } from './customer.ts'
import { decideWishes } from './limits.ts'

const now = Temporal.Instant.from('2026-03-01T10:00:00Z')
const skuId = fc.integer({ min: 1, max: 3 })
const quantity = fc.integer({ min: 1, max: 40 })
const rules: fc.Arbitrary<Rule[]> = fc
  .array(
    fc.oneof(
      fc.record({ skuId, terms: fc.record({ kind: fc.constant('quota' as const), quantity }) }),
      fc.record({
        skuId,
        terms: fc.record({
          kind: fc.constant('purchase_limit' as const),
          quantity,
          minQuantity: fc.constant(null),
          per: fc.constantFrom('order' as const, 'customer' as const, 'address' as const),
          days: fc.constantFrom(null, 30),
        }),
      }),
    ),
    { maxLength: 6 },
  )
  .map((all) => all.map(({ skuId: id, terms }, i) => ruleOf(terms, { skuId: id }, `rule ${i}`)))
const contacts = fc.record(
  { email: fc.constant('ada@example.com'), phone: fc.constant('+33 1 23 45') },
  { requiredKeys: [] },
)

describe('what an order is counted against', () => {
  it('is every unit once for the quota, the customer and the address of its SKU', () => {
    fc.assert(
      fc.property(newOrders(), contacts, rules, (order, contact, all) => {
        const placed = { ...order, contact }
        const wishes = decideWishes(placed, inForce(all), now)
        const keys = customerKeys(contact)
        const isRefused = refusesAlone(placed, keys.length > 0, all)
        assert.equal(wishes instanceof Refusal, isRefused)
        if (wishes instanceof Refusal) {
          assert.equal(wishes.facts['left'], wishes.facts['limit'])
          return
        }
        for (const id of [1, 2, 3]) {
          const units = unitsOf(placed, id)
          const first = (kind: string, per?: string) => ofSku(all, id, kind, per)[0]
          const counted = (rule: Rule | undefined): number[] =>
            wishes
              .filter((one) => one.ruleId === rule?.id && one.skuId === id)
              .map((one) => one.quantity)
          const quota = first('quota')
          assert.deepEqual(counted(quota), quota && units > 0 ? [units] : [])
          const customer = first('purchase_limit', 'customer')
          const isLimited = customer && units > 0
          assert.deepEqual(counted(customer), isLimited ? keys.map(() => units) : [])
          assert.deepEqual(counted(first('purchase_limit', 'order')), [])
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('how many of a SKU an order must have at least', () => {
  const methods = ['standard', 'express', 'locker'] as const
  const given = fc.record({
    minQuantity: fc
      .double({ min: 0.1, max: 60, noNaN: true })
      .map((one) => Math.round(one * 10) / 10),
    method: fc.constantFrom(null, ...methods),
    narrower: fc.constantFrom(undefined, ...methods),
  })
  it('counts all units that the rule is about, for whichever rule each of them counts', () => {
    fc.assert(
      fc.property(newOrders(), given, (order, { minQuantity, method, narrower }) => {
        const per = { kind: 'purchase_limit', per: 'order', days: null } as const
        const least = ruleOf({ ...per, quantity: null, minQuantity }, { skuId: 2, method }, 'least')
        const most = { ...per, quantity: 1e6, minQuantity: null }
        const all = narrower
          ? [ruleOf(most, { skuId: 2, method: narrower }, 'most'), least]
          : [least]
        const wishes = decideWishes(order, byMethod(all), now)
        const groups = order.groups.filter((one) => method === null || one.method === method)
        const counts = groups.some((one) => {
          return one.method !== narrower && unitsOf(order, 2, one.no) > 0
        })
        const units = groups.reduce((sum, { no }) => sum + unitsOf(order, 2, no), 0)
        // SKU 2 has one decimal.
        const isTooFew = counts && units < Math.round(minQuantity * 10)
        assert.equal(wishes instanceof Refusal, isTooFew)
        if (!(wishes instanceof Refusal)) return
        assert.equal(wishes.code, 'minimum_quantity_not_met')
        const { sku, wanted, ...rest } = wishes.facts
        assert.deepEqual([sku, wanted], ['S2', units / 10])
        assert.deepEqual(rest, { minQuantity, rule: { id: 'least', name: 'Limit' } })
      }),
      { numRuns: 500 },
    )
  })
})

describe('who buys, and where it goes', () => {
  it('is the same however it is written', () => {
    const keys = customerKeys({ email: 'Ada@Example.com ', phone: '0033 1 23-45' })
    assert.deepEqual(customerKeys({ email: 'ada@example.com', phone: '+33 (1) 2345' }), keys)
    assert.equal(keys.length, 2)
    assert.deepEqual(customerKeys({ name: 'Ada' }), [])
    const at = (line1: string, city: string): NewGroup => {
      const shipTo = { line1, city, country: 'FR' }
      return { no: 1, method: 'standard', shipTo, pickupLocationId: undefined }
    }
    const key = addressKey(at('1, rue de l’Église', 'Orléans'))
    assert.equal(addressKey(at('1 Rue de l Eglise', 'ORLEANS')), key)
    assert.notEqual(addressKey(at('2, rue de l’Église', 'Orléans')), key)
    const nowhere = { no: 1, method: 'locker', shipTo: undefined, pickupLocationId: 1 }
    assert.equal(addressKey(nowhere), undefined)
  })
})

function inForce(all: readonly Rule[]): SalesRules {
  return { ...noRules, matching: (kind, id) => ofSku(all, id, kind) }
}

function byMethod(all: readonly Rule[]): SalesRules {
  const matching: SalesRules['matching'] = (kind, id, { method }) => {
    return ofSku(all, id, kind).filter(({ scope }) => [null, method].includes(scope.method))
  }
  return { ...noRules, matching }
}

function ofSku(all: readonly Rule[], id: number, kind: string, per?: string): Rule[] {
  return all.filter(
    ({ scope, terms }) =>
      scope.skuId === id &&
      terms.kind === kind &&
      (per === undefined || (terms.kind === 'purchase_limit' && terms.per === per)),
  )
}

function unitsOf(order: NewOrder, id: number, groupNo?: number): number {
  return order.lines
    .filter(({ sku, groupNo: no }) => sku.id === id && (groupNo ?? no) === no)
    .reduce((sum, { ordered }) => sum + ordered, 0)
}

/** Whether the order alone is more than some rule allows that counts nothing else. */
function refusesAlone(order: NewOrder, isKnown: boolean, all: readonly Rule[]): boolean {
  return [1, 2, 3].some((id) => {
    const limit = (rule: Rule | undefined) => {
      const { decimals } = skuOf(id)
      const terms = rule?.terms as { quantity: number } | undefined
      return terms ? terms.quantity * 10 ** decimals : Infinity
    }
    const first = (kind: string, per?: string) => limit(ofSku(all, id, kind, per)[0])
    const ofCustomer = isKnown ? Infinity : first('purchase_limit', 'customer')
    const whole = Math.min(first('purchase_limit', 'order'), ofCustomer)
    // These orders name no street, so that each group is an address of its own.
    const apart = first('purchase_limit', 'address')
    return (
      unitsOf(order, id) > whole || order.groups.some(({ no }) => unitsOf(order, id, no) > apart)
    )
  })
}
