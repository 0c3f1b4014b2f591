import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api, type Item } from '../../lib/api.ts'
import { useChanges } from '../../lib/live.tsx'
import type { Address } from '../../lib/use-address.ts'
import { replaceRows, useList } from '../../lib/use-list.ts'
import { useRounds } from '../../lib/use-rounds.ts'
import { variantsOf } from './variants.ts'

export type SkuRow = Item<'/v1/skus'>

export type Asked = { q?: string; category?: string; state: 'active' | 'archived' }

export function askedOf({ q, category, state }: Address): Asked {
  return {
    ...(q && { q }),
    ...(category && { category }),
    state: state === 'archived' ? 'archived' : 'active',
  }
}

const PAGE = 200
/** So many SKUs that have changed are asked about at once. */
const ROUND_MOST = 10

/** The SKUs by code. What others change of those that are shown is shown too. */
export function useSkus(asked: Asked) {
  const queries = useQueryClient()
  const key = useMemo(() => ['catalog', 'list', asked], [asked])
  const list = useList<SkuRow>({
    key,
    page: (cursor, signal) => {
      const query = { ...asked, limit: PAGE, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/skus', { params: { query }, signal }))
    },
  })
  const shown = useMemo(() => new Set(list.rows.map(({ code }) => code)), [list.rows])
  const add = useRounds(async (codes) => {
    const fresh = await Promise.all(codes.map((code) => askSku(code)))
    const byCode = new Map(fresh.map((sku) => [sku.code, sku]))
    replaceRows<SkuRow>(queries, key, ({ code }) => byCode.get(code))
  }, ROUND_MOST)
  useChanges('catalog', (changes) => {
    add(changes.map(({ id }) => id).filter((id) => shown.has(id)))
  })
  return list
}

export function askSku(code: string, signal?: AbortSignal): Promise<SkuRow> {
  const asked = { params: { path: { code } }, ...(signal && { signal }) }
  return answerOf(api.GET('/v1/skus/{code}', asked))
}

export function useSku(code: string) {
  return useQuery({
    queryKey: ['catalog', 'one', code],
    queryFn: ({ signal }) => askSku(code, signal),
  })
}

/** The SKUs of a product. */
export function useSiblings(product: string | null | undefined) {
  const { data } = useQuery({
    queryKey: ['catalog', 'product', product],
    queryFn: ({ signal }) => variantsOf(product!, signal),
    enabled: typeof product === 'string',
  })
  return data ?? []
}
