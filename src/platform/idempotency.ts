import { canonicalJson, sha256 } from '../lib/json.ts'
import { Refusal } from '../lib/refusal.ts'
import { sql } from './db/sql.ts'
import type { Tx } from './db/index.ts'

/** A request as idempotency sees it: whose key, and a hash of what was asked. */
export type RequestKey = { client: string; key: string; hash: Buffer }

/** The stored answer of a POST: ids, numbers, versions, outcomes; never personal data. */
export type Answer = { status: number; body: unknown }

/** What is known of a key: locked by another transaction, answered before, or ours to work on. */
export type KeyState =
  | { is: 'elsewhere' }
  | { is: 'answered'; answer: Answer }
  | { is: 'reused'; refusal: Refusal }
  | { is: 'ours' }

/**
 * The hash of method, path and canonical body: the same key with another hash is another request.
 */
export function hashOf(method: string, path: string, body: unknown): Buffer {
  return sha256(`${method} ${path} ${canonicalJson(body)}`)
}

/** A name that one transaction at a time works on. */
export type LockName = { space: 'idempotency key' | 'external id'; name: string }

const seeds = { 'idempotency key': 1, 'external id': 2 }

/** The name under which a key is locked. */
export function lockNameOf({ client, key }: RequestKey): LockName {
  return { space: 'idempotency key', name: `${client} ${key}` }
}

/**
 * Locks names until the transaction ends; false for each that another one holds. Tried, not
 * awaited, so that they cannot deadlock.
 */
export async function tryLocks(tx: Tx, names: readonly LockName[]): Promise<boolean[]> {
  const locks = await tx.query<{ locked: boolean }>(sql`
    select pg_try_advisory_xact_lock(hashtextextended(k.name, k.seed)) as locked
    from unnest(${names.map(({ name }) => name)}::text[],
      ${names.map(({ space }) => seeds[space])}::bigint[]) with ordinality as k (name, seed, n)
    order by k.n`)
  return locks.map(({ locked }) => locked)
}

/** Locks the keys until the transaction ends and says what is known of each. */
export async function lockKeys(tx: Tx, keys: readonly RequestKey[]): Promise<KeyState[]> {
  return findKeys(tx, keys, tryLocks(tx, keys.map(lockNameOf)))
}

/**
 * What is known of keys that are being locked. The look-up is a later statement than the lock, so
 * it sees what a transaction that just ended has stored.
 */
export async function findKeys(
  tx: Tx,
  keys: readonly RequestKey[],
  locking: Promise<readonly boolean[]>,
): Promise<KeyState[]> {
  const [locked, stored] = await Promise.all([
    locking,
    tx.query<{ n: number; hash: Buffer; status: number; answer: unknown }>(sql`
      select k.n::int as n, i.request_hash as hash, i.status, i.answer
      from unnest(${keys.map(({ client }) => client)}::text[],
        ${keys.map(({ key }) => key)}::text[]) with ordinality as k (client, key, n)
      join platform.idempotency as i using (client, key)`),
  ])
  const states = keys.map((_, i): KeyState => ({ is: locked[i] ? 'ours' : 'elsewhere' }))
  for (const { n, hash, status, answer } of stored) {
    states[n - 1] = hash.equals(keys[n - 1]!.hash)
      ? { is: 'answered', answer: { status, body: answer } }
      : { is: 'reused', refusal: new Refusal('idempotency_key_reused') }
  }
  return states
}

/** Stores answers in the transaction of the work: kept 7 days, successes only. */
export async function saveAnswers(
  tx: Tx,
  rows: readonly { request: RequestKey; answer: Answer }[],
  now: Temporal.Instant,
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(sql`
    insert into platform.idempotency (client, key, request_hash, status, answer, recorded_at)
    select k.client, k.key, k.hash, k.status, k.answer, ${now}
    from unnest(
      ${rows.map(({ request }) => request.client)}::text[],
      ${rows.map(({ request }) => request.key)}::text[],
      ${rows.map(({ request }) => request.hash)}::bytea[],
      ${rows.map(({ answer }) => answer.status)}::smallint[],
      ${rows.map(({ answer }) => JSON.stringify(answer.body))}::json[]
    ) as k (client, key, hash, status, answer)`)
}

const KEPT_HOURS = 7 * 24

/** Forgets answers older than 7 days, some at a time; true if there may be more. */
export async function forgetAnswers(tx: Tx, now: Temporal.Instant): Promise<boolean> {
  const forgotten = await tx.query(sql`
    delete from platform.idempotency where ctid = any (array(
      select ctid from platform.idempotency
      where recorded_at < ${now.subtract({ hours: KEPT_HOURS })} limit 1000))
    returning 1`)
  return forgotten.length === 1000
}

/** True for 1 to 200 printable ASCII characters. */
export function isIdempotencyKey(key: string): boolean {
  return /^[\x21-\x7e]{1,200}$/.test(key)
}
