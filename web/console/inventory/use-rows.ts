import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useChanges } from '../../lib/live.tsx'
import { keepFirst, replaceRows, useList, type List } from '../../lib/use-list.ts'
import { useRounds } from '../../lib/use-rounds.ts'
import type { Asked } from './asked.ts'
import { stockOf, type StockRow } from './use-stock.ts'

const PAGE = 200
/** So many rows that have changed are asked about together. */
const ROUND_MOST = 200
const FLASH_MS = 1300
const NONE: ReadonlySet<string> = new Set()

/** The rows of the inventory. Those that are loaded follow what happens; none moves by itself. */
export function useRows(asked: Asked): List<StockRow> & { flashing: ReadonlySet<string> } {
  const queries = useQueryClient()
  const key = useMemo(() => ['stock', 'list', asked], [asked])
  const list = useList<StockRow>({
    key,
    page: (cursor, signal) => {
      const query = { ...asked, limit: PAGE, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/stock', { params: { query }, signal }))
    },
  })
  useEffect(() => {
    return () => {
      keepFirst(queries, key)
      void queries.invalidateQueries({ queryKey: key, exact: true, refetchType: 'none' })
    }
  }, [queries, key])
  const [flashing, setFlashing] = useState(NONE)
  useEffect(() => {
    if (flashing.size === 0) return undefined
    const timer = setTimeout(() => setFlashing(NONE), FLASH_MS)
    return () => clearTimeout(timer)
  }, [flashing])
  const shown = useMemo(() => new Map(list.rows.map((row) => [row.sku, row])), [list.rows])
  const { location } = asked
  const add = useRounds(async (skus) => {
    const fresh = await stockOf(skus, location === undefined ? {} : { location })
    const news = fresh.filter((row) => JSON.stringify(row) !== JSON.stringify(shown.get(row.sku)))
    if (news.length === 0) return
    const bySku = new Map(news.map((row) => [row.sku, row]))
    replaceRows<StockRow>(queries, key, ({ sku }) => bySku.get(sku))
    setFlashing(new Set(bySku.keys()))
  }, ROUND_MOST)
  useChanges('stock', (changes) => {
    const isHere = (at: string | undefined) => !location || !at || at === location
    add(changes.filter((one) => isHere(one.location) && shown.has(one.id)).map(({ id }) => id))
  })
  return { ...list, flashing }
}
