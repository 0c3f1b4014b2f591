import { randomUUID } from 'node:crypto'
import { sql } from './db/sql.ts'
import type { Database } from './db/index.ts'
import type { Log } from './log.ts'

/**
 * Tells readers of the logs, in this process and in others, that something was committed. Only a
 * hint: whoever misses it looks again within a second. Within the process at once; to others by one
 * NOTIFY at most every 20 ms, on its own, after the commit: a NOTIFY inside a business transaction
 * serialises all commits (300/s instead of 4,400/s, RELIABILITY.md 1.3).
 */
export type Wake = {
  committed(): void
  /** Calls back on every hint; returns how to stop that. */
  listen(callback: () => void): () => void
  /** Says something short to the other processes that is not kept: who is not there misses it. */
  say(said: string): void
  /** Calls back on what other processes say; returns how to stop that. */
  hear(callback: (said: string) => void): () => void
  stop(): Promise<void>
}

const DEBOUNCE_MS = 20
const RECONNECT_MS = 1000

export function createWake(db: Database, log: Log): Wake {
  const me = randomUUID()
  const callbacks = new Set<() => void>()
  const hearers = new Set<(said: string) => void>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let hang: (() => Promise<void>) | undefined

  const tell = () => {
    for (const callback of callbacks) callback()
  }

  async function listen(): Promise<void> {
    // A listener waits for ever by nature, so the limits of ordinary connections do not apply.
    const client = await db.connect({ transaction_timeout: '0' })
    client.on('notification', ({ channel, payload = '' }) => {
      if (payload.startsWith(me)) return
      if (channel === 'tutti_wake') tell()
      else for (const hear of hearers) hear(payload.slice(me.length))
    })
    client.once('end', () => reconnect())
    await client.query('listen tutti_wake; listen tutti_said')
    hang = () => client.end()
    if (stopped) await hang()
  }

  function reconnect(): void {
    if (stopped) return
    setTimeout(() => {
      if (!stopped) listen().catch(() => reconnect())
    }, RECONNECT_MS).unref()
  }

  listen().catch((error: unknown) => {
    log.warn({ err: error }, 'cannot listen for wake-ups; looking every second instead')
    reconnect()
  })

  return {
    committed() {
      tell()
      timer ??= setTimeout(() => {
        timer = undefined
        if (!stopped) db.query(sql`select pg_notify('tutti_wake', ${me})`).catch(() => {})
      }, DEBOUNCE_MS)
    },
    listen(callback) {
      callbacks.add(callback)
      return () => callbacks.delete(callback)
    },
    say(said) {
      if (stopped) return
      db.query(sql`select pg_notify('tutti_said', ${me + said})`).catch(() => {})
    },
    hear(callback) {
      hearers.add(callback)
      return () => hearers.delete(callback)
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await hang?.().catch(() => {})
    },
  }
}
