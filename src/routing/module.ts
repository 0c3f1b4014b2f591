import type { Loop } from '../platform/loop.ts'
import type { Module } from '../platform/module.ts'
import type { CanaryWorld } from './actions/canaries/watch.ts'
import type { DemandSource } from './actions/read-past.ts'
import type { PricingWorld } from './actions/priced-range.ts'
import {
  startCanaryWatch,
  startCarriedWatch,
  startDeclineCount,
  startFollowing,
  startLearning,
  startPricing,
  startRenewal,
  type ShadowWorld,
} from './jobs.ts'
import { startSimulations, type Queue, type Thread } from './actions/simulations/queue.ts'
import { shippingChanged } from '../shipping/index.ts'
import { simulationChanged } from './events.ts'
import { approvalRoutes } from './routes/approvals.ts'
import { canaryRoutes } from './routes/canaries.ts'
import type { Turn } from './store/simulations.ts'
import { declineRatesRoute } from './routes/decline-rates.ts'
import { demandRoutes } from './routes/demand.ts'
import { planRoutes } from './routes/plans.ts'
import { priceRoutes } from './routes/prices.ts'
import { matchesRoute } from './routes/rule-matches.ts'
import { ruleRoutes, type RoutingWorld } from './routes/rules.ts'
import { testRoutes } from './routes/rule-tests.ts'
import { shadowRoutes } from './routes/shadows.ts'
import { simulationRoutes } from './routes/simulations.ts'

export function routingModule(
  world: RoutingWorld & PricingWorld & CanaryWorld & ShadowWorld & { demand: DemandSource },
  threads: { play: (turn: Turn) => Thread; learn: (at: Temporal.Instant) => Thread },
): Module {
  let loops: Loop[] = []
  let carried: Loop | undefined
  let simulating: Queue | undefined
  world.platform.events.on([simulationChanged.type], (told) => {
    if (told.some(({ data }) => (data as { state: string }).state === 'cancelled')) {
      simulating?.look()
    }
  })
  const published = () => {
    for (const loop of loops) loop.wake()
  }
  world.platform.events.on([shippingChanged.type], () => carried?.wake())
  return {
    name: 'routing',
    routes: [
      ...planRoutes(world, published),
      ...ruleRoutes(world),
      matchesRoute(world),
      ...approvalRoutes(world),
      ...canaryRoutes(world),
      ...testRoutes(world),
      ...demandRoutes(world),
      declineRatesRoute(world),
      ...priceRoutes(world),
      ...simulationRoutes(world, () => simulating?.wake()),
      ...shadowRoutes(world),
    ],
    async start() {
      carried = startCarriedWatch(world)
      loops = [
        carried,
        startDeclineCount(world.platform, world.plans),
        startPricing(world),
        startRenewal(world),
      ]
      simulating = startSimulations(world.platform, threads.play)
      const learning = startLearning(world, threads.learn)
      const watching = startCanaryWatch(world)
      return [...loops, learning, watching, startFollowing(world), simulating]
    },
  }
}
