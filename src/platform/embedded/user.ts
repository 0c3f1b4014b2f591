import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { EmbeddedError } from './error.ts'

const run = promisify(execFile)

export type SystemUser = { name: string; uid: number; gid: number }

const NAME = 'tutti-db'

/**
 * PostgreSQL refuses to run as root. There it runs as a system user of its own, made at the first
 * start; everybody else runs it as themselves (undefined).
 */
export async function databaseUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  return (await findUser(NAME)) ?? createUser(NAME)
}

async function findUser(name: string): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

async function createUser(name: string): Promise<SystemUser> {
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', name]],
  ]
  for (const [command, args] of ways) {
    await run(command, args).catch(() => undefined)
    const user = await findUser(name)
    if (user) return user
  }
  throw new EmbeddedError(
    `PostgreSQL does not run as root, and the system user ${name} could not be made. ` +
      `Make it (useradd --system ${name}), start Tutti as another user, or set DATABASE_URL.`,
  )
}

/**
 * Has glibc keep what a statement gave back for the next one, up to 16 MB in each connection's
 * process. In bytes; other C libraries do not heed it.
 */
const MEMORY = {
  MALLOC_TRIM_THRESHOLD_: String(16 * 2 ** 20),
  MALLOC_TOP_PAD_: String(2 * 2 ** 20),
  MALLOC_MMAP_THRESHOLD_: String(4 * 2 ** 20),
}

/** How to run PostgreSQL's programs: as which user, and where their libraries are. */
export function environment(folder: string, user: SystemUser | undefined) {
  const env = {
    PATH: process.env['PATH'],
    LD_LIBRARY_PATH: path.join(folder, 'lib'),
    LC_ALL: 'C',
    TZ: 'UTC',
    ...MEMORY,
  }
  return { env, ...(user ? { uid: user.uid, gid: user.gid } : {}) }
}
