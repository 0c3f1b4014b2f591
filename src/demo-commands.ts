import { createBuilder, DemoError, markDemo, removeDemo } from './demo/index.ts'
import { mountModules } from './modules.ts'
import type { Platform } from './platform/module.ts'
import { say } from './say.ts'

/** Says of an empty database that the demo is to be made in it; false where it is not empty. */
export function mark({ db, clock, config }: Platform): Promise<boolean> {
  return db.transaction((tx) => markDemo(tx, clock.now(), { seed: config.TUTTI_DEMO_SEED }))
}

export async function makeDemo(platform: Platform): Promise<number> {
  if (!(await mark(platform))) {
    throw new DemoError('The demo is only made in an empty database, and this is not one.')
  }
  const builder = createBuilder(mountModules(platform).orders)
  for (let made = await builder.next(); made; made = await builder.next()) {
    if (made.done % 50 === 0 || made.done === made.of) {
      say(`${made.stage}: ${made.done} of ${made.of}`)
    }
  }
  return say('The demo is made. Shoppers come while the server runs.')
}

export async function endDemo(platform: Platform): Promise<number> {
  const { modules, orders } = mountModules(platform)
  const kept = new Set(['identity', 'platform', 'lib'])
  const schemas = modules.map(({ name }) => name).filter((name) => !kept.has(name))
  await removeDemo(orders, schemas)
  return say('The demo is gone. The database is empty, but for people and API keys.')
}
