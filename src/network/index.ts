export { createNetworkBook, type Network, type NetworkBook } from './book.ts'
export { decideHours, decideOpen, type Hours } from './domain/hours.ts'
export { events, networkChanged } from './events.ts'
export { pauseSku, resumeSku } from './store/pauses.ts'
export { tellChange } from './routes/tell.ts'
export { channelTerms, insertChannel, replacePool, type Channel } from './store/channels.ts'
export {
  insertLocations,
  locationKinds,
  type Location,
  type NewLocation,
} from './store/locations.ts'
export { insertBrand, insertLegalEntity, listBrands, listLegalEntities } from './store/owners.ts'
