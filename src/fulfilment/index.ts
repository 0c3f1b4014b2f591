export {
  acceptWork,
  packWork,
  pickWork,
  type OnWork,
  type Outcomes,
} from './actions/advance.ts'
export { answerCancels } from './actions/cancel.ts'
export { declineWork, shortPickWork } from './actions/decline.ts'
export { recordFacts, retryFacts, type FactOutcome, type NewFact } from './actions/facts.ts'
export { releaseOrders, releaseWork } from './actions/release.ts'
export { deliverParcels, shipWork, type Arrival, type Leaving } from './actions/ship.ts'
export { checks } from './checks.ts'
export { events } from './events.ts'
