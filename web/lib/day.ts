const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The moment at which a day (`2026-11-28`) begins where the person is; undefined if it is none. */
export function startOfDay(day: string | undefined): string | undefined {
  return momentOf(day, 0)
}

/** The moment at which the day after begins. */
export function endOfDay(day: string | undefined): string | undefined {
  return momentOf(day, 1)
}

function momentOf(day: string | undefined, later: number): string | undefined {
  if (day === undefined || !DAY.test(day)) return undefined
  const moment = new Date(`${day}T00:00:00`)
  moment.setDate(moment.getDate() + later)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
