export { checks } from './checks.ts'
export { learnDemandRates } from './actions/learn-rates.ts'
export type { DeliverySize, DemandSource, DemandSum } from './actions/read-past.ts'
export { publishNewRules, type NewRule } from './actions/rules.ts'
export { approvalAsked } from './actions/approvals.ts'
export { notCarried } from './actions/ask-carriers.ts'
export { pricesUnproven } from './actions/ask-renewal.ts'
export { readAsked } from './actions/simulations/ask.ts'
export { readWritten, type Written } from './actions/simulations/written.ts'
export { outOfTimeOf } from './actions/simulations/show.ts'
export { playAsked, type PlayingWorld } from './actions/simulations/play.ts'
export { decideCase, decideCases } from './domain/simulation/index.ts'
export type { SimulationResult } from './store/simulations.ts'
export type { PlanChangesBody } from './schemas/plan-changes.ts'
export { runSimulation } from './actions/simulations/run.ts'
export type { Thread } from './actions/simulations/queue.ts'
export { takeSimulation, type Turn } from './store/simulations.ts'
export type { DecideMade } from './actions/run-tests.ts'
export { readDraftRules } from './actions/draft-rules.ts'
export { createPlanBook, type PlanBook, type PlanOf } from './book/plans.ts'
export {
  costOfParts,
  decideByHand,
  weighPlaces,
  type CannotServe,
  type PlaceCost,
  type WeighedPlace,
} from './domain/by-hand.ts'
export type { Inputs } from './domain/again.ts'
export { asOldAs } from './domain/as-old.ts'
export { exportDecision, exportGroup } from './domain/exchange.ts'
export { decideFlips, flipsAtMost } from './domain/flips.ts'
export { decideRegrets, regretsAtMost } from './domain/regrets.ts'
export { readRulesOf } from './actions/draft-rules.ts'
export { events } from './events.ts'
export { gotOf, momentOf } from './domain/rules/expected.ts'
export type { DecidedMade, Invented, Made, MadeBy } from './domain/rules/made.ts'
export type { OrderFacts } from './domain/rules/facts.ts'
export { decidingSteps, newTrace, recordSoFar, type Step, type Trace } from './domain/trace.ts'
export { NotReady, untold, type RuleSet } from './domain/rules/set.ts'
export { countVersionsNotBy } from './store/rules.ts'
export { withoutRoomOf, type StockPrices } from './domain/ahead.ts'
export type { GateOutcome, PriceGate } from './domain/price-gate.ts'
export { proposeInThread } from './actions/propose.ts'
export { freeCellsOf, type FreeCell, type Open } from './domain/improving/propose.ts'
export { decideCutOffs } from './domain/cut-off.ts'
export { consideredOf } from './domain/improving/considered.ts'
export { keptServices, type KeptServices } from './domain/kept.ts'
export {
  decideImproved,
  isMoved,
  shiftOf,
  type Considered,
  type Shift,
  type Standing,
} from './domain/improving/improved.ts'
export { takeLease, endLease } from './store/lease.ts'
export { countImproved } from './store/improved.ts'
export { readCoolOffs } from './store/cool-offs.ts'
export { saveGate } from './store/price-gate.ts'
export { findCandidates } from './domain/candidates.ts'
export {
  cancelCauseOf,
  cancelCauses,
  cancellingNothing,
  type CancelCause,
  type Cancelled,
} from './domain/lacking.ts'
export { decideRouting, type Decision, type Improving, type Plan } from './domain/decide.ts'
export type { Table } from './domain/bands.ts'
export { parcelPriceOf, type StoredTariff, type Tariff } from './domain/freight.ts'
export type { Days, Moment } from './domain/departure.ts'
export type { Objective } from './domain/objective.ts'
export { pricesSeenIn } from './domain/prices-seen.ts'
export { locationsIn, type DecisionRecord } from './domain/record.ts'
export type { Cost } from './domain/terms.ts'
export type {
  Course,
  Happening,
  Period,
  Shelves,
  SimulatedOrder,
  Surroundings,
} from './domain/simulation/index.ts'
export {
  decideWhyNot,
  type DecideOthers,
  type GroupDecided,
  type Miss,
  type OrderDecided,
  type PlacedIn,
} from './domain/shadow/index.ts'
export { exclusions } from './domain/types.ts'
export type {
  Avoided,
  Barred,
  Demand,
  Exclusion,
  GroupToRoute,
  NamedRule,
  NetworkView,
  Nominated,
  Part,
  Price,
  RoutingLocation,
  Short,
  StockView,
} from './domain/types.ts'
export { flipsAnswer } from './schemas/flips.ts'
export { regretsAnswer } from './schemas/regrets.ts'
export { refuseInvented } from './actions/rule-tests.ts'
export { invented } from './schemas/invented.ts'
export { placeNamed, placeOnMap, skuNamed } from './schemas/named.ts'
export { proposed } from './schemas/rule-tests.ts'
export {
  costAnswer,
  costAnswerOf,
  decisionAnswer,
  decisionAnswerOf,
  recordAnswer,
} from './schemas.ts'
export { customer } from './schemas/customer.ts'
export { solvedOrderAnswer } from './schemas/solved.ts'
export {
  findDecision,
  insertPlan,
  listDecisions,
  listDecisionsOf,
  listExclusions,
  listPlans,
  listServing,
  saveDecisions,
  saveExclusions,
  type StoredDecision,
} from './store.ts'
