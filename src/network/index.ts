export { createNetworkBook, type Network, type NetworkBook } from './book.ts'
export {
  hasRoom,
  limitOn,
  measures,
  type Capacity,
  type DayLimit,
  type Measure,
} from './domain/capacity.ts'
export {
  decideAcceptBy,
  decideReady,
  decideRoomEver,
  decideWorkDay,
  openingFrom,
  type Working,
} from './domain/ready.ts'
export { decideHours, decideOpen, type Hours } from './domain/hours.ts'
export type { Holiday } from './domain/holidays.ts'
export { events, networkChanged } from './events.ts'
export { pauseSku, resumeSku } from './store/pauses.ts'
export { listUnlearnt } from './store/past.ts'
export { networkAt } from './actions/past.ts'
export { tellChange } from './actions/tell.ts'
export {
  channelTerms,
  insertChannel,
  replacePool,
  type Channel,
  type NewChannel,
} from './store/channels.ts'
export { locationKinds, type LocationKind } from './domain/abilities.ts'
export type { Location } from './store/locations.ts'
export { insertLocations, type NewLocation } from './store/save-locations.ts'
export { insertGroup, listGroups } from './store/groups.ts'
export { countNamed } from './store/named.ts'
export { insertBrand, insertLegalEntity, listBrands, listLegalEntities } from './store/owners.ts'
