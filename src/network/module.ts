import type { Module, Platform } from '../platform/module.ts'
import type { NetworkBook } from './book.ts'
import { channelRoutes } from './routes/channels.ts'
import { locationRoutes, type Stocking } from './routes/locations.ts'

export function networkModule(platform: Platform, book: NetworkBook, stock: Stocking): Module {
  return {
    name: 'network',
    routes: [...locationRoutes(platform, book, stock), ...channelRoutes(platform, book)],
  }
}
