import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../lib/refusal.ts'
import { anyone, type Caller } from '../../platform/http/caller.ts'
import type { Platform } from '../../platform/module.ts'
import { hashOfSecret, nameOf } from '../domain/api-key.ts'
import { findKey, findSession, touchKey, touchSession, type ApiKey } from '../store/access.ts'

export type Authentication = {
  /** Who is only watching does not keep the session from ending for want of use. */
  authenticate(request: FastifyRequest, is?: 'watching'): Promise<Caller>
  /** Drops what is remembered of keys: one was revoked. */
  forgetKeys(): void
  cookieName: string
}

type Found = { key: ApiKey; caller: Caller }
type Known = { found: Found; until: number }

/** How long a key counts in other processes after it was revoked. */
const REMEMBERED_MS = 1000
const KEYS_MAX = 1000
const IDLE_MINUTES = 30

/**
 * Finds out who asks: an API key as a bearer token, or the session cookie. Keys are remembered for
 * a second, since looking one up for every request would cost as much as the rest of a small one;
 * those who come while a key is looked up wait for that, or all callers would ask at once.
 */
export function createAuthentication({ db, clock, config }: Platform): Authentication {
  const keys = new Map<string, Known>()
  /** Of keys that are looked up right now. */
  const looks = new Map<string, Promise<Found>>()
  const cookieName = config.TUTTI_INSECURE_LAN ? 'tutti' : '__Host-tutti'

  async function byKey(secret: string): Promise<Caller> {
    const now = performance.now()
    const known = keys.get(secret)
    if (known && known.until > now) return stillValid(known.found)
    if (nameOf(secret) === undefined) throw new Refusal('api_key_invalid')
    const looking = looks.get(secret)
    if (looking) return stillValid(await looking)
    const look = find(secret)
    looks.set(secret, look)
    try {
      const found = await look
      // Not where keys were forgotten meanwhile: it may be as it was before.
      if (looks.get(secret) === look) remember(secret, { found, until: now + REMEMBERED_MS })
      if (isOld(found.key.usedAt)) await touchKey(db, found.key.id, clock.now())
      return stillValid(found)
    } finally {
      if (looks.get(secret) === look) looks.delete(secret)
    }
  }

  function remember(secret: string, known: Known): void {
    if (keys.size >= KEYS_MAX) keys.clear()
    keys.set(secret, known)
  }

  async function find(secret: string): Promise<Found> {
    const key = await findKey(db, hashOfSecret(secret))
    if (!key || key.revokedAt) throw new Refusal('api_key_invalid')
    return { key, caller: callerOf(key) }
  }

  function stillValid({ key, caller }: Found): Caller {
    if (key.expiresAt && Temporal.Instant.compare(key.expiresAt, clock.now()) <= 0) {
      throw new Refusal('api_key_expired')
    }
    return caller
  }

  async function bySession(token: string, isUse: boolean): Promise<Caller> {
    const session = await findSession(db, hashOfSecret(token))
    const now = clock.now()
    if (!session || Temporal.Instant.compare(session.expiresAt, now) <= 0) return anyone
    const idleUntil = session.seenAt.add({ minutes: IDLE_MINUTES })
    if (Temporal.Instant.compare(idleUntil, now) <= 0) return anyone
    if (isUse && isOld(session.seenAt)) await touchSession(db, session.id, now)
    return {
      id: `person:${session.personId}`,
      name: session.name,
      permissions: new Set(session.permissions),
      scope: 'all',
      system: 'tutti',
      via: 'session',
    }
  }

  /** Last use is written at most once a minute. */
  function isOld(at: Temporal.Instant | null): boolean {
    return !at || Temporal.Instant.compare(at.add({ minutes: 1 }), clock.now()) < 0
  }

  return {
    cookieName,
    forgetKeys() {
      keys.clear()
      looks.clear()
    },
    async authenticate(request, is) {
      const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
      if (bearer !== undefined) return byKey(bearer)
      const token = cookieOf(request, cookieName)
      return token === undefined ? anyone : bySession(token, is !== 'watching')
    },
  }
}

function callerOf(key: ApiKey): Caller {
  return {
    id: `key:${key.id}`,
    name: key.name,
    permissions: new Set(key.permissions),
    scope: 'all',
    system: key.system,
    via: 'key',
  }
}

/** The value of one cookie of a request. */
export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name && value) return value
  }
  return undefined
}
