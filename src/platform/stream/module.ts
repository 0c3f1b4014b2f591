import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import type { Queryable } from '../db/index.ts'
import type { EventType } from '../events/define.ts'
import { stream } from '../http/route.ts'
import { object } from '../http/schemas.ts'
import type { Module, Platform } from '../module.ts'
import { createHub } from './hub.ts'
import { eventLog, type LiveLog } from './log.ts'
import { messageSchema } from './schemas.ts'
import { createSwitchboard } from './switchboard.ts'
import { topics, type Topic } from './topics.ts'

/** `GET /v1/stream`. `logs` are told of besides the events. */
export function streamModule(
  platform: Platform,
  of: {
    events: readonly EventType[]
    logs: readonly LiveLog[]
    channelsOf: (db: Queryable, orders: readonly string[]) => Promise<ReadonlyMap<string, number>>
  },
): Module {
  const { db, wake, log } = platform
  const logs = [eventLog(db, of.events), ...of.logs]
  const hub = createHub({ db, wake, log, logs, channelsOf: of.channelsOf })
  const switchboard = createSwitchboard(platform, hub)
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
        'each topic.',
      query: object({
        topics: Type.String({
          minLength: 1,
          maxLength: 200,
          description: `What to hear of, with commas between: ${topicNames}.`,
        }),
        lastEventId: Type.Optional(
          Type.String({ maxLength: 400, description: 'For clients that cannot send the header.' }),
        ),
      }),
      answers: { 200: messageSchema },
    },
    (connection, { query, caller }) =>
      switchboard.connect(connection, {
        caller,
        topics: topicsOf(query.topics),
        lastId: connection.lastEventId ?? (query.lastEventId || undefined),
      }),
  )
  return {
    name: 'platform',
    routes: [route],
    start: async () => [hub.start()],
    hangUp: switchboard.hangUp,
  }
}

function topicsOf(given: string): Set<Topic> {
  const names = given.split(',').map((name) => name.trim())
  const isTopic = (name: string): name is Topic => (topics as readonly string[]).includes(name)
  const stranger = names.find((name) => !isTopic(name))
  if (stranger !== undefined) {
    const detail = `${JSON.stringify(stranger)} is no topic; there are ${topics.join(', ')}`
    refuse('field_invalid', { field: '/topics', detail })
  }
  return new Set(names.filter(isTopic))
}
