export { listPictureAddresses, savePictures } from './actions.ts'
export { createSkuBook, type SkuBook } from './book.ts'
export { takenBy, type Component, type SkuKind } from './domain/bundle.ts'
export { decidePicture } from './domain/picture.ts'
export { events, skuChanged } from './events.ts'
export { listArchivedSkus, listHazards, listUnusedNames } from './store/named.ts'
export { countSkus, insertSkus, type NewSku, type Sku } from './store/sku.ts'
export {
  bundleSkus,
  listDivisible,
  listNotStocked,
  listOfCategory,
  skuDecimals,
  stockedSkus,
  walkSkus,
  type WalkedSku,
} from './store/walk.ts'
