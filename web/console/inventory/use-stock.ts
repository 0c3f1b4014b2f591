import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { answerOf, api, type Item } from '../../lib/api.ts'
import { useChanges } from '../../lib/live.tsx'
import { useSession } from '../../lib/session.tsx'
import type { Method } from './use-sold.ts'
import { variantsOf } from '../skus/variants.ts'

export type StockRow = Item<'/v1/stock'>
export type Stock = Awaited<ReturnType<typeof askStock>>
export type Shelf = Stock['items'][number]
export type BundleStock = NonNullable<Stock['bundle']>
export type Sku = Awaited<ReturnType<typeof askSku>>

/** Keys of what is asked about one SKU: the stream makes all of them stale at once. */
export const ofSku = (sku: string, ...part: string[]) => ['stock', 'one', sku, ...part]

const askStock = (sku: string, signal: AbortSignal) =>
  answerOf(api.GET('/v1/stock/{sku}', { params: { path: { sku } }, signal }))

const askSku = (code: string, signal: AbortSignal) =>
  answerOf(api.GET('/v1/skus/{code}', { params: { path: { code } }, signal }))

/**
 * The stock of a SKU at each place. Pauses are told as changes of the places, what moves a bundle
 * as changes of its components.
 */
export function useShelves(sku: string) {
  const queries = useQueryClient()
  const key = ofSku(sku, 'places')
  const again = () => void queries.invalidateQueries({ queryKey: key })
  const stock = useQuery({ queryKey: key, queryFn: ({ signal }) => askStock(sku, signal) })
  const parts = new Set(stock.data?.bundle?.components.map((part) => part.sku))
  useChanges('network', again)
  useChanges('stock', (changes) => {
    if (changes.some(({ id }) => id !== null && parts.has(id))) again()
  })
  return stock
}

/** How the past is told: as it was known then, or with all that is known of it today. */
export const VIEWS = ['recorded', 'happened'] as const
export type View = (typeof VIEWS)[number]
export type Then = { at: string; view: View }

export const askPast = (
  sku: string,
  { at, view }: Then,
  seller: { channel?: string; method?: Method },
  signal: AbortSignal,
) => {
  const params = { path: { sku }, query: { at, as: view, ...seller } }
  return answerOf(api.GET('/v1/stock/{sku}/history', { params, signal }))
}

/** The stock of a SKU at each place as it was; asked for where a moment is given. */
export function usePast(sku: string, then: Then | undefined) {
  return useQuery({
    // Not among what changes: the past as it was known stays.
    queryKey: ['stock', 'past', sku, then?.at, then?.view],
    queryFn: async ({ signal }) => {
      const past = await askPast(sku, then!, {}, signal)
      const shelves = past.items.map((item): Shelf => ({
        ...item,
        paused: false,
        feed: null,
        heldBack: 0,
      }))
      return { beginsAt: past.beginsAt, shelves, bundle: past.bundle }
    },
    enabled: then !== undefined,
  })
}

/** The SKU itself, where one is named and the reader may see it. */
export function useSku(code: string) {
  const { can } = useSession()
  return useQuery({
    queryKey: ['catalog', 'one', code],
    queryFn: ({ signal }) => askSku(code, signal),
    enabled: code !== '' && can('catalog:read'),
  })
}

export function useMovements(sku: string, limit: number) {
  return useInfiniteQuery({
    queryKey: ofSku(sku, 'movements', String(limit)),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = { limit, ...(pageParam !== undefined && { cursor: pageParam }) }
      const params = { path: { sku }, query }
      return answerOf(api.GET('/v1/stock/{sku}/movements', { params, signal }))
    },
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

/** The variants of a product, and how many of each are available. */
export function useVariants(product: string | null | undefined) {
  const { can } = useSession()
  return useQuery({
    queryKey: ['stock', 'variants', product],
    queryFn: async ({ signal }) => {
      const all = await variantsOf(product!, signal)
      // Of bundles and what is not counted there is no number to put beside the others.
      const items = all.filter(({ kind }) => kind === 'stocked')
      const stock = await stockOf(
        items.map(({ code }) => code),
        {},
        signal,
      )
      const available = new Map(stock.map((row) => [row.sku, row.available]))
      return items.map((sku) => ({ ...sku, available: available.get(sku.code) ?? 0 }))
    },
    enabled: typeof product === 'string' && can('catalog:read'),
  })
}

/** As many as are named in one request. */
const AT_ONCE = 200

/** The rows of the list for these SKUs only, however many they are. */
export async function stockOf(
  skus: readonly string[],
  where: { location?: string },
  signal?: AbortSignal,
): Promise<StockRow[]> {
  const parts = Array.from({ length: Math.ceil(skus.length / AT_ONCE) }, async (_, i) => {
    const some = skus.slice(i * AT_ONCE, (i + 1) * AT_ONCE)
    const query = { ...where, skus: some.join(','), limit: AT_ONCE }
    const asked = { params: { query }, ...(signal && { signal }) }
    return (await answerOf(api.GET('/v1/stock', asked))).items
  })
  return (await Promise.all(parts)).flat()
}

/** People by their ids, for who may see them. */
export function usePeople() {
  const { can } = useSession()
  const { data } = useQuery({
    queryKey: ['people'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/people', { signal })),
    enabled: can('tasks:read'),
  })
  return data?.items ?? []
}
