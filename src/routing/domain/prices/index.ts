export { learnDemand, type Past } from './demand.ts'
export { devianceOf } from './shrink.ts'
export type { Sale } from './till-demand.ts'
export { drawFuture, type Demand } from './future.ts'
export { improve, type Guards, type Improved, type Movable, type Room } from './improve.ts'
export { cellOf, meanParcelOf, ordersOf, type Network, type Order } from './network.ts'
export { tillsOf } from './newsvendor.ts'
export { offersOf } from './offers.ts'
export { pricePerSku, worthPerSku, type Draws, type Now } from './per-sku.ts'
export { openPricing, reprice, USUAL, type Outlook, type Settings } from './pricing.ts'
export {
  CELLS_MOST,
  decideFutures,
  meanLines,
  mostUnits,
  ORDERS_MOST,
  priceTogether,
  type Found,
} from './together.ts'
export { openSearch } from './search.ts'
