export { savePictures } from './actions.ts'
export { createSkuBook, type SkuBook } from './book.ts'
export { events } from './events.ts'
export { countSkus, insertSkus, type NewSku, type Sku } from './store/sku.ts'
