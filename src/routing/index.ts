export { publishNewRules, type NewRule } from './actions/rules.ts'
export { readDraftRules } from './actions/draft-rules.ts'
export { createPlanBook, type PlanBook } from './book.ts'
export {
  costOfParts,
  decideByHand,
  weighPlaces,
  type CannotServe,
  type PlaceCost,
  type WeighedPlace,
} from './domain/by-hand.ts'
export { exportGroup } from './domain/exchange.ts'
export { events } from './events.ts'
export type { OrderFacts } from './domain/rules/facts.ts'
export { countVersionsNotBy } from './store/rules.ts'
export { findCandidates } from './domain/candidates.ts'
export { decideRouting, type Decision, type Plan } from './domain/decide.ts'
export type { Table } from './domain/bands.ts'
export { parcelPriceOf, type StoredTariff, type Tariff } from './domain/freight.ts'
export type { Days, Moment } from './domain/departure.ts'
export type { Objective } from './domain/objective.ts'
export { locationsIn, type DecisionRecord } from './domain/record.ts'
export type { Cost } from './domain/terms.ts'
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
export {
  costAnswer,
  costAnswerOf,
  decisionAnswer,
  decisionAnswerOf,
  recordAnswer,
  solvedOrderAnswer,
} from './schemas.ts'
export {
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
