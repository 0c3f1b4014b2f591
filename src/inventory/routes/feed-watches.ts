import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesLocation } from '../../lib/scope.ts'
import type { Network } from '../../network/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, instant, nullable, object } from '../../platform/http/schemas.ts'
import { decideOverdue, type FeedWatch, type Freshness } from '../domain/feed-watch.ts'
import { readFreshness, watchFeed } from '../actions/feed-watches.ts'
import { listFeedWatches } from '../store/feed-watches.ts'
import type { InventoryWorld } from './stock.ts'

const tag = 'Stock feeds'

const every = nullable(Type.Integer({ minimum: 1, maximum: 527_040 }))
const HELD_BACK = 'Percent of what is on hand that is not sold while the feed is overdue.'
const percent = { minimum: 0, maximum: 100 }
const buffer = Type.Integer({ ...percent, description: HELD_BACK })

const watchAnswer = object({
  location: code,
  source: code,
  everyMinutes: every,
  bufferPercent: buffer,
  lastAsOf: nullable(Type.String({ ...instant, description: 'When the last feed was true.' })),
  lastReceivedAt: nullable(instant),
  overdue: Type.Boolean(),
  version: Type.Integer(),
})

export function freshOf(freshness: Freshness | undefined) {
  return freshness ? { ...freshness, asOf: freshness.asOf?.toString() ?? null } : null
}

/** Routes that say how often a location is to be fed, and show which feeds are overdue. */
export function feedWatchRoutes(world: InventoryWorld): Route[] {
  return [
    read(
      {
        path: '/v1/stock-feed-watches',
        access: 'stock:read',
        tag,
        summary: 'List which locations are fed by whom, when they last were, and what is overdue',
        answers: { 200: object({ items: Type.Array(watchAnswer) }) },
      },
      async (db, { caller, now }) => {
        const network = await world.network.current()
        const watches = await listFeedWatches(db, caller.scope)
        return { items: watches.map((watch) => watchOf(network, watch, now)) }
      },
    ),
    command(
      {
        path: '/v1/stock-feed-watches',
        access: 'stock:write',
        tag,
        summary: 'Say how often a location is to be fed, and what is held back when it is not',
        body: object({
          version: Type.Optional(
            Type.Integer({
              minimum: 0,
              description: 'What it is decided on; 0: nothing is known of the feed yet.',
            }),
          ),
          location: code,
          source: code,
          everyMinutes: Type.Union([every], { description: 'Null: it is not watched.' }),
          bufferPercent: Type.Optional(
            Type.Integer({ ...percent, description: `${HELD_BACK} Left out: as it was.` }),
          ),
        }),
        answers: { 200: watchAnswer },
      },
      async (tx, { body, caller, now }) => {
        const network = await world.network.current()
        const location = network.locationByCode.get(body.location)
        if (!location || !seesLocation(caller.scope, location.id)) {
          return refuse('location_unknown', { field: '/location' })
        }
        const { location: _code, ...terms } = body
        const watch = await watchFeed(tx, { ...terms, locationId: location.id }, now)
        tx.onCommit(() => void readAgain(world, now))
        return { status: 200, body: watchOf(network, watch, now) }
      },
    ),
  ]
}

/** This process holds back by it at once; what fails here the next look mends. */
async function readAgain({ platform, index }: InventoryWorld, now: Temporal.Instant) {
  await readFreshness(platform.db, index, now).catch(() => undefined)
}

function watchOf(network: Network, watch: FeedWatch, now: Temporal.Instant) {
  const { locationId, lastAsOf, lastReceivedAt, setAt: _set, overdueSince: _told, ...rest } = watch
  return {
    ...rest,
    location: network.locationById.get(locationId)!.code,
    lastAsOf: lastAsOf?.toString() ?? null,
    lastReceivedAt: lastReceivedAt?.toString() ?? null,
    overdue: decideOverdue(watch, now),
  }
}
