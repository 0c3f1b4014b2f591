import { MICROGRAMS } from '../../lib/weight.ts'
import type { Lane } from './card.ts'
import type { CollectionTime } from './collections.ts'
import { divisorOf, heaviestOf, weightOf, type Goods } from './goods.ts'
import { keyOf, withSharedLanes } from './kinds.ts'
import { kmBetween, lanesTo, zoneFrom, type Place } from './lanes.ts'
import {
  besidesAt,
  carriedBy,
  pricingOf,
  type Besides,
  type Carried,
  type Least,
  type Prices,
  type Pricing,
} from './least.ts'
import { listsIn, type Lists } from './lists.ts'
import { contentBandsOf, packagingWeight, type ContentBands, type Packaging } from './packaging.ts'
import { isWithin, tooLargeFor, mayServe, type LiveService, type TooLarge } from './service.ts'

/** What a group asks of carriers. */
export type Shipment = {
  method: string
  home: boolean
  to: Place
  goods: readonly Goods[]
  /** What all of it weighs; left out where that is not known. */
  grams?: number
}

/** Where a parcel starts. */
export type Origin = Place & { id: number }

/**
 * What carriage from a place costs; `carried` says by whom a parcel goes, `besides` how much of its
 * price is not carriage. All go by the weight of what is in it: its packaging comes on top.
 */
export type Offer = Priced & { km: number | null }
type Priced = {
  prices: Prices
  carried(weight: number): Carried
  besides(weight: number): number
}

/**
 * Why nothing goes from a place: no service that may serve the group collects there; those that do
 * have no zone from there, or none that takes all that any of them takes.
 */
export type Unreached = { why: 'not_collected' | 'not_reached'; km: number | null }

/** The carriers of one group. */
export type Reach = {
  /** Highest weights of what is in a parcel by the bands of all that may carry it, in grams. */
  bands: readonly number[]
  /** What a base unit of each SKU counts for, in micrograms. */
  weights: readonly number[]
  /** What a whole unit of each SKU weighs, in micrograms, whatever its volume counts for. */
  wholeWeights: readonly number[]
  /** How far away it is; null where that is not known. */
  kmFrom(origin: Origin): number | null
  /** Why nothing goes from there at all. */
  unreached(origin: Origin): Unreached | undefined
  /** With what services cost besides, each parcel goes with the one that is cheapest in all. */
  from(origin: Origin, besides?: Besides): Offer | Unreached
  /**
   * Whether some service there takes a unit of it by its sizes and by what it weighs in its box, by
   * place of the SKU in the shipment.
   */
  takes(locationId: number, sku: number): boolean
  /** What of a unit is too much where none does. */
  tooLarge(locationId: number, sku: number): TooLarge
}

export type Rates = {
  reach(shipment: Shipment): Reach
  /** When a service collects at a location; empty: never, or it is not one of these. */
  timesAt(service: string, locationId: number): readonly CollectionTime[]
}

/** Kinds of shipments that are remembered, and lists of prices of each. */
const KINDS_MOST = 2000
const LISTS_MOST = 2000

/**
 * The rates of some services, for parcels that are packed so. What depends on the kind of shipment
 * only is worked out once for each: a decision with hundreds of places mostly looks up.
 */
export function ratesOf(services: readonly LiveService[], packaging: Packaging = {}): Rates {
  const shared = withSharedLanes(services)
  const kinds = new Map<string, Kind>()
  const byCode = new Map(services.map((one) => [one.code, one]))
  return {
    timesAt: (service, locationId) => byCode.get(service)?.timesAt?.(locationId) ?? [],
    reach(shipment) {
      const { method, home, to } = shipment
      const asked = { method, home, country: to.country }
      const able = shared.filter((one) => mayServe(one, asked))
      const heaviest = heaviestOf(able, shipment, packaging)
      const key = keyOf(able, shipment, heaviest)
      let kind = kinds.get(key)
      if (!kind) {
        kind = kindOf(able, shipment, { packaging, heaviest })
        if (kinds.size >= KINDS_MOST) kinds.clear()
        kinds.set(key, kind)
      }
      return reachOf(kind, shipment)
    },
  }
}

/** What is known of all shipments of a kind. */
type Kind = {
  pricing: Pricing
  packaging: Packaging
  content: ContentBands
  priced: WeakMap<Least, Priced>
  /** The smallest of the divisors: a unit has one weight, whoever carries it. */
  cm3PerKg: number | undefined
  /** By SKU and service. */
  fits: readonly (readonly boolean[])[]
  /** By location, and by which services collect there. */
  here: Map<number, Here>
  sets: Map<string, Here>
}

