import type { Module } from '../platform/module.ts'
import type { OrdersWorld } from '../orders/index.ts'
import { startJobs } from './jobs.ts'
import { factRoutes } from './routes/facts.ts'
import { readRoutes } from './routes/read.ts'
import { rerouteRoutes } from './routes/reroute.ts'
import { workRoutes } from './routes/work.ts'

export function fulfilmentModule(world: OrdersWorld): Module {
  return {
    name: 'fulfilment',
    routes: [
      ...readRoutes(world),
      ...workRoutes(world),
      ...rerouteRoutes(world),
      ...factRoutes(world),
    ],
    start: async () => startJobs(world),
  }
}
