export {
  misses,
  type DecideOthers,
  type GroupDecided,
  type Miss,
  type OrderDecided,
  type PlacedIn,
} from './decided.ts'
export { decideLooked, type Look } from './looked.ts'
export { decideOnCanary } from './on-canary.ts'
export { decideOver } from './over.ts'
export { reportOf } from './report.ts'
export {
  addOrder,
  newSums,
  openSums,
  storedSums,
  type BothDecided,
  type StoredSums,
  type Sums,
} from './sums.ts'
export { decideWhyNot } from './why-not.ts'
