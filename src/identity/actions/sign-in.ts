import { randomBytes } from 'node:crypto'
import { newId } from '../../lib/ids.ts'
import { permissions, type Permission } from '../../lib/permissions.ts'
import { refuse } from '../../lib/refusal.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { hashOfSecret, keyOf, nameOf } from '../domain/api-key.ts'
import type { Throttle } from '../domain/throttle.ts'
import { checkPassword, hashPassword, isPassword } from './password.ts'
import {
  findPerson,
  hasPersons,
  insertKey,
  insertPerson,
  insertSession,
  updatePassword,
  type ApiKey,
} from '../store/access.ts'

export type At = { now: Temporal.Instant; nowMs: number }

const SESSION_HOURS = 12

/**
 * Makes the administrator at the first start and answers the password once; it is kept nowhere in
 * clear. Undefined where somebody is there already.
 */
export async function ensureAdministrator(
  db: Queryable,
  email: string,
  { now, nowMs }: At,
): Promise<{ email: string; password: string } | undefined> {
  if (await hasPersons(db)) return undefined
  const password = randomBytes(15).toString('base64url')
  const made = await insertPerson(
    db,
    {
      id: newId(nowMs),
      email,
      name: 'Administrator',
      passwordHash: await hashPassword(password),
      permissions: [...permissions],
    },
    now,
  )
  return made ? { email, password } : undefined
}

/** Of a password that nobody has: checked for unknown addresses, so that they take as long. */
let decoy: Promise<string> | undefined

/**
 * Checks address and password, and opens a session; answers its token, of which only the hash is
 * kept. Guessing is slowed down per account and per network address.
 */
export async function signIn(
  db: Queryable,
  throttle: Throttle,
  given: { email: string; password: string; network: string },
  { now, nowMs }: At,
): Promise<{ token: string; expiresAt: Temporal.Instant }> {
  const account = `account ${given.email.toLowerCase()}`
  const wait = Math.max(
    throttle.take(account, nowMs),
    throttle.take(`network ${given.network}`, nowMs),
  )
  if (wait > 0) refuse('too_many_attempts', { retryAfter: wait })
  const person = await findPerson(db, given.email)
  decoy ??= hashPassword(randomBytes(16).toString('hex'))
  const right = await isPassword(given.password, person?.passwordHash ?? (await decoy))
  if (!person || !right) return refuse('sign_in_failed')
  throttle.forgive(account)
  const token = randomBytes(32).toString('base64url')
  const expiresAt = now.add({ hours: SESSION_HOURS })
  const session = { id: newId(nowMs), personId: person.id, expiresAt }
  await insertSession(db, { ...session, tokenHash: hashOfSecret(token) }, now)
  return { token, expiresAt }
}

/** Sets a person's password and ends all sessions of that person. */
export async function setPassword(
  db: Database,
  email: string,
  password: string,
  now: Temporal.Instant,
): Promise<void> {
  checkPassword(password)
  const hash = await hashPassword(password)
  const found = await db.transaction((tx) => updatePassword(tx, email, hash, now))
  if (!found) refuse('not_found', { detail: `Nobody has the address ${email}` })
}

/** Makes an API key; the secret is answered once and kept only as a hash. */
export async function createKey(
  db: Queryable,
  wanted: {
    name: string
    permissions: readonly Permission[]
    system?: string | null
    expiresAt: Temporal.Instant | null
    createdBy: string
  },
  { now, nowMs }: At,
): Promise<{ key: ApiKey; secret: string }> {
  const secret = keyOf(randomBytes(9), randomBytes(32))
  const key = await insertKey(
    db,
    {
      ...wanted,
      id: newId(nowMs),
      permissions: [...wanted.permissions],
      system: wanted.system ?? null,
      prefix: `tutti_sk_${nameOf(secret)}`,
      secretHash: hashOfSecret(secret),
    },
    now,
  )
  return { key, secret }
}
