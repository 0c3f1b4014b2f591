export { createPlanBook, type PlanBook } from './book.ts'
export { findCandidates } from './domain/candidates.ts'
export { decideRouting, type Decision, type Plan } from './domain/decide.ts'
export type { Table } from './domain/bands.ts'
export { parcelPriceOf, type Tariff } from './domain/freight.ts'
export type { DecisionRecord } from './domain/record.ts'
export type {
  Avoided,
  Demand,
  GroupToRoute,
  NetworkView,
  Part,
  RoutingLocation,
  Short,
  StockView,
} from './domain/types.ts'
export { decisionAnswer, decisionAnswerOf } from './schemas.ts'
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
