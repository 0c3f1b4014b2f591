export { createSkuBook, type SkuBook } from './book.ts'
export type { Sku } from './store.ts'
