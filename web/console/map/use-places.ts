import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import address from 'world-atlas/countries-50m.json?url'
import { answerOf, api, Problem, type Answer } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useRefresh } from '../../lib/use-refresh.ts'
import { allLocations } from '../locations/use-all.ts'
import { useStockHealth, useWork } from '../locations/use-network.ts'
import { drawLand, placeAll, projectionFor, type Atlas } from './atlas.ts'
import type { Point } from './geometry.ts'
import { placesOf, type Spot } from './places.ts'

type StockOfSku = Answer<'/v1/stock/{sku}', 'get'>

/** What the map and its list show, kept up to date. */
export function usePlaces(sku: string | undefined, category: string | undefined) {
  useRefresh('network', ['network', 'all'])
  const { data, error, refetch } = useQuery({
    queryKey: ['network', 'all'],
    queryFn: ({ signal }) => allLocations(signal),
  })
  const work = useWork().data
  const stock = useStockHealth(category).data
  const one = useSkuStock(sku)
  const places = useMemo(
    () => data && placesOf({ locations: data, work, stock, ofSku: one.data }),
    [data, work, stock, one.data],
  )
  return {
    places,
    error,
    again: () => void refetch(),
    isEmptyCategory:
      category !== undefined &&
      stock !== undefined &&
      stock.length > 0 &&
      stock.every(({ skus }) => skus === 0),
    isUnknownSku: one.error instanceof Problem && one.error.status === 404,
  }
}

/** The free units of one SKU, location by location. */
function useSkuStock(sku: string | undefined) {
  const { can } = useSession()
  const queryKey = ['stock', 'at-locations', sku ?? '']
  useRefresh('stock', queryKey)
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => {
      return answerOf(api.GET('/v1/stock/{sku}', { params: { path: { sku: sku! } }, signal }))
    },
    select: unitsAt,
    enabled: sku !== undefined && can('stock:read'),
  })
}

/** Of a bundle as many as what is there makes; null where there is always enough. */
function unitsAt({ stocked, items, bundle }: StockOfSku) {
  if (!stocked || bundle?.available === null) return null
  return (bundle?.locations ?? items).map(({ location, available }) => {
    return { location, available: available ?? 0 }
  })
}

/** Where the locations stand, and the land below: drawn again only where one of them has moved. */
export function useDrawing(spots: readonly Pick<Spot, 'point'>[]) {
  const atlas = useQuery({
    queryKey: ['atlas'],
    queryFn: async ({ signal }) => {
      const answer = await fetch(address, { signal })
      if (!answer.ok) throw new Problem(answer.status)
      return (await answer.json()) as Atlas
    },
    staleTime: Infinity,
    // Large, and not to be looked through for what has changed.
    structuralSharing: false,
  })
  const key = JSON.stringify(spots.map(({ point }) => point))
  const points = useMemo(() => JSON.parse(key) as Point[], [key])
  const projection = useMemo(() => projectionFor(points), [points])
  const placed = useMemo(() => placeAll(points, projection), [points, projection])
  const land = useMemo(
    () => atlas.data && drawLand(atlas.data, projection),
    [atlas.data, projection],
  )
  return { ...placed, land, hasFailed: atlas.isError }
}
