import type { Loop } from '../platform/loop.ts'
import type { Module } from '../platform/module.ts'
import type { DemandWorld } from './actions/learn-rates.ts'
import { startDeclineCount, startLearning, startPricing, startRenewal } from './jobs.ts'
import { startSimulations, type Queue, type Thread } from './actions/simulations/queue.ts'
import { demandRoutes } from './routes/demand.ts'
import { planRoutes } from './routes/plans.ts'
import { priceRoutes } from './routes/prices.ts'
import { ruleRoutes, type RoutingWorld } from './routes/rules.ts'
import { testRoutes } from './routes/rule-tests.ts'
import { simulationRoutes } from './routes/simulations.ts'

export function routingModule(
  world: RoutingWorld & DemandWorld,
  play: (id: string) => Thread,
): Module {
  let loops: Loop[] = []
  let simulating: Queue | undefined
  const published = () => {
    for (const loop of loops) loop.wake()
  }
  return {
    name: 'routing',
    routes: [
      ...planRoutes(world, published),
      ...ruleRoutes(world),
      ...testRoutes(world),
      ...demandRoutes(world),
      ...priceRoutes(world),
      ...simulationRoutes(world, () => simulating?.wake()),
    ],
    async start() {
      loops = [
        startDeclineCount(world.platform, world.plans),
        startPricing(world),
        startRenewal(world),
      ]
      simulating = startSimulations(world.platform, play)
      return [...loops, startLearning(world), simulating]
    },
  }
}
