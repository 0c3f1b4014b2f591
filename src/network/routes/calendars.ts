import { Type, type Static } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object } from '../../platform/http/schemas.ts'
import type { Platform } from '../../platform/module.ts'
import { refuseOldOrArchived } from '../../platform/outcomes.ts'
import { canOf, refuseScoped } from '../actions/check.ts'
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
        refuseScoped(caller.scope)
        const calendar = { ...body, days: decideHolidays(body.days ?? []) }
        const made = await insertCalendar(tx, calendar, now)
        if (!made) return refuse('code_taken', { field: '/code' })
        const changed = [made]
        await tellChange(tx, platform, book, { kind, changed, actor: caller.id, now })
        return { status: 201, body: answerOf(made, caller.scope) }
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
      async (db, { caller: { scope } }) => {
        return { items: (await listCalendars(db)).map((one) => answerOf(one, scope)) }
      },
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
      async (db, { params, caller }) => {
        return answerOf((await findCalendar(db, params.code)) ?? refuse('not_found'), caller.scope)
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
        refuseScoped(caller.scope)
        const calendar = (await lockCalendar(tx, params.code)) ?? refuse('not_found')
        refuseOldOrArchived(body.version, calendar)
        const saved = await updateCalendar(tx, body.changes.reduce(changedCalendar, calendar), now)
        const told = { kind, changed: [saved], actor: caller.id, now } as const
        await tellChange(tx, platform, book, told)
        return { status: 200, body: answerOf(saved, caller.scope) }
      },
    ),
  ]
}

function changedCalendar(calendar: Calendar, change: Static<typeof calendarChange>): Calendar {
  if (change.action === 'set') return { ...calendar, ...change.fields }
  if (change.action === 'archive') return { ...calendar, archived: true }
  return { ...calendar, days: decideHolidays(change.days) }
}

function answerOf<C extends { archived: boolean }>(calendar: C, scope: Scope) {
  return { ...calendar, can: canOf(scope, calendar, ['set', 'set_days', 'archive']) }
}
