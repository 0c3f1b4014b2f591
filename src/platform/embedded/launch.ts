import { spawn, type ChildProcess } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import type { Log } from '../log.ts'
import type { Binaries } from './binaries.ts'
import { EmbeddedError, reasonOf } from './error.ts'
import { cannotRun } from './initialise.ts'
import { OWNER } from './leftover.ts'
import { environment, type SystemUser } from './user.ts'

export type Connection = {
  host: string
  port: number
  user: string
  database: string
  /** Said, since PGSSLMODE in the environment would ask for what a socket does not have. */
  ssl?: false
}

type Options = {
  binaries: Binaries
  cluster: string
  user: SystemUser | undefined
  settings: Record<string, string>
  superuser: Connection
  log: Log
}

const LOG_BYTES = 10_000_000
const START_MS = 60_000
/** Every start says for a moment that it starts; one that takes longer has work to do. */
const RECOVERY_MS = 1000
const SHARED_MEMORY_MS = 10_000
const STARTING_UP = '57P03'

/**
 * Starts the postmaster and waits until it answers, however long recovery takes. After a kill of
 * the postmaster alone its children may use the shared memory a moment longer: then it tries again.
 */
export async function launch(options: Options): Promise<ChildProcess> {
  const until = performance.now() + SHARED_MEMORY_MS
  for (;;) {
    const { child, said } = await spawnPostmaster(options)
    try {
      if (await isReady(options, child)) return child
    } catch (error) {
      child.kill('SIGINT')
      throw error
    }
    const words = await said()
    if (!words.includes('shared memory block') || performance.now() > until) {
      throw new EmbeddedError(`PostgreSQL did not start:\n${words.slice(-2000)}`)
    }
  }
}

/** True when it answers, false when it has ended. */
async function isReady({ superuser, log }: Options, child: ChildProcess): Promise<boolean> {
  const from = performance.now()
  let recovering = false
  while (!hasEnded(child)) {
    const failure = await tryToConnect(superuser)
    if (failure === undefined) return true
    const waited = performance.now() - from
    if (failure === STARTING_UP) {
      if (!recovering && waited > RECOVERY_MS) {
        recovering = true
        log.info('the database recovers what its last run left unfinished')
      }
    } else if (waited > START_MS) {
      throw new EmbeddedError(`PostgreSQL does not answer: ${failure}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}

async function tryToConnect(connection: Connection): Promise<string | undefined> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  const failure = await client.connect().then(() => undefined, reasonOf)
  await client.end().catch(() => undefined)
  return failure
}

/** In a process group of its own, so that Ctrl-C in a terminal reaches Tutti first. */
async function spawnPostmaster({ binaries, cluster, user, settings }: Options) {
  const logFile = path.join(path.dirname(cluster), 'postgresql.log')
  const { size } = await stat(logFile).catch(() => ({ size: 0 }))
  if (size > LOG_BYTES) await rename(logFile, `${logFile}.1`)
  const output = await open(logFile, 'a', 0o600)
  const from = (await output.stat()).size
  try {
    const all = { ...settings, [OWNER]: String(process.pid) }
    const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const command = ['-D', cluster, '-p', String(settings['port']), ...args]
    const child = spawn(binaries.postgres, command, {
      stdio: ['ignore', output.fd, output.fd],
      detached: true,
      ...environment(binaries.folder, user),
    })
    await new Promise((resolve, reject) => {
      child.once('error', (error) => reject(cannotRun(binaries.postgres, error)))
      child.once('spawn', resolve)
    })
    const said = async () => (await readFile(logFile)).subarray(from).toString()
    return { child, said }
  } finally {
    await output.close()
  }
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}
