import type { Permission } from '../../lib/permissions.ts'
import { seesChannel, seesLocation, type Scope } from '../../lib/scope.ts'

/** What can be watched; whoever watches a topic needs the permission to read it. */
export const topics = [
  'orders',
  'tasks',
  'stock',
  'fulfilment',
  'network',
  'catalog',
  'rules',
  'routing',
  'shipping',
] as const

export type Topic = (typeof topics)[number]

export function permissionOf(topic: Topic): Permission {
  return `${topic}:read`
}

/** That something has changed, for whoever shows it: which thing, not what of it. */
export type Told = {
  topic: Topic
  /** The id of the order or task, a version, or the code of what it is else. */
  id: string
  version: number | null
  /** The fulfilment order, where it is one of the order `id`. */
  work?: string | null
  /** The code of the location, null where the stock of several changed. */
  location?: string | null
  /**
   * To whose part of the business it belongs: a caller with a scope hears of it where one of these
   * is in it, of what has no `within` in any case.
   */
  within?: { order?: string; channels?: readonly number[]; locations?: readonly number[] }
}

/** True where a caller with this scope may hear of it; `channelOf` knows the orders of `told`. */
export function hears(
  scope: Scope,
  { within }: Told,
  channelOf: ReadonlyMap<string, number>,
): boolean {
  if (scope === 'all' || within === undefined) return true
  const { order, channels = [], locations = [] } = within
  const channel = order === undefined ? undefined : channelOf.get(order)
  if (channel !== undefined && seesChannel(scope, channel)) return true
  return (
    channels.some((one) => seesChannel(scope, one)) ||
    locations.some((location) => seesLocation(scope, location))
  )
}
