import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object, pageOf, tag as ofTag, tagsQuery } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { outcomesAnswer, refuseOldOrArchived } from '../../platform/outcomes.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { changeLocation, saveLocation } from '../actions/change-location.ts'
import { refuseUnseen } from '../actions/check.ts'
import { createLocations } from '../actions/locations.ts'
import { findNamedIn } from '../actions/naming.ts'
import { tellChange } from '../actions/tell.ts'
import type { NetworkBook } from '../book.ts'
import { decideAbilities, locationKinds } from '../domain/abilities.ts'
import { holidaysAhead } from '../domain/holidays.ts'
import { decideOpen } from '../domain/hours.ts'
import { decideMissing } from '../domain/missing.ts'
import {
  kindAnswer,
  locationAnswer,
  locationChange,
  locationQuery,
  newLocation,
} from '../schemas.ts'
import { listCalendarDays } from '../store/calendars.ts'
import {
  listLocations,
  listLocationsByCode,
  listTags,
  lockLocation,
  type Location,
} from '../store/locations.ts'
import { findPartner } from '../store/partners.ts'

const tag = 'Network'

/** Gives new locations what there always is everywhere. */
export type Stocking = (
  tx: Tx,
  locations: readonly Location[],
  by: { actor: string; now: Temporal.Instant; nowMs: number },
) => Promise<void>

export function locationRoutes(platform: Platform, book: NetworkBook, stock: Stocking): Route[] {
  return [...readRoutes(), createRoute(platform, book, stock), changeRoute(platform, book)]
}

function readRoutes(): Route[] {
  const shape = { access: 'network:read' as const, tag }
  return [
    read(
      {
        ...shape,
        path: '/v1/location-kinds',
        summary: 'The kinds of locations, and what a new one of each can do unless it is said',
        answers: { 200: object({ items: Type.Array(kindAnswer) }) },
      },
      async () => ({
        items: locationKinds.map((kind) => ({ kind, ...decideAbilities(kind) })),
      }),
    ),
    read(
      {
        ...shape,
        path: '/v1/locations',
        summary: 'List locations by code',
        query: locationQuery,
        answers: { 200: pageOf(locationAnswer) },
      },
      async (db, { query, caller: { scope }, now }) => {
        const { limit = PAGE_DEFAULT, cursor, ...filter } = query
        await refuseUnknown(db, filter)
        const after = decodeCursor(cursor, ['text'])?.[0] ?? ''
        const wanted = { ...filter, after, limit: limit + 1 }
        const rows = await listLocations(db, scope, wanted, now)
        const page = pageOfRows(rows, limit, (location) => [location.code])
        return { items: await answersOf(db, page.items, { scope, now }), next: page.next }
      },
    ),
    read(
      {
        ...shape,
        path: '/v1/locations/:code',
        summary: 'Read one location',
        params: object({ code }),
        answers: { 200: locationAnswer },
      },
      async (db, { params, caller: { scope }, now }) => {
        const [location] = await listLocationsByCode(db, [params.code], now)
        if (!location || !seesLocation(scope, location.id)) return refuse('not_found')
        return answerOf(db, location, { scope, now })
      },
    ),
    read(
      {
        ...shape,
        path: '/v1/location-tags',
        summary: 'List the tags in use, with how many locations have each',
        query: tagsQuery,
        answers: { 200: pageOf(object({ tag: ofTag, locations: Type.Integer() })) },
      },
      async (db, { query: { cursor, limit = PAGE_DEFAULT, q }, caller: { scope } }) => {
        const after = decodeCursor(cursor, ['text'])?.[0] ?? ''
        const rows = await listTags(db, scope, { q, after, limit: limit + 1 })
        return pageOfRows(rows, limit, ({ tag: name }) => [name])
      },
    ),
  ]
}

function createRoute(platform: Platform, book: NetworkBook, stock: Stocking): Route {
  return command(
    {
      path: '/v1/locations',
      access: 'network:write',
      tag,
      summary: 'Create locations, one or many; each has its own outcome',
      description: 'Only for who sees all locations (`outside_scope`).',
      body: object({ locations: Type.Array(newLocation, { minItems: 1, maxItems: 1000 }) }),
      answers: { 200: outcomesAnswer },
    },
    async (tx, { body, now, caller: { id: actor, scope } }) => {
      refuseUnseen(scope)
      const { outcomes, created, channels } = await createLocations(tx, body.locations, now)
      const changed = { locations: created, channels }
      await tellChanged(tx, { platform, book, changed, actor, now })
      await stock(tx, created, { actor, now, nowMs: platform.clock.nowMs() })
      return { status: 200, body: { outcomes } }
    },
  )
}

