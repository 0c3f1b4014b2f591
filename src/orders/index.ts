export { createNumberBook } from './actions/numbers.ts'
