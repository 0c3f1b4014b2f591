import { startLoop } from '../platform/loop.ts'
import type { EventType } from '../platform/events/define.ts'
import type { Module, Stoppable } from '../platform/module.ts'
import type { Asking } from './actions/ask-flips.ts'
import { keepPromises, nothingLookedFor } from './actions/keep-promises.ts'
import { createPlacing } from './actions/place/index.ts'
import { allocateShort, type Looked } from './actions/waiting.ts'
import type { OrdersWorld } from './actions/world.ts'
import { startCounting, startForgetting, startImproving, startSearch } from './jobs.ts'
import { changeRoutes } from './routes/change.ts'
import { decisionRoutes } from './routes/decisions.ts'
import { listRoutes } from './routes/list.ts'
import { markRoutes } from './routes/mark.ts'
import { moveRoutes } from './routes/move.ts'
import { placeRoutes } from './routes/place.ts'
import { promiseRoutes } from './routes/promises.ts'
import { readRoutes } from './routes/read.ts'
import { trialRoutes } from './routes/trials.ts'

const LOOK_MS = 1000

/** `told`: the event types that may stand on the timeline of an order, whoever tells them. */
export function ordersModule(
  world: OrdersWorld,
  told: readonly EventType[],
  asking: Asking & Stoppable,
): Module {
  const placing = createPlacing(world)
  const looked: Looked<number> = new Map()
  const lookedFor = nothingLookedFor()
  return {
    name: 'orders',
    routes: [
      ...placeRoutes(world, placing),
      ...listRoutes(world),
      ...readRoutes(world, told),
      ...promiseRoutes(world),
      ...changeRoutes(world),
      ...markRoutes(world),
      ...moveRoutes(world),
      ...trialRoutes(world),
      ...decisionRoutes(world, asking),
    ],
    async start() {
      const allocation = startLoop({
        name: 'allocation of short lines',
        everyMs: LOOK_MS,
        log: world.platform.log,
        run: async () => {
          // What was promised goes before what only waits.
          await keepPromises(world, lookedFor)
          await allocateShort(world, looked)
          return false
        },
      })
      const { platform } = world
      return [
        startSearch(platform),
        startCounting(platform),
        startForgetting(platform),
        startImproving(world),
        allocation,
        { stop: placing.idle },
        asking,
      ]
    },
  }
}
