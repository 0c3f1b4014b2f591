import { Refusal } from '../../lib/refusal.ts'

/** What a location can be given in one day. */
export const measures = ['orders', 'lines', 'units'] as const
export type Measure = (typeof measures)[number]

/** The most that a location takes in a day; null: no limit. */
export type DayLimit = Record<Measure, number | null>

/** Of every day, and of days of the week that differ (1 is Monday): those count instead. */
export type Capacity = DayLimit & { weekdays: (DayLimit & { day: number })[] }

type Given = Partial<DayLimit> & { weekdays?: readonly (Partial<DayLimit> & { day: number })[] }

/**
 * Capacity as it is kept, its days in order; null where nothing limits it. A day of the week that
 * is given twice is refused. `field` is where it stands in the request.
 */
export function decideCapacity(given: Given | null, field: string): Capacity | null | Refusal {
  if (given === null) return null
  const weekdays = given.weekdays ?? []
  const twice = weekdays.findIndex(({ day }, i) => {
    return weekdays.findIndex((one) => one.day === day) < i
  })
  if (twice >= 0) {
    const detail = 'The same day of the week has another entry'
    return new Refusal('field_invalid', { field: `${field}/weekdays/${twice}/day`, detail })
  }
  const capacity = {
    ...limitOf(given),
    weekdays: weekdays
      .map((one) => ({ day: one.day, ...limitOf(one) }))
      .toSorted((a, b) => a.day - b.day),
  }
  return [capacity, ...capacity.weekdays].some(isLimit) ? capacity : null
}

/** What limits a day; undefined where nothing does. */
export function limitOn(
  capacity: Capacity | null,
  { dayOfWeek }: Temporal.PlainDate,
): DayLimit | undefined {
  if (!capacity) return undefined
  const limit = capacity.weekdays.find(({ day }) => day === dayOfWeek) ?? capacity
  return isLimit(limit) ? limitOf(limit) : undefined
}

/** Whether a day with that limit takes anything at all. */
export function hasRoom(limit: DayLimit | undefined): boolean {
  return !limit || measures.every((measure) => limit[measure] === null || limit[measure] > 0)
}

function limitOf({ orders = null, lines = null, units = null }: Partial<DayLimit>): DayLimit {
  return { orders, lines, units }
}

function isLimit(limit: DayLimit): boolean {
  return measures.some((measure) => limit[measure] !== null)
}
