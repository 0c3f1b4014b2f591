import type { Module, Platform } from '../platform/module.ts'
import type { NetworkBook } from './book.ts'
import { startResumption } from './jobs.ts'
import { authorityRoutes } from './routes/authorities.ts'
import { calendarRoutes } from './routes/calendars.ts'
import { channelRoutes } from './routes/channels.ts'
import { groupRoutes } from './routes/groups.ts'
import { locationRoutes, type Stocking } from './routes/locations.ts'
import { pickupRoutes } from './routes/pickup.ts'
import { ownerRoutes } from './routes/owners.ts'
import { partnerRoutes } from './routes/partners.ts'

export function networkModule(platform: Platform, book: NetworkBook, stock: Stocking): Module {
  return {
    name: 'network',
    routes: [
      ...locationRoutes(platform, book, stock),
      ...groupRoutes(platform, book),
      ...partnerRoutes(platform, book),
      ...ownerRoutes(platform, book),
      ...calendarRoutes(platform, book),
      ...channelRoutes(platform, book),
      ...authorityRoutes(platform, book),
      ...pickupRoutes(book),
    ],
    start: async () => [startResumption(platform, book)],
  }
}
