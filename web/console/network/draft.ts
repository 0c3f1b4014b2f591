/** What is typed about one of these things: texts until they are sent. */
export type Draft = Record<string, string>

/** What all of them have. */
export type Thing = {
  code: string
  name: string
  version: number
  archived: boolean
  can: readonly string[]
}

export type Fault =
  | 'name'
  | 'code'
  | 'email'
  | 'leadDays'
  | 'country'
  | 'legalEntity'
  | { line: number }
export type Faults = Record<string, Fault>

/** The fields that differ. */
export function changedFields(before: Draft, after: Draft): string[] {
  return Object.keys(before).filter((field) => before[field] !== after[field])
}

/**
 * The draft on top of what somebody else saved meanwhile: what was typed stays, in a list of codes
 * one by one, and everything else is what it is now.
 */
export function rebased(draft: Draft, before: Draft, now: Draft): Draft {
  const typed = changedFields(before, draft).map((field) => [field, draft[field]!] as const)
  const rebasedOne = { ...now, ...Object.fromEntries(typed) }
  if (draft['locations'] === undefined) return rebasedOne
  const { added, removed } = codesChanged(before, draft)
  const codes = new Set(codesIn(now)).union(new Set(added)).difference(new Set(removed))
  return { ...rebasedOne, locations: [...codes].toSorted().join(',') }
}

/** The codes of the locations that are chosen. */
export function codesIn({ locations = '' }: Draft): string[] {
  return locations.split(',').filter((code) => code !== '')
}

/** Which came in and which went out. */
export function codesChanged(before: Draft, after: Draft): { added: string[]; removed: string[] } {
  const [old, fresh] = [new Set(codesIn(before)), new Set(codesIn(after))]
  return { added: [...fresh.difference(old)], removed: [...old.difference(fresh)] }
}

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._:/+-]{0,63}$/u
const EMAIL = /^[^\s@]+@[^\s@]+$/
const LEAD_DAYS_MOST = 3650

/** What cannot be sent as it is; of what it has. */
export function faultsOf(draft: Draft): Faults {
  const { name = '', code = '', email = '', leadDays = '', days = '' } = draft
  const faults: Faults = {}
  if (name.trim() === '') faults['name'] = 'name'
  if (!CODE.test(code.trim())) faults['code'] = 'code'
  if (email.trim() !== '' && !EMAIL.test(email.trim())) faults['email'] = 'email'
  const isDays = /^\d{1,4}$/.test(leadDays.trim()) && Number(leadDays) <= LEAD_DAYS_MOST
  if (leadDays.trim() !== '' && !isDays) faults['leadDays'] = 'leadDays'
  if (draft['country'] === '') faults['country'] = 'country'
  if (draft['legalEntity'] === '') faults['legalEntity'] = 'legalEntity'
  const line = daysIn(days).findIndex((day) => day === undefined)
  if (line !== -1) faults['days'] = { line: line + 1 }
  return faults
}

export type Day = { on: string; name: string }

const DAY = /^(\d{4}-\d{2}-\d{2})[\s,;]+(\S.*)$/

/** The days of a calendar as they are typed, one a line; undefined where a line is none. */
export function daysIn(text: string): (Day | undefined)[] {
  const lines = text.split('\n').map((line) => line.trim())
  while (lines.at(-1) === '') lines.pop()
  return lines.map((line) => {
    const [, on = '', name = ''] = DAY.exec(line) ?? []
    return isDate(on) ? { on, name: name.trim() } : undefined
  })
}

/** A day that the calendar has: no 30 February. */
function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

export function daysText(days: readonly Day[]): string {
  return days.map(({ on, name }) => `${on} ${name}`).join('\n')
}

/** An empty text is nothing. */
export const orNull = (text: string | undefined) => {
  return text === undefined || text.trim() === '' ? null : text.trim()
}

/** Of what is sent only what was changed. */
export function changedValues<Values extends object>(
  values: Values,
  fields: readonly string[],
): Partial<Values> {
  const changed = Object.entries(values).filter(([field]) => fields.includes(field))
  return Object.fromEntries(changed) as Partial<Values>
}
