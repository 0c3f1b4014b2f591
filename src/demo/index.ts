export { createBuilder, markDemo, type Progress } from './actions/build.ts'
export { removeDemo } from './actions/remove.ts'
export { simulate } from './actions/simulate.ts'
export { DemoError } from './refusals.ts'
