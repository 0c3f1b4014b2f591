export { createSkuBook, type SkuBook } from './book.ts'
export { events } from './events.ts'
export { countSkus, insertSkus, listSkus, type NewSku, type Sku } from './store.ts'
