import { spawn } from 'node:child_process'
import { lchown, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Log } from '../log.ts'
import type { Binaries } from './binaries.ts'
import { EmbeddedError, reasonOf } from './error.ts'
import { giveTo } from './folders.ts'
import { stopLeftover } from './leftover.ts'
import { environment, type SystemUser } from './user.ts'

const VERSION = '18'

/**
 * Sees to it that `cluster` is a whole database folder of the user that nobody uses: made if it is
 * missing, freed of a postmaster left behind, given to the user if it was another's.
 * `durable: false` leaves out the sync at the end, for tests.
 */
export async function prepareCluster(
  binaries: Binaries,
  cluster: string,
  user: SystemUser | undefined,
  { durable, log }: { durable: boolean; log: Log },
): Promise<void> {
  const found = await stat(cluster).catch(() => undefined)
  const uid = user?.uid ?? process.getuid?.()
  if (found && !user && found.uid !== uid) {
    throw new EmbeddedError(
      `${cluster} belongs to another user (${found.uid}), so an earlier start ran as another. ` +
        'Start Tutti as before (or once as root), or set TUTTI_DATA_DIR to another folder.',
    )
  }
  if (!found || (await readdir(cluster)).length === 0) {
    return initialise(binaries, cluster, user, { durable, log })
  }
  await refuseStranger(cluster)
  await stopLeftover(cluster, log)
  if (user && found.uid !== uid) await giveTo(user, cluster)
}

/** What is there is never replaced: it may be all the orders of a retailer. */
async function refuseStranger(cluster: string): Promise<void> {
  const version = await readFile(path.join(cluster, 'PG_VERSION'), 'utf8').catch(reasonOf)
  if (version.trim() === VERSION) return
  throw new EmbeddedError(
    `${cluster} is no database folder of PostgreSQL ${VERSION} (PG_VERSION: ${version.trim()}). ` +
      'Move it away, or set TUTTI_DATA_DIR to another folder.',
  )
}

/** initdb into a folder beside, then a rename: a folder with the final name is always whole. */
async function initialise(
  binaries: Binaries,
  cluster: string,
  user: SystemUser | undefined,
  { durable, log }: { durable: boolean; log: Log },
): Promise<void> {
  log.info({ cluster }, 'making the database')
  const unfinished = `${cluster}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  if (user) await lchown(unfinished, user.uid, user.gid)
  const args = ['-D', unfinished, '-U', 'postgres', '--auth=trust', '--encoding=UTF8']
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8')
  args.push('--data-checksums', '--no-instructions')
  if (!durable) args.push('--no-sync')
  await run(binaries, args, user)
  await rename(unfinished, cluster)
  if (durable) await syncFolder(path.dirname(cluster))
}

async function run(
  binaries: Binaries,
  args: readonly string[],
  user: SystemUser | undefined,
): Promise<void> {
  const child = spawn(binaries.initdb, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...environment(binaries.folder, user),
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise((resolve, reject) => {
    child.once('error', (error) => reject(cannotRun(binaries.initdb, error)))
    child.once('close', resolve)
  })
  if (code !== 0) {
    throw new EmbeddedError(`The database could not be made (initdb: ${code}):\n${said.trim()}`)
  }
}

/** ENOENT of a file that is there means that its loader is not: the binaries are for glibc. */
export function cannotRun(program: string, error: Error): EmbeddedError {
  return new EmbeddedError(
    `PostgreSQL (${program}) cannot run here: ${reasonOf(error)}. On a Linux with musl (Alpine), ` +
      'or where users cannot be changed, set DATABASE_URL to a PostgreSQL 18.',
    { cause: error },
  )
}

/** A rename lasts only once its folder is synced. */
async function syncFolder(name: string): Promise<void> {
  const folder = await open(name, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
