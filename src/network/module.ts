import type { Module, Platform } from '../platform/module.ts'
import type { NetworkBook } from './book.ts'
import { authorityRoutes } from './routes/authorities.ts'
import { channelRoutes } from './routes/channels.ts'
import { locationRoutes } from './routes/locations.ts'

export function networkModule(platform: Platform, book: NetworkBook): Module {
  return {
    name: 'network',
    routes: [
      ...locationRoutes(platform, book),
      ...channelRoutes(platform, book),
      ...authorityRoutes(platform, book),
    ],
  }
}
