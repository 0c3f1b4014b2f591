export { createSkuBook, type SkuBook } from './book.ts'
export { events } from './events.ts'
export type { Sku } from './store.ts'
