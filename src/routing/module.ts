import type { Loop } from '../platform/loop.ts'
import type { Module } from '../platform/module.ts'
import type { DemandWorld } from './actions/learn-rates.ts'
import { startDeclineCount, startLearning, startPricing } from './jobs.ts'
import { demandRoutes } from './routes/demand.ts'
import { planRoutes } from './routes/plans.ts'
import { priceRoutes } from './routes/prices.ts'
import { ruleRoutes, type RoutingWorld } from './routes/rules.ts'

export function routingModule(world: RoutingWorld & DemandWorld): Module {
  let loops: Loop[] = []
  const published = () => {
    for (const loop of loops) loop.wake()
  }
  return {
    name: 'routing',
    routes: [
      ...planRoutes(world, published),
      ...ruleRoutes(world),
      ...demandRoutes(world),
      ...priceRoutes(world),
    ],
    async start() {
      loops = [startDeclineCount(world.platform, world.plans), startPricing(world)]
      return [...loops, startLearning(world)]
    },
  }
}
