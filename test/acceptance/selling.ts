/**
 * Scenarios of other systems' test suites about what may be sold, as data: steps that happen one
 * after the other, and what comes out.
 */
export type SellingScenario = {
  no: number
  source: string
  says: string
  /** In order of priority; `paused` is disabled, `skuPaused` has its SKU flagged out of stock. */
  locations: Record<string, { lat?: number; lon?: number; paused?: true; skuPaused?: true }>
  /** SKU → location → on hand. */
  stock: Record<string, Record<string, number>>
  onShortage?: 'accept'
  /** SKU → location → how many more may be sold than there are. */
  backorders?: Record<string, Record<string, number>>
  /** SKU → how many one order must have at least. */
  minQuantities?: Record<string, number>
  steps: SellingStep[]
}

/** What is asked, and what must be answered. */
export type SellingStep =
  /** Orders that are sent, all at once: how many units they get, or that they are refused. */
  | { order: [sku: string, quantity: number]; times?: number; allocated: number }
  | { order: [sku: string, quantity: number]; refused: true }
  /** One that is refused since one order must have so many at least. */
  | { order: [sku: string, quantity: number]; least: number }
  | { collect: [sku: string, quantity: number]; at: string; refused?: true }
  | { sale: [sku: string, quantity: number]; at: string; movements: number }
  /** A cart that is refused says how many there are. */
  | { hold: [sku: string, quantity: number]; available?: number }
  | { salable: Record<string, number> }
  /** What can be collected, place by place. */
  | { collectable: [sku: string, places: Record<string, number>] }
  /** Places to collect at near a point, the nearest first. */
  | { near: [lat: number, lon: number]; withinKm: number; found: string[] }

const MSI = 'magento/inventory'
const EU = {
  'eu-1': {},
  'eu-2': {},
  'eu-3': { skuPaused: true },
  'eu-off': { paused: true },
} as const
const F1 = { 'SKU-1': { 'eu-1': 5.5, 'eu-2': 3, 'eu-3': 10, 'eu-off': 10 } }
const PICKUP = `${MSI} InventoryInStorePickup/Test/Integration`
const COLLECT = `${MSI} InventoryInStorePickupSales/Test/Integration`
const STOCK = `${MSI} InventorySales/Test/Integration/StockManagement`

/** Where the pick-up points of 35 lie, by their postal codes, and where is searched from. */
const MITRY_MORY = { lat: 48.983, lon: 2.617 }
const ADELZHAUSEN = { lat: 48.36, lon: 11.13 }
const MUNICH: [number, number] = [48.11, 11.6]
const APT: [number, number] = [43.93, 5.38]
const BUSCA: [number, number] = [44.51, 7.47]

