import { createBuilder, markDemo } from '../../src/demo/index.ts'
import { mountModules } from '../../src/modules.ts'
import { readConfig } from '../../src/platform/config.ts'
import { createLog } from '../../src/platform/log.ts'
import { openWorld } from '../../src/platform/process.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'

/** A retailer small enough to be made in a second or two. */
export const smallScale = { skus: 240, stores: 8, days: 5, ordersPerDay: 24 }

/** When the history ends: always then, so that every run has the same one. */
export const end = Temporal.Instant.from('2026-06-12T16:20:00Z')

/** The modules on a database, without their background work. */
export async function openDemoWorld(given?: TestDatabase) {
  const database = given ?? (await createTestDatabase())
  const world = await openWorld(readConfig({}), database.connection, createLog('error'))
  const { orders, modules } = mountModules(world.platform)
  return {
    world: orders,
    platform: world.platform,
    database,
    modules,
    async close() {
      await world.close()
      if (!given) await database.drop()
    },
  }
}

export type DemoTestWorld = Awaited<ReturnType<typeof openDemoWorld>>

/** Makes the whole demo; answers how many orders its history has. */
export async function makeWhole(
  { world, platform }: DemoTestWorld,
  ordersPerMinute = 6,
): Promise<number> {
  await platform.db.transaction((tx) =>
    markDemo(tx, end, { seed: 7, scale: smallScale, ordersPerMinute }),
  )
  const builder = createBuilder(world)
  let orders = 0
  for (let made = await builder.next(); made; made = await builder.next()) orders += made.orders
  return orders
}
