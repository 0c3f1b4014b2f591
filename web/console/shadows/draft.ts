import { endOfDay } from '../../lib/day.ts'

/** What is typed before a shadow is started: the day and numbers as they are written. */
export type StartDraft = {
  name: string
  /** `draft`, or the number of a version. */
  rules: string
  until: string
  orders: string
  percent: string
  perMinute: string
}

export type StartFault = 'name' | 'rules' | 'until' | 'orders' | 'percent' | 'perMinute'

const DAYS_MAX = 92
const USUAL_DAYS = 7
const DAY_MS = 86_400_000
const MOST = { orders: 10_000_000, percent: 100, perMinute: 60_000 }

/** A week of all orders, by the draft where it changes something. */
export function usualStart(
  today: string,
  { hasDraft, name }: { hasDraft: boolean; name: string },
): StartDraft {
  const until = new Date(Date.parse(`${today}T00:00:00Z`) + USUAL_DAYS * DAY_MS)
  return {
    name,
    rules: hasDraft ? 'draft' : '',
    until: until.toISOString().slice(0, 10),
    orders: '',
    percent: '100',
    perMinute: '600',
  }
}

/** What is wrong with it; `today` is a day where the person is. */
export function startFaults(draft: StartDraft, today: string): Set<StartFault> {
  const faults = new Set<StartFault>()
  if (draft.name.trim() === '') faults.add('name')
  if (draft.rules === '') faults.add('rules')
  if (draft.until !== '') {
    const days = (Date.parse(draft.until) - Date.parse(today)) / DAY_MS
    if (!(days >= 0 && days < DAYS_MAX)) faults.add('until')
  }
  for (const field of ['orders', 'percent', 'perMinute'] as const) {
    const isLeft = field === 'orders' && draft.orders === ''
    const value = Number(draft[field])
    const isGood = Number.isInteger(value) && value >= 1 && value <= MOST[field]
    if (!isLeft && !isGood) faults.add(field)
  }
  return faults
}

/** What is sent. */
export function startBody({ name, rules, until, orders, percent, perMinute }: StartDraft) {
  const end = endOfDay(until === '' ? undefined : until)
  const of = { of: 'version' as const, version: Number(rules) }
  return {
    name: name.trim(),
    rules: rules === 'draft' ? { of: 'draft' as const } : of,
    ...(end !== undefined && { until: end }),
    ...(orders !== '' && { orders: Number(orders) }),
    percent: Number(percent),
    perMinute: Number(perMinute),
  }
}
