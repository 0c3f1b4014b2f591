import type { Lane } from './card.ts'
import type { Pricing } from './least.ts'
import { listsIn, type Lists } from './lists.ts'

/** What is known of who carries what, for all shipments of a kind. */
export type Known = {
  pricing: Pricing
  /** By SKU and service. */
  fits: readonly (readonly boolean[])[]
  /** By location, and by which services collect there. */
  here: Map<number, Here>
  sets: Map<string, Here>
}

/** Lists of prices that are remembered of the services of a place. */
const LISTS_MOST = 2000

/** The services that carry from a place. */
export type Here = {
  services: readonly number[]
  takes: readonly boolean[]
  /** The most that any of them takes, in grams; below 0 where there is none. */
  most: number
  isCollected: boolean
  /** Their lanes, each list once, and which of these lists is whose. */
  lanes: readonly (readonly Lane[])[]
  laneOf: readonly number[]
  lists: Map<string, Lists>
  /** Lists made since they were all forgotten. */
  made: number
}

/** At a location; the same for all at which the same services collect. */
export function hereAt(kind: Known, locationId: number): Here {
  const known = kind.here.get(locationId)
  if (known) return known
  const all = kind.pricing.services.flatMap((one, service) =>
    one.collectsAt(locationId) ? [service] : [],
  )
  const key = all.join()
  const here = kind.sets.get(key) ?? hereOf(kind, all)
  kind.sets.set(key, here)
  kind.here.set(locationId, here)
  return here
}

/** Of the services that collect those that take every size that any of them takes. */
function hereOf({ fits, pricing }: Known, all: readonly number[]): Here {
  const takes = fits.map((row) => all.some((service) => row[service]))
  const services = all.filter((service) => takes.every((some, sku) => !some || fits[sku]![service]))
  const each = services.map((service) => pricing.services[service]!.card.lanes)
  const lanes = [...new Set(each)]
  const laneOf = each.map((one) => lanes.indexOf(one))
  const most = Math.max(...services.map((service) => pricing.services[service]!.maxG))
  const empty = { lists: new Map(), made: 0 }
  return { services, takes, most, isCollected: all.length > 0, lanes, laneOf, ...empty }
}

/** By the zones of its lanes. */
export function listsAt(kind: Known, here: Here, zones: readonly (string | undefined)[]): Lists {
  const { lists } = here
  const key = zones.length === 1 ? (zones[0] ?? '') : zones.join('\n')
  return lists.get(key) ?? listsBy(key, kind, here, zones)
}

function listsBy(
  key: string,
  { pricing }: Known,
  here: Here,
  zones: readonly (string | undefined)[],
): Lists {
  const { services, laneOf, lists } = here
  const inZones = services.flatMap((service, i) => {
    const zone = zones[laneOf[i]!]
    return zone === undefined ? [] : [{ service, zone }]
  })
  // All of a place together are no more than so many: what is in use goes on as it is.
  const found = listsIn(pricing, inZones, () => {
    here.made += 1
    if (here.made < LISTS_MOST) return
    lists.clear()
    here.made = 0
  })
  if (lists.size >= LISTS_MOST) lists.clear()
  lists.set(key, found)
  return found
}
