export { createNumberBook } from './actions/numbers.ts'
export { checks } from './checks.ts'
export { events } from './events.ts'
