import { Refusal, refuse } from '../../lib/refusal.ts'
import { refuseWithout, type Caller } from '../http/caller.ts'
import type { StreamConnection } from '../http/route.ts'
import type { Platform } from '../module.ts'
import { createClient, type StreamClient } from './client.ts'
import type { Hub } from './hub.ts'
import type { Presence } from './presence.ts'
import { permissionOf, type Topic } from './topics.ts'

/** A record that somebody has open. */
export type Opened = { topic: Topic; id: string }

export type Wanted = {
  caller: Caller
  topics: ReadonlySet<Topic>
  /** The id of the last message that was heard, of an earlier connection. */
  lastId: string | undefined
  /** What the caller has open and may see. */
  at: readonly Opened[]
}

/** Connects callers with the hub, for as long as they may listen. */
export type Switchboard = {
  /** Resolves when the client is told of what is new; the connection lasts longer. */
  connect(connection: StreamConnection, wanted: Wanted): Promise<void>
  /** Ends every connection and takes no more. */
  hangUp(): void
}

/** Seconds after which one who has too many may have one less. */
const RETRY_S = 5

export function createSwitchboard(platform: Platform, hub: Hub, presence: Presence): Switchboard {
  const { clock, config, log } = platform
  const taken = new Map<string, number>()
  const clients = new Set<StreamClient>()
  let isClosed = false

  /** Counts one more stream of the caller; answers how to give it back. */
  function take(callerId: string): () => void {
    const count = taken.get(callerId) ?? 0
    if (count >= config.TUTTI_STREAM_MOST) {
      const detail = `${count} are open on this server`
      refuse('too_many_streams', { detail, retryAfter: RETRY_S })
    }
    taken.set(callerId, count + 1)
    return () => {
      const left = taken.get(callerId)! - 1
      if (left > 0) taken.set(callerId, left)
      else taken.delete(callerId)
    }
  }

  /** Ends a connection whose caller may no longer listen; a database that is away is no reason. */
  async function check(client: StreamClient, connection: StreamConnection): Promise<void> {
    try {
      const caller = await connection.again()
      refuseTopics(caller, client.topics)
      client.scope = caller.scope
    } catch (error) {
      if (error instanceof Refusal && error.code === 'database_unavailable') return
      if (!(error instanceof Refusal)) log.error({ err: error }, 'a stream is ended')
      client.end()
    }
  }

  /** Beats until it is stopped. One who did not read on for a whole beat is cut off. */
  function startBeats(client: StreamClient, connection: StreamConnection): () => void {
    let wasBehind = false
    let isBeating = false
    async function beat(): Promise<void> {
      if (client.isBehind && wasBehind) return client.destroy()
      wasBehind = client.isBehind
      await check(client, connection)
      if (!client.isBehind) client.say('beat', { at: clock.now() })
    }
    const timer = setInterval(() => {
      if (isBeating) return
      isBeating = true
      void beat().finally(() => (isBeating = false))
    }, config.TUTTI_STREAM_BEAT_MS)
    return () => clearInterval(timer)
  }

  /** Lets others see what the caller has open, and tells who else has. */
  function enter(client: StreamClient, { id, name }: Caller, at: readonly Opened[]): () => void {
    const byName = new Map(at.map((one) => [`${one.topic}:${one.id}`, one]))
    return presence.enter({
      person: { id, name },
      records: [...byName.keys()],
      tell: (record, others) => client.say('presence', { ...byName.get(record), others }),
    })
  }

  return {
    async connect(connection, { caller, topics, lastId, at }) {
      refuseTopics(caller, topics)
      const giveBack = take(caller.id)
      const beginning = await hub.begin(lastId).catch((error: unknown) => {
        giveBack()
        throw error
      })
      if (isClosed) {
        giveBack()
        refuse('not_ready', { retryAfter: 2 })
      }
      const raw = connection.open()
      const client = createClient(raw, {
        topics,
        scope: caller.scope,
        place: beginning.place,
        onRead: () => hub.takeBack(client),
      })
      clients.add(client)
      const stopBeats = startBeats(client, connection)
      let goOut = (): void => undefined
      const leave = () => {
        goOut()
        stopBeats()
        hub.leave(client)
        clients.delete(client)
        giveBack()
      }
      // It may have gone while its beginning was looked up.
      if (raw.destroyed) return leave()
      raw.once('close', leave)
      client.say('ready', { at: clock.now(), resumed: beginning.is === 'resumed' })
      if (beginning.is === 'reset') client.say('reset', {})
      goOut = enter(client, caller, at)
      await hub.join(client, beginning.is === 'resumed').catch((error: unknown) => {
        log.warn({ err: error }, 'a stream could not be brought up to now')
        client.destroy()
      })
    },
    hangUp() {
      isClosed = true
      for (const client of clients) client.end()
    },
  }
}

function refuseTopics(caller: Caller, topics: ReadonlySet<Topic>): void {
  for (const topic of topics) refuseWithout(caller, permissionOf(topic), '/topics')
}