export const sellingScenarios: SellingScenario[] = [
  {
    no: 9,
    source: `${MSI} IsProductSalableForRequestedQty/IsSalableWithReservationsConditionTest.php`,
    says: 'all 8.5 are promised: 1 more is refused',
    locations: EU,
    stock: F1,
    steps: [
      { salable: { 'SKU-1': 8.5 } },
      { order: ['SKU-1', 8.5], allocated: 8.5 },
      { salable: { 'SKU-1': 0 } },
      { order: ['SKU-1', 1], refused: true },
    ],
  },
  {
    no: 11,
    source: `${MSI} IsProductSalableForRequestedQty/IsSalableWithReservationsConditionTest.php`,
    says: '8.5 and 1 more on backorder, 9.33 promised: 0.17 is allowed, exactly',
    locations: EU,
    stock: F1,
    backorders: { 'SKU-1': { 'eu-1': 1 } },
    steps: [
      { order: ['SKU-1', 9.33], allocated: 9.33 },
      { order: ['SKU-1', 0.18], refused: true },
      { order: ['SKU-1', 0.17], allocated: 0.17 },
    ],
  },
  {
    no: 13,
    source: `${MSI} IsProductSalableForRequestedQty/IsSalableWithReservationsConditionTest.php`,
    says: '8.5 and 4.5 more on backorder: 13 is allowed, 14 is not, nor 1 after 13',
    locations: EU,
    stock: F1,
    backorders: { 'SKU-1': { 'eu-1': 4.5 } },
    steps: [
      { order: ['SKU-1', 14], refused: true },
      { order: ['SKU-1', 13], allocated: 13 },
      { order: ['SKU-1', 1], refused: true },
    ],
  },
  ...[1, 7, 8].map((quantity): SellingScenario => {
    const [order, least] = [['SKU-1', quantity] as [string, number], 7]
    return {
      no: 17,
      source: `${MSI} IsProductSalableForRequestedQty/IsCorrectQtyConditionTest.php`,
      says: `at least ${least} must be bought: ${quantity}`,
      locations: EU,
      stock: F1,
      minQuantities: { 'SKU-1': least },
      steps: [quantity < least ? { order, least } : { order, allocated: quantity }],
    }
  }),
  {
    no: 21,
    source: `${STOCK}/ReservationPlacingDuringRegisterProductsSaleTest.php`,
    says: 'a sale of 3.5 leaves 5 of 8.5, in one line of the ledger',
    locations: EU,
    stock: F1,
    steps: [
      { salable: { 'SKU-1': 8.5 } },
      { sale: ['SKU-1', 3.5], at: 'eu-1', movements: 1 },
      { salable: { 'SKU-1': 5 } },
    ],
  },
  {
    no: 29,
    source: `${COLLECT}/SourceSelection/GetSourceItemQtyAvailableServiceTest.php`,
    says: 'what waits to be collected at a place is not there for others',
    locations: { 'eu-1': {}, 'eu-2': {}, 'eu-3': {} },
    stock: { 'SKU-1': { 'eu-1': 5.5, 'eu-2': 3.5, 'eu-3': 10 } },
    steps: [
      { collect: ['SKU-1', 3.5], at: 'eu-1' },
      { collectable: ['SKU-1', { 'eu-1': 2, 'eu-2': 3.5, 'eu-3': 10 }] },
    ],
  },
  {
    no: 31,
    source: `${COLLECT}/IsOrderReadyForPickupTest.php`,
    says: '3 can be collected where 12 are, not where 2 are, nor where it is flagged or disabled',
    locations: EU,
    stock: { 'SKU-1': { 'eu-1': 2, 'eu-2': 12, 'eu-3': 12, 'eu-off': 6 } },
    steps: [
      { collectable: ['SKU-1', { 'eu-1': 2, 'eu-2': 12, 'eu-3': 0, 'eu-off': 0 }] },
      { collect: ['SKU-1', 3], at: 'eu-1', refused: true },
      { collect: ['SKU-1', 3], at: 'eu-2' },
      { collect: ['SKU-1', 3], at: 'eu-3', refused: true },
      { collect: ['SKU-1', 3], at: 'eu-off', refused: true },
    ],
  },
  {
    no: 35,
    source: `${PICKUP}/GetPickupLocations/DistanceFilterOfflineTest.php`,
    says: 'pick-up points within a distance, the nearest first',
    locations: { 'eu-1': MITRY_MORY, 'eu-3': ADELZHAUSEN, unknown: {} },
    stock: { S: {} },
    steps: [
      { near: MUNICH, withinKm: 500, found: ['eu-3'] },
      { near: APT, withinKm: 1000, found: ['eu-1', 'eu-3'] },
      { near: BUSCA, withinKm: 350, found: [] },
      { near: [ADELZHAUSEN.lat, ADELZHAUSEN.lon], withinKm: 750, found: ['eu-3', 'eu-1'] },
    ],
  },
  {
    no: 57,
    source: 'moqui/mantle-usl AssetReservationMultipleThreads.groovy',
    says: '5 orders of 60 at once share 200: all of it is promised once, 100 wait',
    locations: { pool: {} },
    stock: { S: { pool: 200 } },
    onShortage: 'accept',
    steps: [{ order: ['S', 60], times: 5, allocated: 200 }, { salable: { S: 0 } }],
  },
  {
    // There 3 are put into the cart and the rest is told. A hold is all or nothing here, and says
    // what there is, so that the shop can ask for that.
    no: 63,
    source: 'vendurehq/vendure packages/core/e2e/stock-control.e2e-spec.ts',
    says: '5 of 3 into a cart: told that 3 are there, and those are kept',
    locations: { store: {} },
    stock: { S: { store: 3 } },
    steps: [{ hold: ['S', 5], available: 3 }, { hold: ['S', 3] }, { salable: { S: 0 } }],
  },
]
