import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Queryable } from '../db/index.ts'
import type { EventType } from '../events/define.ts'
import { stream } from '../http/route.ts'
import { object } from '../http/schemas.ts'
import type { Module, Platform } from '../module.ts'
import { createHub } from './hub.ts'
import { eventLog, type LiveLog } from './log.ts'
import { createPresence } from './presence.ts'
import { messageSchema } from './schemas.ts'
import { createSwitchboard, type Opened } from './switchboard.ts'
import { topics, type Topic } from './topics.ts'

/** `GET /v1/stream`. `logs` are told of besides the events. */
export function streamModule(
  platform: Platform,
  of: {
    events: readonly EventType[]
    logs: readonly LiveLog[]
    channelsOf: (db: Queryable, orders: readonly string[]) => Promise<ReadonlyMap<string, number>>
    /** Whether somebody may see a record, whatever their permissions. */
    sees: (scope: Scope, record: Opened) => Promise<boolean>
  },
): Module {
  const { db, wake, log } = platform
  const logs = [eventLog(db, of.events), ...of.logs]
  const hub = createHub({ db, wake, log, logs, channelsOf: of.channelsOf })
  const presence = createPresence({ wake, clock: platform.clock, process: randomUUID() })
  const switchboard = createSwitchboard(platform, hub, presence)
  const topicNames = topics.join(', ')
  const route = stream(
    {
      path: '/v1/stream',
      access: 'signed-in',
      tag: 'Live',
      summary: 'Hear at once that something has changed',
      description:
        'Server-sent events: `ready` first, then a `change` for each thing that has changed ' +
        '(read it anew where you show it), a `beat` every 15 seconds, and `reset` where ' +
        'something may have been missed: read everything anew. Needs the permission to read ' +
        'each topic. `presence` tells who else has open what `at` names.',
      query: object({
        topics: Type.String({
          minLength: 1,
          maxLength: 200,
          description: `What to hear of, with commas between: ${topicNames}.`,
        }),
        at: Type.Optional(
          Type.String({
            maxLength: 2000,
            description:
              'What you have open, with commas between: `orders:<id>`, `catalog:<code>`. Others ' +
              'who have it open see you there, and you see them.',
          }),
        ),
        lastEventId: Type.Optional(
          Type.String({ maxLength: 400, description: 'For clients that cannot send the header.' }),
        ),
      }),
      answers: { 200: messageSchema },
    },
    async (connection, { query, caller }) => {
      const wanted = topicsOf(query.topics)
      const opened = openedIn(query.at ?? '').filter(({ topic }) => wanted.has(topic))
      const isSeen = await Promise.all(opened.map((record) => of.sees(caller.scope, record)))
      return switchboard.connect(connection, {
        caller,
        topics: wanted,
        lastId: connection.lastEventId ?? (query.lastEventId || undefined),
        at: opened.filter((_record, i) => isSeen[i]),
      })
    },
  )
  return {
    name: 'platform',
    routes: [route],
    start: async () => [hub.start(), presence.start()],
    hangUp: switchboard.hangUp,
  }
}

/** What of `orders:<id>,catalog:<code>` names a record; each once. */
function openedIn(given: string): Opened[] {
  const names = new Set(given.split(',').filter((name) => name !== ''))
  return [...names].map((name) => {
    const [, topic, id] = /^(\w+):(.{1,64})$/s.exec(name) ?? []
    if (id !== undefined && isTopic(topic!)) return { topic: topic as Topic, id }
    const detail = `${JSON.stringify(name)} is no topic with an id, such as orders:<id>`
    return refuse('field_invalid', { field: '/at', detail })
  })
}

function isTopic(name: string): name is Topic {
  return (topics as readonly string[]).includes(name)
}

function topicsOf(given: string): Set<Topic> {
  const names = given.split(',').map((name) => name.trim())
  const stranger = names.find((name) => !isTopic(name))
  if (stranger !== undefined) {
    const detail = `${JSON.stringify(stranger)} is no topic; there are ${topics.join(', ')}`
    refuse('field_invalid', { field: '/topics', detail })
  }
  return new Set(names.filter(isTopic))
}
