import type { RoutingLocation } from '../types.ts'
import type { Places, Tier } from './rule.ts'

/** Whether a location is among places. */
export type Among = (location: RoutingLocation) => boolean

export function amongOf(places: Places, except?: Places): Among {
  const isIn = fitsAll(places)
  if (!except || isAnywhere(except)) return isIn
  const isOut = fitsAll(except)
  return (location) => isIn(location) && !isOut(location)
}

/** Whether nothing is named, which is everywhere. */
export function isAnywhere(places: Places): boolean {
  return Object.values(places).every((list) => list === undefined || list.length === 0)
}

function fitsAll(places: Places): Among {
  const tests: Among[] = []
  const add = (wanted: readonly string[] | undefined, of: (at: RoutingLocation) => Named) => {
    if (!wanted || wanted.length === 0) return
    const all = new Set(wanted)
    tests.push((location) => {
      const value = of(location)
      if (value === null || value === undefined) return false
      return typeof value === 'string' ? all.has(value) : value.some((one) => all.has(one))
    })
  }
  add(places.locations, ({ code }) => code)
  add(places.groups, ({ groups }) => groups)
  add(places.kinds, ({ kind }) => kind)
  add(places.tags, ({ tags }) => tags)
  add(places.owners, ({ legalEntity }) => legalEntity)
  add(places.partners, ({ partner }) => partner)
  add(places.countries, ({ country }) => country)
  add(places.regions, ({ region }) => region)
  return (location) => tests.every((test) => test(location))
}

type Named = string | readonly string[] | null | undefined

/**
 * The first tier that a location is in; undefined where none has it. Remembered for each location
 * as it is: one that changes is another object.
 */
export function tiersOf(tiers: readonly Tier[]): (at: RoutingLocation) => number | undefined {
  const among = tiers.map(({ places, except }) => amongOf(places, except))
  const known = new WeakMap<RoutingLocation, number>()
  return (location) => {
    let tier = known.get(location)
    if (tier === undefined) known.set(location, (tier = among.findIndex((isIn) => isIn(location))))
    return tier < 0 ? undefined : tier
  }
}
