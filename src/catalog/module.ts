import type { Module, Platform } from '../platform/module.ts'
import type { SkuBook } from './book.ts'
import { catalogRoutes } from './routes.ts'

export function catalogModule(platform: Platform, book: SkuBook): Module {
  return { name: 'catalog', routes: catalogRoutes(platform, book) }
}
