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
  /** Bundle → component → how many are in one. */
  bundles?: Record<string, Record<string, number>>
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
    // The lines of the components of A are numbered behind those that were sent: 3 and 4.
    no: 27,
    source: `${SHIPPING}/SourceDeductionForBundleProductsOnDefaultStockTest.php`,
    says: 'children shipped apart leave the rest reserved',
    locations: { default: 'open' },
    stock: { 'SKU-1': { default: 10 }, 'SKU-2': { default: 20 }, 'SKU-3': { default: 30 } },
    bundles: { A: { 'SKU-1': 3, 'SKU-3': 4 }, B: { 'SKU-2': 5, 'SKU-3': 6 } },
    order: [
      ['A', 2],
      ['B', 3],
    ],
    steps: [
      {
        ship: 'default',
        lines: [
          [3, 2],
          [4, 2],
        ],
      },
    ],
    expect: {
      stock: { 'SKU-1': { default: [8, 4] }, 'SKU-3': { default: [28, 24] } },
      salable: { 'SKU-1': 4, 'SKU-3': 4, A: 1, B: 0 },
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
