import type { PlaceScope } from './rule.ts'

/** What rules ask of a location. */
export type RulePlace = {
  id: number
  groups: readonly string[]
  tags: readonly string[]
  kind: string
  timeZone: string
}

/** The locations side by side, and which of them rules are about. */
export type Places = {
  all: readonly RulePlace[]
  /** Where a location stands in `all`; behind its end where it is not known (yet). */
  indexOf(locationId: number): number
  /**
   * 1 for each of `all` that the rule is about, and a 0 for one that is not known; undefined: it is
   * about all of them.
   */
  maskOf(scope: PlaceScope): Uint8Array | undefined
}

export function placesOf(all: readonly RulePlace[]): Places {
  const last = all.reduce((most, { id }) => Math.max(most, id), 0)
  const indices = new Int32Array(last + 1).fill(all.length)
  all.forEach(({ id }, i) => (indices[id] = i))
  const masks = new Map<string, Uint8Array>()
  return {
    all,
    indexOf: (id) => (id <= last ? indices[id]! : all.length),
    maskOf(scope) {
      if (!namesPlace(scope)) return undefined
      const { locationId, group, locationTag, locationKind } = scope
      const key = JSON.stringify([locationId, group, locationTag, locationKind])
      const known = masks.get(key)
      if (known) return known
      const mask = new Uint8Array(all.length + 1)
      all.forEach((place, i) => (mask[i] = isAbout(scope, place) ? 1 : 0))
      masks.set(key, mask)
      return mask
    },
  }
}

/** Whether it is about some locations only. */
export function namesPlace(scope: PlaceScope): boolean {
  const { locationId, group, locationTag, locationKind } = scope
  return [locationId, group, locationTag, locationKind].some((one) => one !== null)
}

export function isAbout(scope: PlaceScope, place: Omit<RulePlace, 'timeZone'>): boolean {
  const { locationId, group, locationTag, locationKind } = scope
  return (
    (locationId === null || locationId === place.id) &&
    (group === null || place.groups.includes(group)) &&
    (locationTag === null || place.tags.includes(locationTag)) &&
    (locationKind === null || locationKind === place.kind)
  )
}
