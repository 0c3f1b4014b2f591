import type { Key } from './state.tsx'

/** What is typed about a key. */
export type Draft = {
  name: string
  /** The last day on which it is valid, where the reader is; empty where it never ends. */
  expiresOn: string
  /** The system that it speaks for; empty where it speaks for none. */
  system: string
  permissions: ReadonlySet<string>
}

/** What the API knows of a key, of which the form is about. */
export type Known = Pick<Key, 'name' | 'expiresAt' | 'system' | 'permissions'>

export function draftOf({ name, expiresAt, system, permissions }: Known): Draft {
  const expiresOn = expiresAt === null ? '' : dayOf(expiresAt)
  return { name, expiresOn, system: system ?? '', permissions: new Set(permissions) }
}

/** The day of a moment, by the clock where the reader is. */
export function dayOf(instant: string): string {
  const moment = new Date(instant)
  const two = (part: number) => String(part).padStart(2, '0')
  const year = String(moment.getFullYear()).padStart(4, '0')
  return `${year}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`
}

/** The end of the day that was chosen, where the reader is. */
export function instantOf(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString()
}

/** Only what was changed: the moment at which a key ends stays unless its day is another. */
export function fieldsOf(before: Draft, draft: Draft) {
  const { name, expiresOn, system, permissions } = draft
  return {
    ...(name.trim() !== before.name && { name: name.trim() }),
    ...(system.trim() !== before.system && { system: system.trim() || null }),
    ...(differing(permissions, before.permissions).length > 0 && {
      permissions: [...permissions],
    }),
    ...(expiresOn !== before.expiresOn && {
      expiresAt: expiresOn === '' ? null : instantOf(expiresOn),
    }),
  }
}

/** What only one of the two has. */
export function differing(one: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  return [...one.symmetricDifference(other)]
}

/**
 * The draft on top of what somebody else saved meanwhile: what was changed here stays, permission
 * by permission, and everything else is what it is now.
 */
export function rebased(draft: Draft, before: Draft, now: Draft): Draft {
  const given = draft.permissions.difference(before.permissions)
  const taken = before.permissions.difference(draft.permissions)
  return {
    name: draft.name === before.name ? now.name : draft.name,
    system: draft.system === before.system ? now.system : draft.system,
    expiresOn: draft.expiresOn === before.expiresOn ? now.expiresOn : draft.expiresOn,
    permissions: now.permissions.union(given).difference(taken),
  }
}
