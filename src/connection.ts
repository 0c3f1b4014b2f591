import path from 'node:path'
import { ConfigError, type Config } from './platform/config.ts'
import type { ConnectionConfig } from './platform/db/index.ts'
import { startEmbedded } from './platform/embedded/index.ts'
import { createLog } from './platform/log.ts'
import type { Platform } from './platform/module.ts'
import { openWorld } from './platform/process.ts'

type OpenConnection = {
  connection: ConnectionConfig
  url: string | undefined
  /** Resolves when an embedded database ends by itself. */
  lost: Promise<'lost'>
  stop(): Promise<void>
}

/** The database that is named, or one that is started for it. */
export async function openConnection(config: Config): Promise<OpenConnection> {
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

/** Does some work in a world of its own; beside a running Tutti it needs the database named. */
export async function withWorld(
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
          '`npm start` printed it, or stop Tutti first.',
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
