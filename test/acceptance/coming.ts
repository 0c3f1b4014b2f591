import type { About, SaidRule } from '../sell-by.ts'

/**
 * Scenarios of other systems' test suites about what is sold before it is there. An order after the
 * other; each line says from where its units come: there (`from`), or not there yet (`coming`).
 */
export type ComingScenario = {
  no: number
  source: string
  says: string
  locations: Record<string, { lat?: number; lon?: number }>
  /** SKU → location → on hand; below 0: so many were sold at the till beyond what was recorded. */
  stock: Record<string, Record<string, number>>
  rules: SaidRule[]
  steps: Step[]
  /** SKU → location → on hand and allocated there in the end. */
  ends?: Record<string, Record<string, { onHand: number; allocated: number }>>
}

export type Step =
  | {
      order: [sku: string, quantity: number]
      from: Record<string, number>
      coming: Record<string, number>
    }
  | { order: [sku: string, quantity: number]; refused: true }
  /** So many units of the order with this number (from 1) are cancelled; what it has then. */
  | {
      cancel: number
      quantity: number
      from: Record<string, number>
      coming: Record<string, number>
    }
  /** All of it that is there is sent. */
  | { send: number; sent: number }

const backorder = (quantity: number, about: About = {}) => {
  return { kind: 'backorder' as const, quantity, days: 14, ...about }
}

export const comingScenarios: ComingScenario[] = [
  {
    no: 13,
    source: 'magento/inventory IsProductSalableForRequestedQty BackorderConditionTest.php',
    says: 'salable 8.5 and a threshold of −4.5: 14 refused, 13 taken, then 1 refused',
    locations: { 'eu-1': {}, 'eu-2': {} },
    stock: { S: { 'eu-1': 5.5, 'eu-2': 3 } },
    rules: [backorder(4.5)],
    steps: [
      { order: ['S', 14], refused: true },
      { order: ['S', 13], from: { 'eu-1': 5.5, 'eu-2': 3 }, coming: { 'eu-1': 4.5 } },
      { order: ['S', 1], refused: true },
    ],
  },
  {
    no: 15,
    source: 'magento/inventory IsProductSalableForRequestedQty BackorderConditionTest.php',
    says: 'on hand −15, backorders on: 1 is taken',
    locations: { 'eu-1': {} },
    stock: { S: { 'eu-1': -15 } },
    rules: [backorder(100)],
    steps: [{ order: ['S', 1], from: {}, coming: { 'eu-1': 1 } }],
  },
  {
    no: 47,
    source: 'solidusio/solidus core/spec/models/spree/stock/quantifier_spec.rb',
    says: '10 with 6 backordered, 4 leave it: 4 on hand and 2 stay, the 4 are backordered',
    locations: { a: {} },
    stock: { S: { a: 4 } },
    rules: [backorder(6)],
    steps: [
      { order: ['S', 10], from: { a: 4 }, coming: { a: 6 } },
      { cancel: 1, quantity: 4, from: { a: 4 }, coming: { a: 2 } },
      { order: ['S', 4], from: {}, coming: { a: 4 } },
    ],
  },
  {
    no: 53,
    source: 'spree/spree order_routing/strategy/parity_spec.rb',
    says: 'NYC 1 not backorderable, LA 0 backorderable, order 3: 1 on hand and 2 backordered',
    locations: { NYC: {}, LA: {} },
    stock: { S: { NYC: 1, LA: 0 } },
    rules: [backorder(50, { location: 'LA' })],
    steps: [{ order: ['S', 3], from: { NYC: 1 }, coming: { LA: 2 } }],
  },
  {
    no: 65,
    source: 'vendurehq/vendure packages/core/e2e/stock-control.e2e-spec.ts',
    says: 'on hand 3, threshold −5: 8 allocated, only 3 sent, 5 stay allocated',
    locations: { a: {} },
    stock: { S: { a: 3 } },
    rules: [backorder(5)],
    steps: [
      { order: ['S', 9], refused: true },
      { order: ['S', 8], from: { a: 3 }, coming: { a: 5 } },
      { send: 1, sent: 3 },
    ],
    ends: { S: { a: { onHand: 0, allocated: 0 } } },
  },
]
