import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { createBuilder, DemoError, markDemo, removeDemo } from './demo/index.ts'
import { runFeed } from './feed.ts'
import { createKey, ensureAdministrator, setPassword } from './identity/index.ts'
import { HistoryError } from './history/index.ts'
import { permissions } from './lib/permissions.ts'
import { Refusal, wordsOf } from './lib/refusal.ts'
import { checks, mountModules } from './modules.ts'
import { ConfigError, describeConfig, readConfig, type Config } from './platform/config.ts'
import type { ConnectionConfig } from './platform/db/index.ts'
import { EmbeddedError, startEmbedded } from './platform/embedded/index.ts'
import { referencePath } from './platform/http/openapi.ts'
import { createLog } from './platform/log.ts'
import { MigrationError } from './platform/migrate.ts'
import type { Platform } from './platform/module.ts'
import { openWorld, serve } from './platform/process.ts'
import { runRates } from './rates.ts'
import { replayConfig, runImport, runReplay } from './replay.ts'
import { runSimulate } from './simulate.ts'

const USAGE = `tutti: an order management system

  tutti start                       everything in one process; its own database if none is named
  tutti serve                       the same with the database of DATABASE_URL
  tutti migrate                     bring the database of DATABASE_URL to this version
  tutti check                       run every invariant; exit code 1 if one is broken
  tutti demo                        make the demo in an empty database
  tutti demo remove                 remove it, and everything with it
  tutti user password <e-mail>      set a new password and print it
  tutti key create <name>           make an API key with every permission and print it
  tutti import <source> <folder>    load an order history (olist, retail) into a database of its own
  tutti replay                      play it: [--to <date>] [--report <file>]
  tutti simulate                    other routing rules on a past period: [--from] [--to] [--draft]
                                    [--version] [--rules <file>] [--rule-costs] [--hindsight]
                                    [--prices [--together]] [--report]
                                    and another plan: [--unfilled-cost] [--late-cost] [--channel]
                                    [--day-cost] [--reroute-cost] [--carbon-price] [--strategy]
                                    [--improving] [--unfilled-percent]
  tutti feed <file>                 take a stock feed, .csv or .ndjson: --source --kind --number
                                    [--as-of] [--contains-up-to] [--location] [--dry-run]
  tutti rates <file> <file> [<file>]  take a carrier's rates, zones and surcharges, .csv: --carrier
                                    --currency [--from] [--until] [--service] [--fuel] [--dry-run]
  tutti config                      the settings in force

While \`tutti start\` runs its own database, give the others the DATABASE_URL it prints.`

/** Requests that run at a stop have so long to end. */
const STOP_MS = 25_000

type Command = (args: readonly string[], config: Config) => Promise<number>

const commands: Record<string, Command> = {
  start: (_args, config) => start(config),
  serve: (_args, config) => start(config),
  migrate: (_args, config) => withWorld(config, async () => say('The database is up to date.')),
  check: (_args, config) => withWorld(config, check),
  demo: ([what], config) =>
    what === undefined
      ? withWorld(config, makeDemo)
      : what === 'remove'
        ? withWorld(config, endDemo)
        : usage(),
  user: ([what, email], config) =>
    what === 'password' && email !== undefined
      ? withWorld(config, (platform) => newPassword(platform, email))
      : usage(),
  key: ([what, name], config) =>
    what === 'create' && name !== undefined
      ? withWorld(config, (platform) => newKey(platform, name))
      : usage(),
  import: (_args, config) =>
    withWorld(replayConfig(config), (p) => runImport(p, process.argv.slice(3), say), 'take_over'),
  replay: (_args, config) =>
    withWorld(replayConfig(config), (p) => runReplay(p, process.argv.slice(3), say), 'take_over'),
  simulate: (_args, config) =>
    withWorld(config, (platform) => runSimulate(platform, process.argv.slice(3), say)),
  feed: (_args, config) =>
    withWorld(config, (platform) => runFeed(platform, process.argv.slice(3), say)),
  rates: (_args, config) =>
    withWorld(config, (platform) => runRates(platform, process.argv.slice(3), say)),
  config: async (_args, config) => say(describeConfig(config).join('\n')),
}

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true, strict: false })
  const [name = 'help', ...args] = positionals
  const command = commands[name]
  return command ? command(args, readConfig(process.env)) : usage()
}

async function usage(): Promise<number> {
  say(USAGE)
  return 2
}

