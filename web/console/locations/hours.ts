import type { Item } from '../../lib/api.ts'
import { wallClock } from '../../lib/wall-time.ts'

export type Location = Item<'/v1/locations'>
export type Hours = NonNullable<Location['hours']>
/** From when until when on a day. */
export type Interval = { open: string; close: string }

/** What of a location says when it is open. */
export type Open = Pick<Location, 'hours' | 'timeZone' | 'holidays'>

/** What is open on the day it is there now; `differs`: it is no ordinary day. Null: not known. */
export function todayOf(
  { hours, timeZone, holidays }: Open,
  now: number,
): { intervals: Interval[]; differs: boolean } | null {
  if (hours === null) return null
  const { date, day } = wallClock(timeZone, now)
  const special = hours.exceptions.filter(({ on }) => on === date)
  if (special.length > 0) return { intervals: special.filter(isOpening), differs: true }
  if (holidays.some(({ on }) => on === date)) return { intervals: [], differs: true }
  return { intervals: hours.weekly.filter((one) => one.day === day), differs: false }
}

/** Whether it is open, by the clock there. Null: not known. */
export function isOpenAt(location: Open, now: number): boolean | null {
  const today = todayOf(location, now)
  if (today === null) return null
  const { time } = wallClock(location.timeZone, now)
  return today.intervals.some(({ open, close }) => open <= time && time < close)
}

/** The week, Monday first, every day of it. */
export function weekOf({ weekly }: Hours): { day: number; intervals: Interval[] }[] {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    day,
    intervals: weekly.filter((one) => one.day === day),
  }))
}

/** Days that differ, from a date on: none of their intervals is closed all day. */
export function daysFrom(hours: Hours, date: string): { on: string; intervals: Interval[] }[] {
  const coming = hours.exceptions.filter(({ on }) => on >= date)
  return [...Map.groupBy(coming, ({ on }) => on)]
    .map(([on, given]) => ({ on, intervals: given.filter(isOpening) }))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1))
}

type Times = { open?: string; close?: string }

function isOpening<One extends Times>(one: One): one is One & Interval {
  return one.open !== undefined && one.close !== undefined
}

/** Rows of the form: they keep their `id` while others come and go. */
export type WeekRow = { id: number; day: number; open: string; close: string }
export type DayRow = { id: number; on: string; isClosed: boolean; open: string; close: string }
export type HoursDraft = { isKnown: boolean; weekly: WeekRow[]; exceptions: DayRow[]; next: number }

/** A field of the platform for times ends at 23:59: midnight as an end is written 00:00 in it. */
const fromClose = (close: string) => (close === '24:00' ? '00:00' : close)
const toClose = (close: string) => (close === '00:00' ? '24:00' : close)

export function hoursDraft(hours: Hours | null): HoursDraft {
  const { weekly, exceptions } = hours ?? { weekly: [], exceptions: [] }
  return {
    isKnown: hours !== null,
    weekly: weekly.map((one, id) => ({ ...one, id, close: fromClose(one.close) })),
    exceptions: exceptions.map(({ on, open, close }, i) => ({
      id: weekly.length + i,
      on,
      isClosed: open === undefined,
      open: open ?? '',
      close: fromClose(close ?? ''),
    })),
    next: weekly.length + exceptions.length,
  }
}

/** What is sent: in the order of the rows, so that a fault finds back to its row. */
export function hoursOf({ isKnown, weekly, exceptions }: HoursDraft): Hours | null {
  if (!isKnown) return null
  return {
    weekly: weekly.map(({ day, open, close }) => ({ day, open, close: toClose(close) })),
    exceptions: exceptions.map(({ on, isClosed, open, close }) => {
      return isClosed ? { on } : { on, open, close: toClose(close) }
    }),
  }
}

/** A new interval of a day: after its last one, else as the day before has it. */
export function addInterval(draft: HoursDraft, day: number): HoursDraft {
  const last = draft.weekly.findLast((one) => one.day === day)
  const before = draft.weekly.findLast((one) => one.day < day)
  const given = last
    ? { open: last.close, close: '' }
    : { open: before?.open ?? '09:00', close: before?.close ?? '18:00' }
  const row = { id: draft.next, day, ...given }
  return { ...draft, isKnown: true, weekly: [...draft.weekly, row], next: draft.next + 1 }
}

export function addDay(draft: HoursDraft, on: string): HoursDraft {
  const row = { id: draft.next, on, isClosed: true, open: '09:00', close: '18:00' }
  return { ...draft, isKnown: true, exceptions: [...draft.exceptions, row], next: draft.next + 1 }
}

/** Rows that cannot be sent as they are: something is not filled in. */
export function unfilled({ weekly, exceptions }: HoursDraft): number[] {
  return [
    ...weekly.filter(({ open, close }) => open === '' || close === ''),
    ...exceptions.filter(({ on, isClosed, open, close }) => {
      return on === '' || (!isClosed && (open === '' || close === ''))
    }),
  ].map(({ id }) => id)
}

const POINTER = /\/hours\/(weekly|exceptions)\/(\d+)/

/** The row that the server finds fault with, by its pointer; undefined where it names none. */
export function rowAt(draft: HoursDraft, pointer: string | undefined): number | undefined {
  const [, list, index] = POINTER.exec(pointer ?? '') ?? []
  if (list === undefined) return undefined
  return draft[list as 'weekly' | 'exceptions'][Number(index)]?.id
}
