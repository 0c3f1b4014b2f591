export {
  DAY_MS,
  type Course,
  type Happening,
  type Policy,
  type Settings,
  type SimulatedOrder,
  type Surroundings,
} from './course.ts'
export { measures, spent, type Figures, type Measure, type Spent } from './figures.ts'
export { decidePaired, type Paired } from './paired.ts'
export { openSimulation, type Change, type Outcome, type Simulation } from './simulate.ts'
