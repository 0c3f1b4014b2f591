import type { Module } from '../platform/module.ts'
import type { ShippingWorld } from './actions/world.ts'
import { cardRoutes } from './routes/cards.ts'
import { carrierRoutes } from './routes/carriers.ts'
import { leavingRoute } from './routes/leaving.ts'
import { quotesRoute } from './routes/quotes.ts'
import { serviceRoutes } from './routes/services.ts'

export function shippingModule(world: ShippingWorld): Module {
  return {
    name: 'shipping',
    routes: [
      ...carrierRoutes(world),
      ...serviceRoutes(world),
      ...cardRoutes(world),
      leavingRoute(world),
      quotesRoute(world),
    ],
  }
}
