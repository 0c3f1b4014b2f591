import type { Channel } from './list.tsx'
import { isSoundPool, withPlaces, type Pool } from './places.ts'

/** A channel with its pool, as both stood together. */
export type Opened = { channel: Pick<Channel, FieldName>; pool: Pool }

const FIELDS = ['name', 'onShortage', 'timeZone', 'releaseMinutes'] as const

type FieldName = (typeof FIELDS)[number]

/** What of a channel can change; minutes as they are typed. */
export type Draft = Pick<Channel, Exclude<FieldName, 'releaseMinutes'>> & {
  releaseMinutes: string
  pool: Pool
}

export function draftOf({ channel, pool }: Opened): Draft {
  const { name, onShortage, timeZone, releaseMinutes } = channel
  return { name, onShortage, timeZone, releaseMinutes: String(releaseMinutes), pool }
}

/** The fields that differ. */
export function changedFields(before: Draft, draft: Draft): FieldName[] {
  return FIELDS.filter((field) => draft[field].trim() !== before[field])
}

/** Only what was changed, as the API takes it. */
export function changesOf(before: Draft, draft: Draft) {
  const changed = changedFields(before, draft).map((field) => [field, valueOf(draft, field)])
  const fields = Object.fromEntries(changed) as Partial<Pick<Channel, FieldName>>
  const locations = draft.pool.map((one) => ({ ...one }))
  const { added, removed, moved } = poolChange(before.pool, draft.pool)
  const isOther = added.length + removed.length + moved.length > 0
  return [
    ...(changed.length > 0 ? [{ action: 'set' as const, fields }] : []),
    ...(isOther ? [{ action: 'set_pool' as const, locations }] : []),
  ]
}

function valueOf(draft: Draft, field: FieldName): string | number {
  const value = draft[field].trim()
  return field === 'releaseMinutes' ? Number(value) : value
}

export type Fault = 'name' | 'minutes' | 'priority'
const MINUTES_MOST = 44_640

/** What cannot be sent as it is, by field. */
export function faultsOf({ name, releaseMinutes, pool }: Omit<Draft, 'onShortage' | 'timeZone'>) {
  const faults: Partial<Record<keyof Draft, Fault>> = {}
  const minutes = releaseMinutes.trim()
  if (name.trim() === '') faults.name = 'name'
  if (!/^\d{1,5}$/.test(minutes) || Number(minutes) > MINUTES_MOST) {
    faults.releaseMinutes = 'minutes'
  }
  if (!isSoundPool(pool)) faults.pool = 'priority'
  return faults
}

/** Which places came in, which went out, and which have another priority. */
export function poolChange(before: Pool, after: Pool): { added: Pool; removed: Pool; moved: Pool } {
  const [old, fresh] = [before, after].map((pool) => {
    return new Map(pool.map(({ location, priority }) => [location, priority]))
  })
  return {
    added: after.filter(({ location }) => !old!.has(location)),
    removed: before.filter(({ location }) => !fresh!.has(location)),
    moved: after.filter(({ location, priority }) => {
      return old!.has(location) && old!.get(location) !== priority
    }),
  }
}

/**
 * The draft on top of what somebody else saved meanwhile: what was changed here stays, place by
 * place, and everything else is what it is now.
 */
export function rebased(draft: Draft, before: Draft, now: Draft): Draft {
  const typed = changedFields(before, draft).map((field) => [field, draft[field]] as const)
  const { added, removed, moved } = poolChange(before.pool, draft.pool)
  const gone = new Set(removed.map(({ location }) => location))
  const given = new Map(moved.map(({ location, priority }) => [location, priority]))
  const kept = now.pool
    .filter(({ location }) => !gone.has(location))
    .map((one) => ({ ...one, priority: given.get(one.location) ?? one.priority }))
  const come = poolChange(kept, added).added.map(({ location }) => location)
  return { ...now, ...Object.fromEntries(typed), pool: withPlaces(kept, come) }
}
