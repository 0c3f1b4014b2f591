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
export {
  countParcel,
  countUnfilled,
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
export { decidePriceGate, forecasts, type Forecast, type PriceGate } from './gate.ts'
export { openPriced } from './priced.ts'
export { openPricedLive } from './priced-live.ts'
export { openHindsight, type Hindsight } from './hindsight.ts'
export { decidePaired, type Paired } from './paired.ts'
export {
  changeRowOf,
  policyReportOf,
  ruleCostOf,
  totalOf,
  type Amount,
  type ChangeRow,
  type GroupRecord,
  type PolicyReport,
  type RuleCost,
  type Side,
} from './report.ts'
export { isSame, openSimulation, type Change, type Outcome, type Simulation } from './simulate.ts'
