import { kmBetween } from '../../lib/geo.ts'
import { MICROGRAMS } from '../../lib/weight.ts'
import type { Lane } from './card.ts'
import type { CollectionTime } from './collections.ts'
import { divisorOf, heaviestOf, weightOf, type Goods } from './goods.ts'
import { hereAt, listsAt, type Here, type Known } from './here.ts'
import { keyOf, withSharedLanes } from './kinds.ts'
import { lanesTo, zoneFrom, type Place } from './lanes.ts'
import {
  besidesAt,
  carriedBy,
  pricingOf,
  type Besides,
  type Carried,
  type Least,
  type Prices,
} from './least.ts'
import type { Lists } from './lists.ts'
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

/** Kinds of shipments that are remembered. */
const KINDS_MOST = 2000

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
type Kind = Known & {
  packaging: Packaging
  content: ContentBands
  priced: WeakMap<Least, Priced>
  /** The smallest of the divisors: a unit has one weight, whoever carries it. */
  cm3PerKg: number | undefined
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
  const zonesFrom = (origin: Origin, km: number | null, here: Here) => {
    const zones: (string | undefined)[] = []
    for (const all of here.lanes) zones.push(zoneFrom(lanesThere(all), origin, km))
    return zones
  }
  const placeOf = (origin: Origin): At => {
    let place = places.get(origin.id)
    if (!place) {
      const km = kmBetween(origin, to)
      const here = hereAt(kind, origin.id)
      const lists = here.isCollected ? listsAt(kind, here, zonesFrom(origin, km, here)) : undefined
      places.set(origin.id, (place = { km, lists }))
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
