import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'
import { sha256 } from '../lib/json.ts'
import { codeOf } from './db/index.ts'
import type { Log } from './log.ts'
import { ensurePartitions } from './partitions.ts'

/** What stands in the way of a migration, and what to do about it. */
export class MigrationError extends Error {}

const FOLDER = new URL('../../db/migrations/', import.meta.url)
/** Any number will do; it is the same for every Tutti. */
const LOCK = 7_238_551
const TRIES = 10
const PAUSE_MS = 500
/** A lock that did not come in 2 s, a deadlock. */
const TRY_AGAIN = new Set(['55P03', '40P01'])

type File = { no: number; name: string; text: string; hash: string }
type Retry = <Result>(work: () => Promise<Result>) => Promise<Result>

/**
 * Brings the database to the schema of this code: plain SQL files (`NNNN_name.sql`), forward only,
 * each in its own transaction, one process at a time; then the log tables' partitions for the
 * months after `nowMs` (real time). The client must have no transaction open and no timeouts.
 * Answers the names of those applied now. Throws MigrationError, which says what to do.
 */
export async function migrate(
  client: pg.ClientBase,
  nowMs: number,
  { folder = FOLDER, log }: { folder?: URL; log?: Log } = {},
): Promise<string[]> {
  const files = await readFiles(folder)
  const retry = retrying(log)
  await refuseSuperuser(client)
  await client.query('select pg_advisory_lock($1)', [LOCK])
  try {
    await client.query('create schema if not exists platform')
    await client.query(`
      create table if not exists platform.migration (
        no integer primary key, name text not null, hash text not null,
        applied_at timestamptz not null default now())`)
    const missing = await listMissing(client, files)
    for (const file of missing) await retry(() => apply(client, file)).catch(failed(file))
    if (await hasPartitions(client)) await ensurePartitions(client, nowMs, { log, retry })
    return missing.map(({ name }) => name)
  } finally {
    // It ends with the session too; a broken connection must not hide why it broke.
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined)
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
  const files = names.map((name, i) => ({
    no: Number(/^(\d{4})_/.exec(name)?.[1]),
    name,
    text: texts[i]!,
    hash: sha256(texts[i]!).toString('hex'),
  }))
  files.forEach(({ no, name }, i) => {
    if (no === i + 1) return
    throw new MigrationError(
      `Migration ${name} should be the one with number ${i + 1}: they are named NNNN_name.sql, ` +
        'from 0001 without gaps, each number once.',
    )
  })
  return files
}

/** Those not applied yet. Refuses a database that is newer than the code, or another. */
async function listMissing(client: pg.ClientBase, files: readonly File[]): Promise<File[]> {
  const { rows } = await client.query<{ no: number; name: string; hash: string }>(
    'select no, name, hash from platform.migration order by no',
  )
  for (const { no, name, hash } of rows) {
    const file = files[no - 1]
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
  return files.slice(rows.length)
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
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error(`its transaction ended with ${command}`)
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

function failed({ name }: File): (error: unknown) => never {
  return (error) => {
    throw new MigrationError(
      `Migration ${name} failed and left nothing behind: ${String(error)}. ` +
        'The database is as it was after the one before.',
      { cause: error },
    )
  }
}

async function hasPartitions(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select to_regclass('platform.partitioned') is not null as found`,
  )
  return rows[0]!.found
}

/**
 * What waits for a lock makes all who come later wait behind it. So it gives up after 2 s, lets
 * them pass, and tries again.
 */
function retrying(log: Log | undefined): Retry {
  return async (work) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work()
      } catch (error) {
        if (tries === TRIES || !TRY_AGAIN.has(codeOf(error))) throw error
        log?.warn({ tries }, 'a change of the schema waits for a lock')
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
    }
  }
}
