import { startLoop } from '../platform/loop.ts'
import type { Stoppable } from '../platform/module.ts'
import type { Placing } from '../orders/index.ts'
import { createBuilder, type Progress } from './actions/build.ts'
import type { DemoWorld } from './actions/plan.ts'
import { simulate } from './actions/simulate.ts'
import { findState } from './store.ts'

const LOOK_MS = 1000
const TOLD_EVERY = 50

/** Makes what is not made yet of the demo, then lets it live. */
export function startDemo(world: DemoWorld, placing: Placing): Stoppable {
  const { db, clock, log } = world.platform
  const builder = createBuilder(world)
  let isOpen = false
  let orders = 0

  function tell({ stage, done, of, orders: placed }: Progress): void {
    orders += placed
    if (done < of && done % TOLD_EVERY > 0) return
    log.info({ stage, done, of, orders }, 'demo: the retailer is being made')
    if (stage === 'history' && done === of) log.info('demo: the retailer is open')
  }

  return startLoop({
    name: 'demo',
    everyMs: LOOK_MS,
    log,
    async run() {
      const made = isOpen ? undefined : await builder.next()
      if (made) {
        tell(made)
        return true
      }
      isOpen = true
      const state = await findState(db)
      if (!state) return false
      const retailer = await builder.retailerOf(state)
      await simulate({ world, placing, retailer }, clock.now())
      return false
    },
  })
}
