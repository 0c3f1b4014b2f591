import type { Database, Queryable } from '../db/index.ts'
import { cursorOfSnapshot, type Cursor } from '../events/index.ts'
import type { Log } from '../log.ts'
import { startLoop, type Loop } from '../loop.ts'
import type { Stoppable } from '../module.ts'
import type { Wake } from '../wake.ts'
import type { StreamClient } from './client.ts'
import type { Entry, LiveLog } from './log.ts'
import { isPast, placeOf, type Place } from './place.ts'

/** So far behind it is less work to read the lists anew than to hear of every change. */
const MOST_BEHIND = 10_000
const EVERY_MS = 500

/** Where somebody begins to listen, and whether that is where an earlier connection ended. */
export type Beginning = { place: Place; is: 'new' | 'resumed' | 'reset' }

/**
 * Reads the logs once for all clients of this process, and only while there are any. A client first
 * reads by itself up to where the others are, and then hears what they hear.
 */
export type Hub = {
  /** Where a client begins; `lastId` is what it heard last. */
  begin(lastId: string | undefined): Promise<Beginning>
  /** Tells the client everything from its place on, until it is taken out. */
  join(client: StreamClient, isResumed: boolean): Promise<void>
  leave(client: StreamClient): void
  /** Lets a client that was left out hear again, from now on. */
  takeBack(client: StreamClient): void
  start(): Stoppable
}

type Needs = {
  db: Database
  wake: Wake
  log: Log
  logs: readonly LiveLog[]
  channelsOf: (db: Queryable, orders: readonly string[]) => Promise<ReadonlyMap<string, number>>
}

type State = 'catching_up' | 'live' | 'left_out'

export function createHub({ db, wake, log, logs, channelsOf }: Needs): Hub {
  const clients = new Map<StreamClient, State>()
  /** How far those are told who are live; undefined while nobody is there. */
  const reached: (Cursor | undefined)[] = logs.map(() => undefined)
  let loops: Loop[] = []
  const look = () => loops.forEach((loop) => loop.wake())

  /** The channels of the orders that are told: needed for those who do not hear of all. */
  async function channelsFor(entries: readonly Entry[]): Promise<ReadonlyMap<string, number>> {
    const orders = entries.flatMap(({ tells }) => tells.map(({ within }) => within?.order))
    const wanted = [...new Set(orders.filter((id) => id !== undefined))]
    return wanted.length === 0 ? new Map() : channelsOf(db, wanted)
  }

  async function readOn(index: number): Promise<boolean> {
    const from = reached[index]
    if (from === undefined) return false
    const page = await logs[index]!.read(from)
    let channels: ReadonlyMap<string, number> | undefined
    const isNeeded = () => [...clients.keys()].some(({ scope }) => scope !== 'all')
    // Asked again after each wait: somebody with a scope may have come meanwhile.
    while (!channels && isNeeded()) channels = await channelsFor(page.entries)
    // All left meanwhile: who came since begins where they said.
    if (reached[index] !== from) return false
    for (const [client, state] of clients) {
      if (state !== 'live') continue
      const isTold = client.tell(index, page, channels ?? new Map())
      if (!isTold) clients.set(client, 'left_out')
    }
    reached[index] = page.upTo
    return !page.isAll
  }

  /** Reads what a client has not heard yet, at the pace at which it reads. */
  async function catchUp(client: StreamClient, index: number): Promise<void> {
    for (;;) {
      const page = await logs[index]!.read(client.place[index]!)
      const channels = client.scope === 'all' ? new Map() : await channelsFor(page.entries)
      const isTold = client.tell(index, page, channels)
      if ((isTold && page.isAll) || client.isClosed) return
      await client.drained()
    }
  }

  function hasReached(client: StreamClient): boolean {
    return reached.every((cursor, i) => !cursor || !isPast(cursor, client.place[i]!))
  }

  return {
    async begin(lastId) {
      const now = await cursorOfSnapshot(db, db.epoch)
      const fresh: Place = logs.map(() => now)
      if (lastId === undefined) return { place: fresh, is: 'new' }
      const place = placeOf(lastId, logs.length)
      const isOurs = place?.every((cursor) => cursor.epoch === db.epoch && !isPast(cursor, now))
      if (!place || !isOurs) return { place: fresh, is: 'reset' }
      const far = await Promise.all(logs.map((one, i) => one.isFar(place[i]!, MOST_BEHIND)))
      return far.includes(true) ? { place: fresh, is: 'reset' } : { place, is: 'resumed' }
    },
    async join(client, isResumed) {
      clients.set(client, 'catching_up')
      let isBehind = isResumed
      while (!client.isClosed && (isBehind || !hasReached(client))) {
        for (const index of logs.keys()) await catchUp(client, index)
        isBehind = false
      }
      if (client.isClosed || !clients.has(client)) return
      for (const [i, cursor] of reached.entries()) reached[i] = cursor ?? client.place[i]!
      clients.set(client, 'live')
      // While nobody was there nobody looked.
      look()
    },
    leave(client) {
      clients.delete(client)
      if (clients.size === 0) reached.fill(undefined)
    },
    takeBack(client) {
      if (clients.get(client) !== 'left_out') return
      clients.set(client, 'live')
      client.place = client.place.map((cursor, i) => reached[i] ?? cursor)
      client.say('reset', {})
    },
    start() {
      loops = logs.map(({ name, leastMs }, index) =>
        startLoop({
          name: `stream ${name}`,
          everyMs: EVERY_MS,
          leastMs,
          log,
          run: () => readOn(index),
        }),
      )
      const forget = wake.listen(look)
      return {
        async stop() {
          forget()
          for (const loop of loops) await loop.stop()
        },
      }
    },
  }
}
