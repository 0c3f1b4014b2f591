import { ensureAdministrator } from './identity/index.ts'
import { openConnection } from './connection.ts'
import { mark } from './demo-commands.ts'
import { mountModules } from './modules.ts'
import type { Config } from './platform/config.ts'
import { referencePath } from './platform/http/openapi.ts'
import { createLog } from './platform/log.ts'
import { openWorld, serve } from './platform/process.ts'
import { say } from './say.ts'

/** Requests that run at a stop have so long to end. */
const STOP_MS = 25_000

/** Runs until a signal comes; a second signal ends it at once. */
export async function start(config: Config): Promise<number> {
  const stopped = waitForSignal()
  const log = createLog(config.TUTTI_LOG_LEVEL)
  const database = await openConnection(config)
  try {
    const world = await openWorld(config, database.connection, log)
    const { platform } = world
    const { modules, authenticate } = mountModules(platform)
    const at = { now: platform.clock.now(), nowMs: platform.clock.nowMs() }
    const admin = await ensureAdministrator(platform.db, config.TUTTI_ADMIN_EMAIL, at)
    // The very first start of a database that nobody chose: whoever tries Tutti sees it at work.
    const isTrial = database.url !== undefined && admin !== undefined
    const wanted = isTrial && config.TUTTI_DEMO !== 'off'
    const isDemo = wanted && (await mark(platform))
    const running = await serve(platform, modules, authenticate)
    greet(config.TUTTI_PUBLIC_URL ?? running.address, { admin, isDemo, databaseUrl: database.url })
    const why = await Promise.race([stopped, database.lost])
    if (why === 'lost') {
      // Nothing can be finished without it, and nothing depends on a clean end.
      process.stderr.write('The database has ended. Start Tutti again; nothing is lost.\n')
      process.exit(1)
    }
    say('\nStopping …')
    setTimeout(() => process.exit(1), STOP_MS).unref()
    await running.stop()
    await world.close()
    return 0
  } finally {
    await database.stop()
  }
}

function greet(
  address: string,
  of: {
    admin: { email: string; password: string } | undefined
    isDemo: boolean
    databaseUrl: string | undefined
  },
): void {
  const { admin, isDemo, databaseUrl } = of
  const shown = address.replace('127.0.0.1', 'localhost').replace('0.0.0.0', 'localhost')
  say(`\nTutti is running.\n\n  Console    ${shown}/\n  Reference  ${shown}${referencePath}`)
  if (databaseUrl !== undefined) say(`  Database   DATABASE_URL='${databaseUrl}'`)
  if (admin) {
    say(`\n  Sign in as ${admin.email} with the password ${admin.password}`)
    say('  It is shown this once. Lost it? `npm run tutti -- user password <e-mail>`')
  }
  if (isDemo) {
    say('\n  A made-up retailer is being made meanwhile: two months of orders, in about half a')
    say('  minute; then it is open, and shoppers come. Without it: TUTTI_DEMO=off at the first')
    say('  start. Begin with your own data: stop, `npm run tutti -- demo remove`, start.')
  }
  say('\nPress Ctrl-C to stop.\n')
}

function waitForSignal(): Promise<'signal'> {
  return new Promise((resolve) => {
    let told = false
    const onSignal = () => {
      if (told) process.exit(130)
      told = true
      resolve('signal')
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
}
