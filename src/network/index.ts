export { createNetworkBook, type Network, type NetworkBook } from './book.ts'
export { pauseSku, resumeSku } from './store/pauses.ts'
export { channelTerms, type Channel } from './store/channels.ts'
export type { Location } from './store/locations.ts'