/** Runs until a signal comes; a second signal ends it at once. */
async function start(config: Config): Promise<number> {
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

type OpenConnection = {
  connection: ConnectionConfig
  url: string | undefined
  /** Resolves when an embedded database ends by itself. */
  lost: Promise<'lost'>
  stop(): Promise<void>
}

async function openConnection(config: Config): Promise<OpenConnection> {
  if (config.DATABASE_URL !== undefined) {
    return {
      connection: { connectionString: config.DATABASE_URL },
      url: undefined,
      lost: new Promise(() => {}),
      stop: async () => {},
    }
  }
  const log = createLog(config.TUTTI_LOG_LEVEL)
  const embedded = await startEmbedded({ dataDir: config.TUTTI_DATA_DIR, log })
  const { host, user, database } = embedded.connection
  return {
    connection: embedded.connection,
    url: `postgres://${user}@/${database}?host=${encodeURIComponent(host)}`,
    lost: embedded.exited.then(() => 'lost' as const),
    stop: embedded.stop,
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
    say('  It is shown this once. Lost it? `npm run tutti user password <e-mail>`')
  }
  if (isDemo) {
    say('\n  A made-up retailer is being made meanwhile: two months of orders, in about half a')
    say('  minute; then it is open, and shoppers come. Without it: TUTTI_DEMO=off at the first')
    say('  start. Begin with your own data: stop, `npm run tutti demo remove`, start.')
  }
  say('\nPress Ctrl-C to stop.\n')
}

function mark({ db, clock, config }: Platform): Promise<boolean> {
  return db.transaction((tx) => markDemo(tx, clock.now(), { seed: config.TUTTI_DEMO_SEED }))
}

async function makeDemo(platform: Platform): Promise<number> {
  if (!(await mark(platform))) {
    throw new DemoError('The demo is only made in an empty database, and this is not one.')
  }
  const builder = createBuilder(mountModules(platform).orders)
  for (let made = await builder.next(); made; made = await builder.next()) {
    if (made.done % 50 === 0 || made.done === made.of) {
      say(`${made.stage}: ${made.done} of ${made.of}`)
    }
  }
  return say('The demo is made. Shoppers come while `tutti start` or `tutti serve` runs.')
}

async function endDemo(platform: Platform): Promise<number> {
  const { modules, orders } = mountModules(platform)
  const kept = new Set(['identity', 'platform', 'lib'])
  const schemas = modules.map(({ name }) => name).filter((name) => !kept.has(name))
  await removeDemo(orders, schemas)
  return say('The demo is gone. The database is empty, but for people and API keys.')
}

async function withWorld(
  config: Config,
  work: (platform: Platform) => Promise<number>,
  leftover: 'refuse' | 'take_over' = 'refuse',
): Promise<number> {
  const log = createLog('error')
  if (config.DATABASE_URL === undefined && leftover === 'refuse') {
    const running = path.join(config.TUTTI_DATA_DIR, 'pg18', 'postmaster.pid')
    const { access } = await import('node:fs/promises')
    const isRunning = await access(running).then(
      () => true,
      () => false,
    )
    if (isRunning) {
      throw new ConfigError(
        'The embedded database is in use, or was left behind. Give DATABASE_URL as ' +
          '`tutti start` printed it, or stop Tutti first.',
      )
    }
  }
  const database = await openConnection(config)
  try {
    const world = await openWorld(config, database.connection, log)
    try {
      return await work(world.platform)
    } finally {
      await world.close()
    }
  } finally {
    await database.stop()
  }
}

async function check({ db }: Platform): Promise<number> {
  let broken = 0
  // Large tables take longer than a write may; a snapshot that only reads keeps no one waiting.
  const options = { readOnlySnapshot: true, timeoutMs: 0 }
  for (const { id, says, query } of checks) {
    const rows = await db.transaction((tx) => tx.query<object>(query), options)
    say(`${rows.length === 0 ? 'ok    ' : 'BROKEN'} ${id.padEnd(8)} ${says}`)
    for (const row of rows.slice(0, 10)) say(`         ${JSON.stringify(row)}`)
    broken += rows.length === 0 ? 0 : 1
  }
  say(broken === 0 ? 'Every invariant holds.' : `${broken} invariant(s) are broken.`)
  return broken === 0 ? 0 : 1
}

async function newPassword({ db, clock }: Platform, email: string): Promise<number> {
  const password = randomBytes(15).toString('base64url')
  await setPassword(db, email, password, clock.now())
  return say(`The password of ${email} is now ${password}`)
}

async function newKey({ db, clock }: Platform, name: string): Promise<number> {
  const wanted = { name, permissions, expiresAt: null, createdBy: 'command line' }
  const { secret } = await createKey(db, wanted, { now: clock.now(), nowMs: clock.nowMs() })
  return say(secret)
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

function say(text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}

/** What a person can mend is told in words; all else is a bug and shows where it came from. */
function explain(error: unknown): string {
  if (error instanceof Refusal) return wordsOf(error)
  const plain = [ConfigError, DemoError, EmbeddedError, HistoryError, MigrationError]
  if (error instanceof Error) {
    return plain.some((kind) => error instanceof kind)
      ? error.message
      : (error.stack ?? error.message)
  }
  return String(error)
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`)
  return 1
})
