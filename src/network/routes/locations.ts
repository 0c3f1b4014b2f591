import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesLocation } from '../../lib/scope.ts'
import type { Tx } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object, pageOf } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { outcomesAnswer, refuseOtherVersion } from '../../platform/outcomes.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { changedLocation, createLocations } from '../actions/locations.ts'
import type { NetworkBook } from '../book.ts'
import { decideOpen } from '../domain/hours.ts'
import { locationAnswer, locationChange, locationQuery, newLocation } from '../schemas.ts'
import {
  listLocations,
  listLocationsByCode,
  lockLocation,
  updateLocation,
  type Location,
} from '../store/locations.ts'
import { tellChange } from './tell.ts'

const tag = 'Network'

/** Gives new locations what there always is everywhere. */
export type Stocking = (
  tx: Tx,
  locations: readonly Location[],
  by: { actor: string; now: Temporal.Instant; nowMs: number },
) => Promise<void>

export function locationRoutes(platform: Platform, book: NetworkBook, stock: Stocking): Route[] {
  return [
    command(
      {
        path: '/v1/locations',
        access: 'network:write',
        tag,
        summary: 'Create locations, one or many; each has its own outcome',
        body: object({ locations: Type.Array(newLocation, { minItems: 1, maxItems: 1000 }) }),
        answers: { 200: outcomesAnswer },
      },
      async (tx, { body, now, caller }) => {
        const { outcomes, created } = await createLocations(tx, body.locations, now)
        const told = { kind: 'location', changed: created, actor: caller.id, now } as const
        await tellChange(tx, platform, book, told)
        await stock(tx, created, { actor: caller.id, now, nowMs: platform.clock.nowMs() })
        return { status: 200, body: { outcomes } }
      },
    ),
    read(
      {
        path: '/v1/locations',
        access: 'network:read',
        tag,
        summary: 'List locations by code',
        query: locationQuery,
        answers: { 200: pageOf(locationAnswer) },
      },
      async (db, { query, caller, now }) => {
        const { limit = PAGE_DEFAULT, q, kind, state } = query
        const after = decodeCursor(query.cursor, ['text'])?.[0] ?? ''
        const place = { after, limit: limit + 1 }
        const rows = await listLocations(db, caller.scope, { ...place, q, kind, state })
        const page = pageOfRows(rows, limit, (location) => [location.code])
        return { items: page.items.map((location) => answerOf(location, now)), next: page.next }
      },
    ),
    read(
      {
        path: '/v1/locations/:code',
        access: 'network:read',
        tag,
        summary: 'Read one location',
        params: object({ code }),
        answers: { 200: locationAnswer },
      },
      async (db, { params, caller, now }) => {
        const [location] = await listLocationsByCode(db, [params.code])
        if (!location || !seesLocation(caller.scope, location.id)) return refuse('not_found')
        return answerOf(location, now)
      },
    ),
    command(
      {
        path: '/v1/locations/:code/changes',
        access: 'network:write',
        tag,
        summary: 'Change, pause, resume or archive a location',
        params: object({ code }),
        body: object({
          version: Type.Integer(),
          changes: Type.Array(locationChange, { minItems: 1, maxItems: 20 }),
          dryRun: Type.Optional(Type.Boolean()),
        }),
        answers: { 200: locationAnswer },
      },
      async (tx, { params, body, now, caller }) => {
        const location = (await lockLocation(tx, params.code)) ?? refuse('not_found')
        if (!seesLocation(caller.scope, location.id)) return refuse('not_found')
        refuseOtherVersion(body.version, location.version)
        const next = body.changes.reduce(
          (before, change, i) => changedLocation(before, change, i, now),
          location,
        )
        if (body.dryRun) return { status: 200, body: answerOf(next, now) }
        const saved = await updateLocation(tx, next, now)
        const changed = [saved]
        await tellChange(tx, platform, book, { kind: 'location', changed, actor: caller.id, now })
        return { status: 200, body: answerOf(saved, now) }
      },
    ),
  ]
}

function answerOf({ point, legalEntityId: _owner, ...location }: Location, now: Temporal.Instant) {
  return {
    ...location,
    lat: point?.lat ?? null,
    lon: point?.lon ?? null,
    pausedAt: location.pausedAt?.toString() ?? null,
    handlingCost: (location.handlingCost / 10_000).toFixed(4),
    parcelCost: (location.parcelCost / 10_000).toFixed(4),
    openNow: decideOpen(location.hours, location.timeZone, now),
    incomplete: point ? [] : ['coordinates'],
    can: location.archived ? [] : ['set', location.paused ? 'resume' : 'pause', 'archive'],
  }
}
