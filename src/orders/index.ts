export { allocateShortOf, reallocate, type StockChange } from './actions/allocate.ts'
export { waitingOrders } from './actions/arrived.ts'
export { readPeriod } from './actions/course.ts'
export { readDeliveries } from './actions/deliveries.ts'
export { closeKept } from './actions/promises.ts'
export { cancelOrder } from './actions/change.ts'
export { listAsServed } from './store/uncovered.ts'
export { lockGroup, moveGroup, type GroupToMove, type MoveDone } from './actions/move.ts'
export { improveOrders } from './actions/improve/index.ts'
export type { AskedAbout } from './actions/as-decided.ts'
export { answering, askFlips, askRegrets, type About, type Asking } from './actions/ask-flips.ts'
export type { Answers } from './actions/ask-flips.ts'
export { placeHolds, releaseHoldsOf, type NewHold } from './actions/holds.ts'
export { decideMade } from './actions/made.ts'
export { readPaid } from './actions/paid.ts'
export { readPlacedAgain } from './actions/placed-again.ts'
export { createNumberBook } from './actions/numbers.ts'
export {
  createPlacing,
  placeIn,
  wantedNumbers,
  type Placement,
  type PlaceOutcome,
} from './actions/place/index.ts'
export { moveUnits, tellOrders, type Told, type UnitMove } from './actions/save.ts'
export { captureOrder, submitOrder, type Placing } from './actions/submit.ts'
export type { GoneElsewhere } from './actions/gone.ts'
export { moveLeaving, type GroupLeaving } from './actions/leave.ts'
export { moveUncovered } from './actions/uncovered.ts'
export { placesWith } from './actions/waiting.ts'
export { followsIn, type OrdersWorld } from './actions/world.ts'
export { countDeliverySizes, findFirstPlaced, sumDemand } from './store/demand.ts'
export { checks, releasedUnits } from './checks.ts'
export { leftAlone } from './domain/along.ts'
export { releasableOf, stateOfOrder, type Counters } from './domain/counters.ts'
export { decideUncovered, losingFirst, type ClaimHere } from './domain/uncovered.ts'
export { events, tellOrder } from './events.ts'
export { orderVersion, type OrderBody } from './schemas.ts'
export {
  answerCancelRequests,
  channelsOfOrders,
  findOrdersByExternalIds,
  listCancelRequests,
  listReleasable,
  lockCancelRequests,
  lockHeads,
  markLate,
  ordersOfChannels,
  type CancelRequest,
  type LockedHead,
  type Releasable,
} from './store/progress.ts'
export {
  findOrder,
  getOrders,
  listGroups,
  listLines,
  numbersOf,
  type OrderHead,
  type OrderLine,
} from './store/read.ts'
export { listClaimants, type Claimant } from './store/uncovered.ts'
export { findNamedInOrders } from './store/named.ts'
