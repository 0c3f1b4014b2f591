import type { Module, Platform } from '../platform/module.ts'
import type { Stocking } from './routes/skus.ts'
import type { SkuBook } from './book.ts'
import { pictureRoutes } from './routes/pictures.ts'
import { skuRoutes } from './routes/skus.ts'

export function catalogModule(platform: Platform, book: SkuBook, stock: Stocking): Module {
  const routes = [...skuRoutes(platform, book, stock), ...pictureRoutes(platform)]
  return {
    name: 'catalog',
    routes,
    async start() {
      await book.loadNewest()
      return []
    },
  }
}