/** The services that carry from a place. */
type Here = {
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

function kindOf(
  services: readonly LiveService[],
  { home, goods }: Shipment,
  { packaging, heaviest }: { packaging: Packaging; heaviest: number | undefined },
): Kind {
  const sizes = goods.flatMap(({ size }) => (size ? [size] : []))
  const pricing = pricingOf(services, home, sizes, heaviest)
  return {
    pricing,
    packaging,
    content: contentBandsOf(
      pricing.edges.map((at) => at / MICROGRAMS),
      packaging,
    ),
    cm3PerKg: divisorOf(services),
    priced: new WeakMap(),
    fits: goods.map(({ size }) => services.map((one) => isWithin(one, size))),
    here: new Map(),
    sets: new Map(),
  }
}

function reachOf(kind: Kind, { to, goods }: Shipment): Reach {
  const { services } = kind.pricing
  const lanes = new Map<readonly Lane[], readonly Lane[]>()
  const lanesThere = (all: readonly Lane[]) => {
    const some = lanes.get(all) ?? lanesTo(all, to)
    lanes.set(all, some)
    return some
  }
  const places = new Map<number, At>()
  const placeOf = (origin: Origin): At => {
    let place = places.get(origin.id)
    if (!place) {
      const km = kmBetween(origin, to)
      const here = hereAt(kind, origin.id)
      const zones = here.lanes.map((all) => zoneFrom(lanesThere(all), origin, km))
      place = { km, lists: here.isCollected ? listsAt(kind, here, zones) : undefined }
      places.set(origin.id, place)
    }
    return place
  }
  const { packaging, content } = kind
  const weights = goods.map((one) => weightOf(one, kind.cm3PerKg, packaging.airPercent))
  const box = packagingWeight(packaging)
  const wholeWeights = goods.map((one) => weightOf(one, undefined) / one.wholePerUnit)
  const packed = wholeWeights.map((weight) => weight + box)
  return {
    bands: content.bands,
    weights,
    wholeWeights,
    takes(locationId, sku) {
      const here = hereAt(kind, locationId)
      if (!here.takes[sku]) return !here.isCollected
      return packed[sku]! <= here.most * MICROGRAMS
    },
    tooLarge(locationId, sku) {
      const here = hereAt(kind, locationId)
      const { size } = goods[sku]!
      if (size && !here.takes[sku]) {
        return tooLargeFor(
          services.filter((one) => one.collectsAt(locationId)),
          size,
        )
      }
      const most = Math.max(0, here.most)
      return { measure: 'weight', has: Math.round(packed[sku]! / MICROGRAMS), most }
    },
    kmFrom: (origin) => placeOf(origin).km,
    unreached(origin) {
      const { km, lists } = placeOf(origin)
      if (!lists) return { why: 'not_collected', km }
      return lists.of(undefined) ? undefined : { why: 'not_reached', km }
    },
    from(origin, besides) {
      const { km, lists } = placeOf(origin)
      if (!lists) return { why: 'not_collected', km }
      const list = lists.of(besides)
      if (!list) return { why: 'not_reached', km }
      const { prices, carried, besides: dearer } = pricedBy(kind, list)
      return { km, prices, carried, besides: dearer }
    },
  }
}

/** How far it is from a place, and what parcels cost from there; undefined where none goes. */
type At = { km: number | null; lists: Lists | undefined }

/** What a list says is the same wherever it counts. */
function pricedBy({ pricing, packaging, content, priced }: Kind, list: Least): Priced {
  let found = priced.get(list)
  if (!found) {
    const box = packagingWeight(packaging)
    found = {
      prices: content.pricesOf(list),
      carried: (weight) => carriedBy(pricing, list, weight + box),
      besides: (weight) => besidesAt(pricing, list, weight + box),
    }
    priced.set(list, found)
  }
  return found
}

function hereAt(kind: Kind, locationId: number): Here {
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
function hereOf({ fits, pricing }: Kind, all: readonly number[]): Here {
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
function listsAt({ pricing }: Kind, here: Here, zones: readonly (string | undefined)[]): Lists {
  const { services, laneOf, lists } = here
  const key = zones.length === 1 ? (zones[0] ?? '') : zones.join('\n')
  const known = lists.get(key)
  if (known) return known
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
