export { createSkuBook, type SkuBook } from './book.ts'
export { events } from './events.ts'
export {
  countSkus,
  insertSkus,
  listDivisible,
  listSkus,
  walkSkus,
  type NewSku,
  type Sku,
  type WalkedSku,
} from './store.ts'
