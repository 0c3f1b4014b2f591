import { createHash } from 'node:crypto'
import { chmod, lchown, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { EmbeddedError, reasonOf } from './error.ts'
import type { SystemUser } from './user.ts'

type Ids = Pick<SystemUser, 'uid' | 'gid'>

/** Bytes a socket's path may have with its end (sun_path): 104 on macOS, 108 on Linux. */
const SOCKET_PATH = 103
const SOCKET_NAME = '/.s.PGSQL.5432.lock'

/**
 * Makes the data folder, answers its real path, and says where the database's user could not even
 * get to it. What is made here that user may enter; what was there before stays as it was.
 */
export async function prepareDataDir(wanted: string, user: SystemUser | undefined) {
  const folder = path.resolve(wanted)
  try {
    const made = await mkdir(folder, { recursive: true })
    if (user && made !== undefined) {
      for (let at = folder; at.length >= made.length; at = path.dirname(at)) await chmod(at, 0o755)
    }
  } catch (error) {
    throw new EmbeddedError(
      `The folder ${folder} for the database cannot be made (${reasonOf(error)}). ` +
        'Set TUTTI_DATA_DIR to one that you may write to, or set DATABASE_URL.',
      { cause: error },
    )
  }
  const closed = user && (await findClosedFolder(folder, user))
  if (closed !== undefined) {
    throw new EmbeddedError(
      `PostgreSQL does not run as root, and its user ${user?.name} may not enter ${closed}. ` +
        `Set TUTTI_DATA_DIR=/var/lib/tutti, allow entering (chmod o+x ${closed}), ` +
        'or set DATABASE_URL.',
    )
  }
  return realpath(folder)
}

/** The topmost folder on the way to `target`, itself included, that the user may not enter. */
export async function findClosedFolder(target: string, user: Ids): Promise<string | undefined> {
  const parts = path.resolve(target).split(path.sep)
  for (let i = 1; i <= parts.length; i += 1) {
    const folder = parts.slice(0, i).join(path.sep) || path.sep
    const found = await stat(folder).catch(() => undefined)
    if (!found) return undefined
    if (found.isDirectory() && !permits(found, user, 0o1)) return folder
  }
  return undefined
}

/** Whether the user has all of these rights (4 read, 2 write, 1 execute or enter). */
export function permits(
  found: { uid: number; gid: number; mode: number },
  user: Ids,
  rights: number,
): boolean {
  const shift = found.uid === user.uid ? 6 : found.gid === user.gid ? 3 : 0
  return ((found.mode >> shift) & rights) === rights
}

/** Makes the user the owner of a folder and all in it. */
export async function giveTo(user: Ids, folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    await lchown(path.join(folder, name), user.uid, user.gid)
  }
  await lchown(folder, user.uid, user.gid)
}

/**
 * A folder for the socket, the same at every start: with a short path, open to the database's user
 * only (that is the lock: there are no passwords), and not prepared by anybody else.
 */
export async function makeSocketDir(
  cluster: string,
  user: SystemUser | undefined,
  places: readonly string[] = [os.tmpdir(), '/tmp', path.dirname(cluster)],
): Promise<string> {
  const digest = createHash('sha256').update(cluster).digest('hex').slice(0, 12)
  const folder = await firstFitting(places, `tutti-${digest}`, user)
  const uid = user?.uid ?? process.getuid?.() ?? 0
  const made = await mkdir(folder, { mode: 0o700 }).then(
    () => true,
    (error: unknown) => {
      if (reasonOf(error) === 'EEXIST') return false
      throw new EmbeddedError(`${folder} cannot be made (${reasonOf(error)}). Set TMPDIR.`)
    },
  )
  // Only what was made just now: in the place of an older one anybody could have put a link.
  if (made && user) await lchown(folder, user.uid, user.gid)
  const found = await lstat(folder)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new EmbeddedError(
      `${folder} is not a folder of the database's user alone. Remove it, or set TMPDIR.`,
    )
  }
  return folder
}

async function firstFitting(
  places: readonly string[],
  name: string,
  user: SystemUser | undefined,
): Promise<string> {
  for (const place of places) {
    const folder = path.join(place, name)
    if (Buffer.byteLength(folder + SOCKET_NAME) > SOCKET_PATH) continue
    if (!(await isFolder(place))) continue
    if (user && (await findClosedFolder(place, user)) !== undefined) continue
    return folder
  }
  throw new EmbeddedError(
    `No folder for the database's socket: ${places.join(', ')} are missing, closed or too long. ` +
      'Set TMPDIR to a short one.',
  )
}

async function isFolder(name: string): Promise<boolean> {
  return (await stat(name).catch(() => undefined))?.isDirectory() ?? false
}
