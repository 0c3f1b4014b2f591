import type { Module, Platform } from '../platform/module.ts'
import type { SkuBook } from './book.ts'
import { pictureRoutes } from './routes/pictures.ts'
import { skuRoutes } from './routes/skus.ts'

export function catalogModule(platform: Platform, book: SkuBook): Module {
  return { name: 'catalog', routes: [...skuRoutes(platform, book), ...pictureRoutes(platform)] }
}
