import type { Channel } from './list.tsx'
import type { Pool } from './pool.tsx'

/** A channel with its pool, as both stood together. */
export type Opened = { channel: Pick<Channel, FieldName>; pool: Pool }

type FieldName = 'name' | 'onShortage' | 'timeZone'

/** What of a channel can change. */
export type Draft = Pick<Channel, FieldName> & { pool: Pool }

const FIELDS = ['name', 'onShortage', 'timeZone'] as const satisfies FieldName[]

export function draftOf({ channel, pool }: Opened): Draft {
  const { name, onShortage, timeZone } = channel
  return { name, onShortage, timeZone, pool }
}

/** The fields that differ. */
export function changedFields(before: Draft, draft: Draft): FieldName[] {
  return FIELDS.filter((field) => draft[field].trim() !== before[field])
}

/** Only what was changed, as the API takes it. */
export function changesOf(before: Draft, draft: Draft) {
  const changed = changedFields(before, draft).map((field) => [field, draft[field].trim()])
  const fields = Object.fromEntries(changed) as Partial<Pick<Draft, FieldName>>
  const locations = draft.pool.map((one) => ({ ...one }))
  const { added, removed } = poolChange(before.pool, draft.pool)
  return [
    ...(changed.length > 0 ? [{ action: 'set' as const, fields }] : []),
    ...(added.length + removed.length > 0 ? [{ action: 'set_pool' as const, locations }] : []),
  ]
}

/** Which places came in and which went out. */
export function poolChange(before: Pool, after: Pool): { added: Pool; removed: Pool } {
  const missingIn = (pool: Pool) => (one: Pool[number]) =>
    !pool.some(({ location }) => location === one.location)
  return { added: after.filter(missingIn(before)), removed: before.filter(missingIn(after)) }
}

/**
 * The draft on top of what somebody else saved meanwhile: what was changed here stays, place by
 * place, and everything else is what it is now.
 */
export function rebased(draft: Draft, before: Draft, now: Draft): Draft {
  const typed = changedFields(before, draft).map((field) => [field, draft[field]] as const)
  const { added, removed } = poolChange(before.pool, draft.pool)
  const kept = now.pool.filter((one) => poolChange(removed, [one]).added.length > 0)
  const last = Math.max(0, ...kept.map(({ priority }) => priority))
  const come = poolChange(kept, added).added.map(({ location }, n) => {
    return { location, priority: last + n + 1 }
  })
  return { ...now, ...Object.fromEntries(typed), pool: [...kept, ...come] }
}
