import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'
import { sha256 } from '../lib/json.ts'
import { ensurePartitions } from './partitions.ts'

/** What stands in the way of a migration, and what to do about it. */
export class MigrationError extends Error {}

const FOLDER = new URL('../../db/migrations/', import.meta.url)
/** Any number will do; it is the same for every Tutti. */
const LOCK = 7_238_551

type File = { no: number; name: string; text: string; hash: string }

/**
 * Brings the database to the schema of this code: plain SQL files, forward only, each in its own
 * transaction, one process at a time. Answers the names of those applied now.
 */
export async function migrate(
  client: pg.ClientBase,
  nowMs: number,
  folder: URL = FOLDER,
): Promise<string[]> {
  await refuseSuperuser(client)
  await client.query('select pg_advisory_lock($1)', [LOCK])
  try {
    await client.query('create schema if not exists platform')
    await client.query(`
      create table if not exists platform.migration (
        no integer primary key, name text not null, hash text not null,
        applied_at timestamptz not null default now())`)
    const files = await readFiles(folder)
    const done = await appliedTo(client, files)
    const missing = files.filter(({ no }) => !done.has(no))
    for (const file of missing) await apply(client, file)
    await ensurePartitions(client, nowMs)
    return missing.map(({ name }) => name)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK])
  }
}

/** A superuser could undo what append-only tables promise; so the server's role never is one. */
async function refuseSuperuser(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ super: boolean; role: string }>(
    'select rolsuper as super, rolname as role from pg_roles where rolname = current_user',
  )
  if (!rows[0]?.super) return
  throw new MigrationError(
    `The database role ${rows[0].role} is a superuser. Make one that is not ` +
      `(create role tutti login password '…'; create database tutti owner tutti) and use it in ` +
      'DATABASE_URL.',
  )
}

async function readFiles(folder: URL): Promise<File[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))
  return names.map((name, i) => ({
    no: Number(name.slice(0, 4)),
    name,
    text: texts[i]!,
    hash: sha256(texts[i]!).toString('hex'),
  }))
}

async function appliedTo(client: pg.ClientBase, files: readonly File[]): Promise<Set<number>> {
  const { rows } = await client.query<{ no: number; name: string; hash: string }>(
    'select no, name, hash from platform.migration order by no',
  )
  for (const { no, name, hash } of rows) {
    const file = files.find((candidate) => candidate.no === no)
    if (!file) {
      throw new MigrationError(
        `The database has migration ${name}, which this version does not know: it is older than ` +
          'the database. Start the newer version.',
      )
    }
    if (file.hash !== hash) {
      throw new MigrationError(
        `Migration ${name} was changed after it was applied. Restore the file and put the change ` +
          'into a new migration.',
      )
    }
  }
  return new Set(rows.map(({ no }) => no))
}

async function apply(client: pg.ClientBase, file: File): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`set local lock_timeout = '2s'`)
    await client.query('set local transaction_timeout = 0')
    await client.query(file.text)
    await client.query('insert into platform.migration (no, name, hash) values ($1, $2, $3)', [
      file.no,
      file.name,
      file.hash,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new MigrationError(`Migration ${file.name} failed: ${String(error)}`, { cause: error })
  }
}
