import { splits } from './splits.ts'

/**
 * Scenarios of other systems' test suites as data: what is where, what is asked, what must come
 * out. Numbers and sources are those of the list they were taken from. Stock of `paused` places is
 * there, but the place is paused; `outside` places are not in the channel's pool.
 */
export type Scenario = {
  no: number
  source: string
  says: string
  strategy?: 'priority' | 'nearest' | 'least_cost'
  /** Location → coordinates, or undefined; in order of priority. */
  locations: Record<string, { lat?: number; lon?: number; outside?: true; paused?: true }>
  /** SKU → location → on hand. */
  stock: Record<string, Record<string, number>>
  /** SKU → where it is paused ("flagged out of stock"). */
  skuPaused?: Record<string, string[]>
  /** SKU → location → how many more may be sold than there are. */
  backorders?: Record<string, Record<string, number>>
  /** Whose delivery is worth less goes as one parcel (minor units); 10.00 a unit. */
  noSplitBelow?: number
  /** Lines in order; a SKU may come twice. */
  order?: [sku: string, quantity: number][]
  expect: {
    /** Line → location → units; exactly that. */
    from?: Record<string, number>[]
    /** Units allocated in all, and over how many locations. */
    allocated?: number
    parcels?: number
    refused?: true
    /** SKU → what the channel can sell, backorders with it. */
    salable?: Record<string, number>
  }
}

const MSI = 'magento/inventory InventorySourceSelectionApi GetDefaultSortedSourcesResultTest.php'
const SOL = 'solidusio/solidus core/spec/models/spree/stock'
const EU = { 'eu-1': {}, 'eu-2': {}, 'eu-3': {}, 'eu-off': { paused: true as const } }
const US = { 'us-1': {} }
const GLOBAL = {
  'us-1': {},
  'eu-off': { paused: true as const },
  'eu-3': {},
  'eu-2': {},
  'eu-1': {},
}
const outside = <T extends object>(places: T) =>
  Object.fromEntries(Object.keys(places).map((code) => [code, { outside: true as const }]))

const F1 = {
  stock: {
    'SKU-1': { 'eu-1': 5.5, 'eu-2': 3, 'eu-3': 10, 'eu-off': 10 },
    'SKU-2': { 'us-1': 5 },
    'SKU-3': { 'eu-2': 6 },
    'SKU-4': { 'eu-2': 6 },
    'SKU-6': { 'eu-1': 0 },
  },
  skuPaused: { 'SKU-1': ['eu-3'], 'SKU-3': ['eu-2'] },
  backorders: { 'SKU-6': { 'eu-1': 3 } },
}