function changeRoute(platform: Platform, book: NetworkBook): Route {
  return command(
    {
      path: '/v1/locations/:code/changes',
      access: 'network:write',
      tag,
      summary: 'Change, pause, resume or archive a location, or say which channels sell from it',
      params: object({ code }),
      body: object({
        version: Type.Integer(),
        changes: Type.Array(locationChange, { minItems: 1, maxItems: 20 }),
        dryRun: Type.Optional(Type.Boolean()),
      }),
      answers: { 200: locationAnswer },
    },
    async (tx, { params, body, now, caller: { id: actor, scope } }) => {
      const location = (await lockLocation(tx, params.code, now)) ?? refuse('not_found')
      if (!seesLocation(scope, location.id)) return refuse('not_found')
      refuseOldOrArchived(body.version, location)
      const next = await changeLocation(tx, location, body.changes, { scope, now })
      if (body.dryRun) return { status: 200, body: await answerOf(tx, next, { scope, now }) }
      const { saved, channels } = await saveLocation(tx, location, next, now)
      const changed = { locations: [saved], channels }
      await tellChanged(tx, { platform, book, changed, actor, now })
      return { status: 200, body: await answerOf(tx, saved, { scope, now }) }
    },
  )
}

/** The locations, and the channels that now sell otherwise, where there are any. */
async function tellChanged(
  tx: Tx,
  of: {
    platform: Platform
    book: NetworkBook
    changed: Record<'locations' | 'channels', readonly { id: number; code: string }[]>
    actor: string
    now: Temporal.Instant
  },
): Promise<void> {
  const { platform, book, changed, actor, now } = of
  const { locations, channels } = changed
  const by = { actor, now }
  await tellChange(tx, platform, book, { kind: 'location', changed: locations, ...by })
  if (channels.length === 0) return
  await tellChange(tx, platform, book, { kind: 'channel', changed: channels, ...by })
}

/** A filter by what is not there would find nothing without a word. */
async function refuseUnknown(
  db: Queryable,
  { group, partner }: { group?: string; partner?: string },
): Promise<void> {
  if (group !== undefined) {
    const { groups } = await findNamedIn(db, [{ groups: [group] }])
    if (!groups.has(group)) return refuse('location_group_unknown', { field: '/group' })
  }
  if (partner !== undefined && !(await findPartner(db, partner))) {
    return refuse('partner_unknown', { field: '/partner' })
  }
}

type Seen = { scope: Scope; now: Temporal.Instant }

async function answerOf(db: Queryable, location: Location, seen: Seen) {
  return (await answersOf(db, [location], seen))[0]!
}

async function answersOf(db: Queryable, locations: readonly Location[], { scope, now }: Seen) {
  const named = locations.flatMap(({ holidayCalendar }) => holidayCalendar ?? [])
  const calendars = named.length > 0 ? await listCalendarDays(db, [...new Set(named)]) : undefined
  return locations.map(({ point, legalEntityId: _owner, ...location }) => {
    const { hours, timeZone, holidayCalendar, paused, archived } = location
    const days = calendars?.get(holidayCalendar ?? '') ?? []
    return {
      ...location,
      lat: point?.lat ?? null,
      lon: point?.lon ?? null,
      pausedAt: location.pausedAt?.toString() ?? null,
      pausedUntil: location.pausedUntil?.toString() ?? null,
      handlingCost: (location.handlingCost / 10_000).toFixed(4),
      parcelCost: (location.parcelCost / 10_000).toFixed(4),
      holidays: holidaysAhead(days, timeZone, now),
      openNow: decideOpen(hours, timeZone, now, days),
      channels: location.channels
        .filter(({ id }) => seesChannel(scope, id))
        .map((channel) => channel.code),
      incomplete: decideMissing({ ...location, point }),
      can: archived ? [] : ['set', paused ? 'resume' : 'pause', 'channels', 'archive'],
    }
  })
}
