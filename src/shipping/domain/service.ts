import { girthOf, type Card, type Size } from './card.ts'
import type { CollectionTime } from './collections.ts'

/** What a service takes and where it goes. */
export type Terms = {
  /** Delivery methods that it may serve. */
  methods: readonly string[]
  toHomes: boolean
  /** Null: everywhere that its card has a lane to. */
  countries: readonly string[] | null
  maxG: number
  maxLongestMm: number | null
  maxGirthMm: number | null
}

/** A service with the card in force, and where it collects. */
export type LiveService = Terms & {
  carrier: string
  code: string
  card: Card & { version: number }
  collectsAt(locationId: number): boolean
  timesAt?(locationId: number): readonly CollectionTime[]
}

/** Whether a service may serve what goes there in this way. */
export function mayServe(
  { methods, toHomes, countries }: Terms,
  of: { method: string; home: boolean; country: string | undefined },
): boolean {
  if (!methods.includes(of.method) || (of.home && !toHomes)) return false
  return countries === null || (of.country !== undefined && countries.includes(of.country))
}

/** Whether a service takes a unit of this size; one whose size is not known passes. */
export function isWithin({ maxLongestMm, maxGirthMm }: Terms, size: Size | undefined): boolean {
  if (!size) return true
  return size[0] <= (maxLongestMm ?? Infinity) && girthOf(size) <= (maxGirthMm ?? Infinity)
}

/** A weight in grams, or a length in mm, and the most that a service takes. */
export type TooLarge = { measure: 'weight' | 'longest' | 'girth'; has: number; most: number }

/**
 * What of a unit's size is too much, where none of these services takes it: its longest side for
 * all, else its girth for those that take that.
 */
export function tooLargeFor(services: readonly Terms[], size: Size): TooLarge {
  const longest = Math.max(...services.map(({ maxLongestMm }) => maxLongestMm ?? Infinity))
  if (size[0] > longest) return { measure: 'longest', has: size[0], most: longest }
  const long = services.filter(({ maxLongestMm }) => size[0] <= (maxLongestMm ?? Infinity))
  const girth = Math.max(...long.map(({ maxGirthMm }) => maxGirthMm ?? Infinity))
  return { measure: 'girth', has: girthOf(size), most: girth }
}