export const scenarios: Scenario[] = [
  {
    no: 1,
    source: MSI,
    says: '7 by priority: 5.5 from the first, 1.5 from the second',
    strategy: 'priority',
    locations: { ...EU, ...outside(US) },
    ...F1,
    order: [['SKU-1', 7]],
    expect: { from: [{ 'eu-1': 5.5, 'eu-2': 1.5 }] },
  },
  {
    no: 3,
    source: MSI,
    says: 'an order is not shippable because of one SKU',
    strategy: 'priority',
    locations: { ...EU, ...outside(US) },
    ...F1,
    order: [
      ['SKU-1', 5],
      ['SKU-2', 3],
    ],
    expect: { refused: true },
  },
  {
    no: 5,
    source: MSI,
    says: '3 from the only source',
    strategy: 'priority',
    locations: { ...US, ...outside(EU) },
    ...F1,
    order: [['SKU-2', 3]],
    expect: { from: [{ 'us-1': 3 }] },
  },
  {
    no: 7,
    source: 'magento/inventory InventorySales Stock/GetProductSalableQtyTest.php (EU)',
    says: 'salable in the EU pool, without the disabled source',
    locations: { ...EU, ...outside(US) },
    ...F1,
    expect: { salable: { 'SKU-1': 8.5, 'SKU-2': 0, 'SKU-3': 0, 'SKU-6': 3 } },
  },
  {
    no: 7,
    source: 'magento/inventory InventorySales Stock/GetProductSalableQtyTest.php (US)',
    says: 'salable in the US pool',
    locations: { ...US, ...outside(EU) },
    ...F1,
    expect: { salable: { 'SKU-1': 0, 'SKU-2': 5, 'SKU-3': 0 } },
  },
  {
    no: 7,
    source: 'magento/inventory InventorySales Stock/GetProductSalableQtyTest.php (Global)',
    says: 'salable in the global pool',
    locations: GLOBAL,
    ...F1,
    expect: { salable: { 'SKU-1': 8.5, 'SKU-2': 5, 'SKU-3': 0 } },
  },
  {
    no: 19,
    source: 'magento/inventory InventorySales Order/PlaceOrderOnNotDefaultStockTest.php',
    says: '2.2 is placed',
    locations: GLOBAL,
    ...F1,
    order: [['SKU-2', 2.2]],
    expect: { from: [{ 'us-1': 2.2 }] },
  },
  {
    no: 19,
    source: 'magento/inventory InventorySales Order/PlaceOrderOnNotDefaultStockTest.php',
    says: '6.2 is refused',
    locations: GLOBAL,
    ...F1,
    order: [['SKU-2', 6.2]],
    expect: { refused: true },
  },
  {
    no: 33,
    source: 'magento/inventory OfflineDistance TwoItemsDeductionTest.xml',
    says: '10 by distance: nearest 5, next 5, third none',
    strategy: 'nearest',
    locations: {
      far: { lat: 43.3, lon: 5.37 },
      near: { lat: 48.85, lon: 2.35 },
      next: { lat: 45.76, lon: 4.84 },
    },
    stock: { S: { far: 5, near: 5, next: 5 } },
    order: [['S', 10]],
    expect: { from: [{ near: 5, next: 5 }] },
  },
  ...[{ a: 0 }, { a: 1 }, { a: 1, b: 1 }].map((places): Scenario => {
    return {
      no: 37,
      source: `${SOL}/simple_coordinator_spec.rb`,
      says: `5 of ${JSON.stringify(places)} is refused`,
      locations: { a: {}, b: {} },
      stock: { S: places },
      order: [['S', 5]],
      expect: { refused: true },
    }
  }),
  ...[
    { each: 3, parcels: 2 },
    { each: 2, parcels: 3 },
  ].map(({ each, parcels }): Scenario => {
    return {
      no: 39,
      source: `${SOL}/simple_coordinator_spec.rb`,
      says: `5 of three times ${each}: ${parcels} packages`,
      locations: { a: {}, b: {}, c: {} },
      stock: { S: { a: each, b: each, c: each } },
      order: [['S', 5]],
      expect: { allocated: 5, parcels },
    }
  }),
  {
    no: 41,
    source: `${SOL}/allocator/on_hand_first_spec.rb`,
    says: 'the default location first, the second for the rest',
    strategy: 'priority',
    locations: { default: {}, second: {} },
    stock: { P: { default: 10, second: 20 }, Q: { default: 10, second: 0 } },
    order: [
      ['P', 15],
      ['Q', 5],
    ],
    expect: { from: [{ default: 10, second: 5 }, { default: 5 }] },
  },
  ...[15, 16].map((quantity): Scenario => {
    return {
      no: 45,
      source: `${SOL}/quantifier_spec.rb`,
      says: `10 + 5, and 5 at an inactive location: ${quantity}`,
      locations: { a: {}, b: {}, inactive: { paused: true } },
      stock: { S: { a: 10, b: 5, inactive: 5 } },
      order: [['S', quantity]],
      expect: quantity === 15 ? { from: [{ a: 10, b: 5 }] } : { refused: true },
    }
  }),
  {
    no: 49,
    source: 'spree/spree order_routing/strategy/parity_spec.rb',
    says: 'NYC 2, LA 10, order 5: 5 on hand',
    locations: { NYC: {}, LA: {} },
    stock: { S: { NYC: 2, LA: 10 } },
    order: [['S', 5]],
    expect: { allocated: 5 },
  },
  {
    no: 51,
    source: 'spree/spree order_routing/strategy/parity_spec.rb',
    says: 'two items over two locations: 6 on hand in all',
    locations: { NYC: {}, LA: {} },
    stock: { A: { NYC: 10 }, B: { NYC: 1, LA: 10 } },
    order: [
      ['A', 2],
      ['B', 4],
    ],
    expect: { allocated: 6 },
  },
  {
    no: 59,
    source: 'saleor/saleor warehouse/tests/test_stock_management.py',
    says: 'stocks 4 and 3, order 10: refused, nothing allocated',
    locations: { a: {}, b: {} },
    stock: { S: { a: 4, b: 3 } },
    order: [['S', 10]],
    expect: { refused: true, salable: { S: 7 } },
  },
  {
    no: 67,
    source: 'vendurehq/vendure#4030',
    says: '13 of 10 and 15 by priority: 10 + 3, not 10 + 13',
    strategy: 'priority',
    locations: { one: {}, two: {} },
    stock: { S: { one: 10, two: 15 } },
    order: [['S', 13]],
    expect: { from: [{ one: 10, two: 3 }] },
  },
  {
    no: 69,
    source: 'medusajs/medusa#16502',
    says: 'one unit behind two lines: the combined demand is refused',
    locations: { a: {} },
    stock: { S: { a: 1 } },
    order: [
      ['S', 1],
      ['S', 1],
    ],
    expect: { refused: true, salable: { S: 1 } },
  },
  ...splits,
]
