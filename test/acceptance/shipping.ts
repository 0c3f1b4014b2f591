/**
 * Scenarios of other systems' test suites in which goods leave, as data. Lines are placed together;
 * then steps happen, and the stock is compared.
 */
export type ShippingScenario = {
  no: number
  source: string
  says: string
  /** Location → 'paused' where its stock does not count; in order of priority. */
  locations: Record<string, 'open' | 'paused'>
  /** SKU → location → on hand. */
  stock: Record<string, Record<string, number>>
  order: [sku: string, quantity: number][]
  steps: Step[]
  expect: {
    /** SKU → location → on hand and allocated. */
    stock: Record<string, Record<string, [onHand: number, allocated: number]>>
    /** SKU → what the channel can sell. */
    salable?: Record<string, number>
  }
}

/** Locations ship units of lines (all, where none are named), stock comes, work is declined. */
export type Step =
  | { ship: string; lines?: [no: number, quantity: number][] }
  | { receive: string; sku: string; quantity: number }
  | { decline: string }

const SHIPPING = 'magento/inventory InventoryShipping/Test/Integration'

export const shippingScenarios: ShippingScenario[] = [
  {
    no: 25,
    source: `${SHIPPING}/SourceDeductionForVirtualProductsOnMultiStockTest.php`,
    says: 'invoicing all takes the units from the sources that they were drawn from',
    locations: { 'eu-1': 'open', 'eu-2': 'open', 'eu-3': 'paused' },
    stock: { V1: { 'eu-1': 2, 'eu-2': 12, 'eu-3': 12 }, V2: { 'eu-1': 22, 'eu-2': 12 } },
    order: [
      ['V1', 5],
      ['V2', 6],
    ],
    steps: [{ ship: 'eu-1' }, { ship: 'eu-2' }],
    expect: {
      stock: {
        V1: { 'eu-1': [0, 0], 'eu-2': [9, 0], 'eu-3': [12, 0] },
        V2: { 'eu-1': [16, 0], 'eu-2': [12, 0] },
      },
    },
  },
  {
    // 2 × bundle A (3 SKU-1 and 4 SKU-3) and 3 × bundle B (5 SKU-2 and 6 SKU-3). Bundles come with
    // unified stock, so the order names their components, as it will then be kept.
    no: 27,
    source: `${SHIPPING}/SourceDeductionForBundleProductsOnDefaultStockTest.php`,
    says: 'children shipped apart leave the rest reserved',
    locations: { default: 'open' },
    stock: { 'SKU-1': { default: 10 }, 'SKU-2': { default: 20 }, 'SKU-3': { default: 30 } },
    order: [
      ['SKU-1', 6],
      ['SKU-3', 8],
      ['SKU-2', 15],
      ['SKU-3', 18],
    ],
    steps: [
      {
        ship: 'default',
        lines: [
          [1, 2],
          [2, 2],
        ],
      },
    ],
    expect: {
      stock: { 'SKU-1': { default: [8, 4] }, 'SKU-3': { default: [28, 24] } },
      salable: { 'SKU-1': 4, 'SKU-3': 4 },
    },
  },
  {
    // There the warehouse that ships may be another than those that were allocated. Here a unit
    // moves by a decline: the second gives its unit up, and the first has received one meanwhile.
    no: 61,
    source: 'saleor/saleor saleor/warehouse/tests/test_stock_management.py',
    says: 'allocated at two, shipped from one: nothing stays allocated at either',
    locations: { first: 'open', second: 'open' },
    stock: { A: { first: 3, second: 3 } },
    order: [['A', 4]],
    steps: [
      { receive: 'first', sku: 'A', quantity: 1 },
      { decline: 'second' },
      { ship: 'first' },
      { ship: 'first' },
    ],
    expect: { stock: { A: { first: [0, 0], second: [3, 0] } } },
  },
]
