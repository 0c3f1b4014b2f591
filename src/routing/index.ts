export { createPlanBook, type PlanBook } from './book.ts'
export { findCandidates } from './domain/candidates.ts'
export { decideRouting, type Decision, type Plan } from './domain/decide.ts'
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
  listDecisions,
  listExclusions,
  listPlans,
  saveDecisions,
  saveExclusions,
  type StoredDecision,
} from './store.ts'
