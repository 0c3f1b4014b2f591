import type { Item } from '../../lib/api.ts'
import { healthOf, type Health } from './health.ts'

export type Location = Item<'/v1/locations'>
export type Work = Item<'/v1/fulfilment-orders/counts'>
export type Stock = Item<'/v1/stock-health'>

/** A location with what is asked about it elsewhere. */
export type Place = {
  location: Location
  health: Health
  /** Null where the caller may not see it. */
  work: Omit<Work, 'location'> | null
  stock: Omit<Stock, 'location'> | null
  /**
   * What its circle stands for: sellable units, of one SKU or category where one is
   * chosen. Null where that is not counted: there is always enough of it.
   */
  units: number | null
}

/** A place with a spot on the map. */
export type Spot = Place & { point: [lon: number, lat: number] }

const NO_WORK = { open: 0, inWork: 0, late: 0, oldestAt: null }
const NO_STOCK = { skus: 0, onHand: 0, available: 0, soldOut: 0, uncovered: 0, feed: null }

/** Puts together what three questions answered; what is not named in one of them has nothing. */
export function placesOf(of: {
  locations: readonly Location[]
  work: readonly Work[] | undefined
  stock: readonly Stock[] | undefined
  /** Of the chosen SKU: the free units by location; null where it is not counted. */
  ofSku: readonly { location: string; available: number }[] | null | undefined
}): Place[] {
  const workAt = byLocation(of.work)
  const stockAt = byLocation(of.stock)
  const isCounted = of.ofSku !== null
  const skuAt = byLocation(of.ofSku ?? undefined)
  return of.locations
    .filter(({ archived }) => !archived)
    .map((location) => {
      const { code, paused, kind } = location
      const work = workAt && (workAt.get(code) ?? NO_WORK)
      const stock = stockAt && (stockAt.get(code) ?? NO_STOCK)
      const available = skuAt ? (skuAt.get(code)?.available ?? 0) : (stock?.available ?? 0)
      return {
        location,
        health: healthOf({ paused, kind, ...(work ?? NO_WORK) }),
        work: work ?? null,
        stock: stock ?? null,
        units: isCounted ? Math.max(0, available) : null,
      }
    })
}

/** Those with coordinates, and those without. */
export function spotsOf(places: readonly Place[]): { spots: Spot[]; missing: Place[] } {
  const spots: Spot[] = []
  const missing: Place[] = []
  for (const place of places) {
    const { lat, lon } = place.location
    if (lat === null || lon === null) missing.push(place)
    else spots.push({ ...place, point: [lon, lat] })
  }
  return { spots, missing }
}

function byLocation<One extends { location: string }>(items: readonly One[] | undefined) {
  return items && new Map(items.map((one) => [one.location, one]))
}

export type PlaceColumn = 'name' | 'health' | 'open' | 'late' | 'units' | 'soldOut' | 'feed'
const ORDER: Record<Health, number> = { late: 3, busy: 2, paused: 1, healthy: 0 }

/** In the order that the list asks for; what is equal, by name. */
export function sortPlaces(
  places: readonly Place[],
  { column, isDescending }: { column: string; isDescending: boolean },
): Place[] {
  const value = valueOf[column as PlaceColumn] ?? valueOf.health
  const sign = isDescending ? -1 : 1
  return places.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)]
    const byName = a.location.name.localeCompare(b.location.name)
    if (typeof x === 'string') return sign * byName
    return x === y ? byName : sign * (x < (y as number) ? -1 : 1)
  })
}

const valueOf: Record<PlaceColumn, (place: Place) => number | string> = {
  name: ({ location }) => location.name,
  health: ({ health }) => ORDER[health],
  open: ({ work }) => (work ? work.open + work.inWork : 0),
  late: ({ work }) => work?.late ?? 0,
  units: ({ units }) => units ?? 0,
  soldOut: ({ stock }) => stock?.soldOut ?? 0,
  // The oldest numbers are the most; where nobody sends any, they have no age.
  feed: ({ stock }) => (stock?.feed?.asOf ? -Date.parse(stock.feed.asOf) : -Infinity),
}
