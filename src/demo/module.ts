import { setNotice } from '../platform/http/layout.ts'
import type { Module } from '../platform/module.ts'
import { createPlacing } from '../orders/index.ts'
import type { DemoWorld } from './actions/plan.ts'
import { startDemo } from './jobs.ts'
import { demoRoutes } from './routes.ts'
import { findState, lockShared } from './store.ts'

const NOTICE = 'Demo: this retailer, its customers and its orders are made up.'

/** Nothing but two routes where there is no demo. */
export function demoModule(world: DemoWorld): Module {
  return {
    name: 'demo',
    routes: demoRoutes(world.platform),
    async start() {
      const { db } = world.platform
      if (!(await findState(db))) return []
      const running = await db.connect({ transaction_timeout: '0' })
      await lockShared(running)
      setNotice(NOTICE)
      const placing = createPlacing(world)
      const forget = async (): Promise<void> => {
        setNotice(undefined)
        await running.end()
      }
      return [{ stop: forget }, { stop: placing.idle }, startDemo(world, placing)]
    },
  }
}
