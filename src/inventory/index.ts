export { chunksOfFile } from './actions/feeds/chunks.ts'
export { previewFeed, wholeOf } from './actions/feeds/preview.ts'
export { takeFeed } from './actions/feeds/take.ts'
export type { FeedHead } from './actions/feeds/world.ts'
export type { FeedLine } from './domain/feed-file.ts'
export { feedKinds, feedNumbers, REFUSED_PERCENT } from './domain/feed.ts'
export { feedOverdue, feedSubject, findFed, watchFeed } from './actions/feed-watches.ts'
export { sellable } from './actions/selling.ts'
export { createRule } from './actions/alert-rules.ts'
export { allStock } from './domain/rules/rule.ts'
export { adjustStock, setStock, type StockAdjustment } from './actions/facts.ts'
export { createEndless, type Endless } from './actions/endless.ts'
export { giveBackExpired } from './actions/holds.ts'
export {
  countNext,
  endUses,
  keepCount,
  lockCounting,
  lowerCount,
  quotasLeft,
} from './actions/counted.ts'
export {
  convertHolds,
  giveBackForOrder,
  lockHeldClaims,
  lockHeldUnits,
  type HeldUnits,
} from './actions/hold-conversion.ts'
export { announceReceipts, bookArrival } from './actions/receipts.ts'
export { stockBefore, stocksBefore } from './actions/stock-before.ts'
export type { ArrivedUnits, WaitingOrders } from './actions/arrivals.ts'
export { lockAllocations } from './actions/allocations.ts'
export {
  coverFacts,
  nameWork,
  sendLedger,
  stockBelowUnavailable,
  stockBelowZero,
  stockContextOf,
  stockUncovered,
  supplySubject,
  tellUncovered,
  writeLedger,
  type StockContext,
} from './actions/settle.ts'
export {
  addClaim,
  addFact,
  conditionsOf,
  consume,
  giveBack,
  keyOf,
  rowOfKey,
  skuIdOf,
  supplyOf,
  type By,
  type Fact,
  type Ledger,
} from './domain/ledger.ts'
export {
  baseUnitsOf,
  nameOf,
  channelWishes,
  refusalOf,
  summed,
  type Use,
  type Wanted,
  type Wish,
} from './domain/counter.ts'
export {
  decideConditionChange,
  decideConditionLevels,
  type Condition,
  type ConditionLevels,
} from './domain/condition.ts'
export { freeOf, type SupplyKey } from './domain/supply.ts'
export { fillIndex } from './index/feed.ts'
export { movedStock } from './index/moved.ts'
export { createAvailabilityIndex, type AvailabilityIndex } from './index/availability.ts'
export {
  listAllocations,
  listAllocationsOn,
  listOrdersAt,
  lockClaims,
  markLateClaims,
  openAllocations,
  type OpenClaim,
} from './store/claims.ts'
export { countedOfOrders, dropCounters, PAST_DAYS, pastUses } from './store/counters.ts'
export { convertedHolds } from './store/holds.ts'
export {
  BACKORDER,
  comingTermsOf,
  leftByRule,
  limitBackorder,
  promisableOf,
  withinLimits,
  type ComingPlace,
  type ComingRow,
  type ComingTerms,
  type PreOrderTerms,
  type Promisable,
} from './domain/coming.ts'
export { decideReceiptChanges, isDoubtful, type ReceiptChange } from './domain/receipt.ts'
export { whichReceipt } from './schemas/receipt.ts'
export { tellLateReceipts } from './actions/late-receipts.ts'
export {
  clearDoubt,
  findPromisedRow,
  listBackordered,
  listComing,
  listDoubted,
  listExpected,
  listFreeToCome,
  openBackorders,
  type Backordered,
  type DoubtedRow,
  type ExpectedUnits,
  type PromisedRow,
} from './store/coming.ts'
export { createWorkDays, readDays, lockDays } from './actions/capacity.ts'
export {
  limitingOf,
  millionthsOf,
  MILLION,
  roomOf,
  type Day,
  type DayLoads,
  type Work,
  type WorkDay,
  type WorkDays,
} from './domain/day-load.ts'
export { findConditions } from './store/conditions.ts'
export { countRulesNotBy } from './store/alert-rules.ts'
export { listChangesThen, listUnitsThen } from './store/course.ts'
export { readFreshRows } from './store/index-feed.ts'
export { digestStock, listUncovered, type UncoveredRow } from './store/read.ts'
export { lockLedger } from './store/ledger.ts'
export { listStockedPlaces } from './store/places.ts'
export { sumSold } from './store/sold.ts'
export { findReceipt, listNextReceipts, listReceipts, type NextReceipt } from './store/receipts.ts'
export type { Asking, Bar, OfferRules, SalesRules } from './domain/rules/offer.ts'
export { noRules } from './domain/rules/offer.ts'
export type { Fences } from './domain/fences.ts'
export { createOffering, offersAll, type Offer, type Offering } from './domain/rules/offering.ts'
export { offeringOf, readAside, readFreshStock, summedOf } from './actions/offering.ts'
export type { PurchaseLimit, Rule, RuleKind } from './domain/rules/rule.ts'
export { createRuleBook, type RuleBook } from './book.ts'
export { checks } from './checks.ts'
export { events } from './events.ts'
