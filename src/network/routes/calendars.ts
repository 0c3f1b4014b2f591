import { Type, type Static } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import { tellChange } from '../actions/tell.ts'
import type { NetworkBook } from '../book.ts'
import { decideHolidays } from '../domain/holidays.ts'
import {
  calendarAnswer,
  calendarChange,
  calendarListed,
  newCalendar,
  versioned,
} from '../schemas.ts'
import {
  findCalendar,
  insertCalendar,
  listCalendars,
  lockCalendar,
  updateCalendar,
  type Calendar,
} from '../store/calendars.ts'

const tag = 'Network'
const kind = 'holiday_calendar'

/** Holidays that many locations share. */
export function calendarRoutes(platform: Platform, book: NetworkBook): Route[] {
  return [
    command(
      {
        path: '/v1/holiday-calendars',
        access: 'network:write',
        tag,
        summary: 'Create a holiday calendar',
        body: newCalendar,
        answers: { 201: calendarAnswer },
      },
      async (tx, { body, now, caller }) => {
        const calendar = { ...body, days: decideHolidays(body.days ?? []) }
        const made = await insertCalendar(tx, calendar, now)
        if (!made) return refuse('code_taken', { field: '/code' })
        const changed = [made]
        await tellChange(tx, platform, book, { kind, changed, actor: caller.id, now })
        return { status: 201, body: answerOf(made) }
      },
    ),
    read(
      {
        path: '/v1/holiday-calendars',
        access: 'network:read',
        tag,
        summary: 'List holiday calendars by code',
        answers: { 200: object({ items: Type.Array(calendarListed) }) },
      },
      async (db) => ({ items: (await listCalendars(db)).map(answerOf) }),
    ),
    read(
      {
        path: '/v1/holiday-calendars/:code',
        access: 'network:read',
        tag,
        summary: 'Read a holiday calendar with its days',
        params: object({ code }),
        answers: { 200: calendarAnswer },
      },
      async (db, { params }) => {
        return answerOf((await findCalendar(db, params.code)) ?? refuse('not_found'))
      },
    ),
    command(
      {
        path: '/v1/holiday-calendars/:code/changes',
        access: 'network:write',
        tag,
        summary: 'Rename or archive a holiday calendar, or set its days',
        params: object({ code }),
        body: versioned(calendarChange),
        answers: { 200: calendarAnswer },
      },
      async (tx, { params, body, now, caller }) => {
        const calendar = (await lockCalendar(tx, params.code)) ?? refuse('not_found')
        refuseOtherVersion(body.version, calendar.version)
        const saved = await updateCalendar(tx, body.changes.reduce(changedCalendar, calendar), now)
        const told = { kind, changed: [saved], actor: caller.id, now } as const
        await tellChange(tx, platform, book, told)
        return { status: 200, body: answerOf(saved) }
      },
    ),
  ]
}

function changedCalendar(calendar: Calendar, change: Static<typeof calendarChange>): Calendar {
  if (change.action === 'set') return { ...calendar, ...change.fields }
  if (change.action === 'archive') return { ...calendar, archived: true }
  return { ...calendar, days: decideHolidays(change.days) }
}

function answerOf<C extends { archived: boolean }>(calendar: C) {
  return { ...calendar, can: calendar.archived ? [] : ['set', 'set_days', 'archive'] }
}
