import type { FastifyInstance } from 'fastify'
import { createClock } from './clock.ts'
import { openCommands } from './commands.ts'
import type { Config } from './config.ts'
import { openDatabase, type ConnectionConfig } from './db/index.ts'
import { createEventWatch } from './events/watch.ts'
import { healthRoutes } from './health.ts'
import { webRoutes } from './http/web.ts'
import { assetRoutes } from './http/layout.ts'
import { buildServer, type ServerOptions } from './http/server.ts'
import { forgetAnswers } from './idempotency.ts'
import { openInstallation } from './installation.ts'
import type { Log } from './log.ts'
import { startLoop, type Loop } from './loop.ts'
import { migrate } from './migrate.ts'
import type { Module, Platform, Stoppable } from './module.ts'
import { createWake } from './wake.ts'

/** An open world: database, clock, wake-ups. */
export type World = { platform: Platform; close(): Promise<void> }

/** Connections for what is kept in memory. */
const BOOKS_POOL = 2

/** Opens the database and brings it to this version's schema. `commands`: a thread counts none. */
export async function openWorld(
  config: Config,
  connection: ConnectionConfig,
  log: Log,
  of: { commands?: SharedArrayBuffer } = {},
): Promise<World> {
  const onError = (error: Error) => log.warn({ err: error }, 'a database connection broke')
  const db = openDatabase({ connection, poolSize: config.TUTTI_DB_POOL, onError })
  const books = openDatabase({ connection, poolSize: BOOKS_POOL, onError })
  const client = await db.connect({ lock_timeout: '0', transaction_timeout: '0' })
  const clock = createClock(db)
  try {
    await clock.sync()
    const applied = await migrate(client, clock.nowMs(), { log })
    if (applied.length > 0) log.info({ applied }, 'migrations applied')
  } finally {
    await client.end()
  }
  await openInstallation(db)
  const wake = createWake(db, log)
  const events = createEventWatch(db, wake, log)
  const commands = openCommands(of.commands)
  const platform = { db, books, clock, wake, events, log, config, commands, connection }
  return {
    platform,
    async close() {
      await wake.stop()
      await books.close()
      await db.close()
    },
  }
}

export type Running = { app: FastifyInstance; address: string; stop(): Promise<void> }

const CLOCK_MS = 60_000
const FORGET_MS = 60_000

/**
 * Listens and starts the modules: until they have read what they keep in memory, requests are told
 * that it is not ready yet. `stop` refuses new work, finishes what runs, and returns.
 */
export async function serve(
  platform: Platform,
  modules: readonly Module[],
  authenticate: ServerOptions['authenticate'],
): Promise<Running> {
  const { db, clock, log, config, commands } = platform
  let ready = false
  const routes = [
    ...modules.flatMap((module) => module.routes),
    ...assetRoutes,
    ...webRoutes(),
    ...healthRoutes(db, () => ready),
  ]
  const app = await buildServer({
    db,
    clock,
    log,
    routes,
    commands,
    authenticate,
    bodyLimit: config.TUTTI_BODY_LIMIT,
    ready: () => ready,
  })
  const address = await app.listen({ host: config.TUTTI_HOST, port: config.TUTTI_PORT })
  const background: Stoppable[] = []
  const stopAll = async () => {
    await app.close()
    for (const running of background.toReversed()) await running.stop()
  }
  try {
    await startAll(platform, modules, background)
  } catch (error) {
    await stopAll()
    throw error
  }
  ready = true
  return {
    app,
    address,
    async stop() {
      ready = false
      for (const module of modules) module.hangUp?.()
      await stopAll()
    },
  }
}

/** Measures now and then how far the clock is off. */
export function keepClock({ clock, log }: Pick<Platform, 'clock' | 'log'>): Loop {
  return startLoop({
    name: 'clock',
    everyMs: CLOCK_MS,
    log,
    async run() {
      await clock.sync()
      return false
    },
  })
}

/** Starts what runs behind the requests, and notes each as it starts, so that it can be stopped. */
async function startAll(
  platform: Platform,
  modules: readonly Module[],
  background: Stoppable[],
): Promise<void> {
  const { db, clock, log } = platform
  background.push(
    await platform.events.start(),
    keepClock(platform),
    startLoop({
      name: 'old answers',
      everyMs: FORGET_MS,
      log,
      run: () => db.transaction((tx) => forgetAnswers(tx, clock.now())),
    }),
  )
  for (const module of modules) background.push(...((await module.start?.()) ?? []))
}
