export { changedPlan, changesOf, servicesOf, type PlanChange } from './changed-plan.ts'
export {
  DAY_MS,
  type Course,
  type Happening,
  type Period,
  type Policy,
  type Settings,
  type Shelves,
  type SimulatedOrder,
  type Surroundings,
} from './course.ts'
export { differencesOf } from './differences.ts'
export {
  countParcel,
  countUnfilled,
  happened,
  measures,
  newFigures,
  ofParcels,
  spend,
  spent,
  type Figures,
  type Load,
  type Measure,
  type Spent,
} from './figures.ts'
export { paidIn, paidOf } from './counted.ts'
export {
  decideCase,
  decideCases,
  decidePriceGate,
  forecasts,
  gateVerdicts,
  type Forecast,
  type GateVerdict,
  type GateCase,
  type PriceGate,
} from './gate.ts'
export { openPriced } from './priced.ts'
export { openHindsight, type Hindsight } from './hindsight.ts'
export { decidePaired, type Paired } from './paired.ts'
export {
  changeRowOf,
  policyReportOf,
  ruleCostOf,
  totalOf,
  type AgainstReport,
  type Amount,
  type ChangeRow,
  type GroupRecord,
  type PolicyReport,
  type RuleCost,
  type Side,
} from './report.ts'
export { isSame, openSimulation, type Change, type Outcome, type Simulation } from './simulate.ts'
