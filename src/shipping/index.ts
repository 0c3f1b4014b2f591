export { importCards, saveCard, type Imported, type Validity } from './actions/save-cards.ts'
export type { ShippingWorld } from './actions/world.ts'
export { createRateBook, type CardChoice, type RateBook } from './book.ts'
export { decideArrival, decideLeaving, type CollectionTime } from './domain/collections.ts'
export type { Card, Size } from './domain/card.ts'
export type { CardFiles } from './domain/import/cards.ts'
export type { Besides, Carried } from './domain/least.ts'
export {
  contentBandsOf,
  packagingWeight,
  type ContentBands,
  type Packaging,
} from './domain/packaging.ts'
export type { Goods } from './domain/goods.ts'
export type { Offer, Rates, Reach, Shipment } from './domain/rates.ts'
export type { Terms, TooLarge } from './domain/service.ts'
export { events, shippingChanged } from './events.ts'
export { insertCarrier, listCarriers } from './store/carriers.ts'
export { insertService, saveCollection } from './store/services.ts'
