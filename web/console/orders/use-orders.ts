import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { answerOf, api, type Item } from '../../lib/api.ts'
import { useChanges } from '../../lib/live.tsx'
import { keepFirst, replaceRows, useList, type List } from '../../lib/use-list.ts'
import type { Asked, OrderSort } from './asked.ts'
import {
  isNews,
  isWaiting,
  isWithin,
  NEW_MAX,
  note,
  ROUND_MAX,
  takeRound,
  type Waiting,
} from './follow.ts'

export type OrderRow = Item<'/v1/orders'>

const PAGE = 200
/** Rows that changed are asked about at most so often. */
const ROUND_MS = 1000
const FLASH_MS = 1300
/** What an order is searched by is known a moment after it was placed: it is asked about again. */
const TRIES = 3

type Followed = List<OrderRow> & {
  newCount: number
  showNew: () => void
  flashing: ReadonlySet<string>
}

/** The rows of the list, which follow what happens: none moves unless somebody asks for it. */
export function useOrders(asked: Asked, sort: OrderSort): Followed {
  const queries = useQueryClient()
  const key = useMemo(() => ['orders', 'list', asked, sort], [asked, sort])
  const list = useList<OrderRow>({
    key,
    page: (cursor, signal) => {
      const query = { ...asked, sort, limit: PAGE, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/orders', { params: { query }, signal }))
    },
  })
  useEffect(() => {
    return () => {
      keepFirst(queries, key)
      void queries.invalidateQueries({ queryKey: key, exact: true, refetchType: 'none' })
    }
  }, [queries, key])
  const [flashing, flash] = useFlashing()
  const [found, setFound] = useState<ReadonlySet<string>>(NONE)
  useRounds(asked, list.rows, {
    onStale: (fresh) => {
      const shown = new Map(list.rows.map((row) => [row.id, row]))
      const news = fresh.filter((row) => shown.has(row.id) && isNews(shown.get(row.id)!, row))
      if (news.length === 0) return
      const byId = new Map(news.map((row) => [row.id, row]))
      replaceRows<OrderRow>(queries, key, ({ id }) => byId.get(id))
      flash(new Set(byId.keys()))
    },
    onFound: (rows) => {
      const last = list.rows.at(-1)
      const more = rows.filter((row) => isWithin(row, last, { sort, hasMore: list.hasMore }))
      if (more.length === 0) return
      // Where nothing is shown, nothing can be moved from under somebody's eyes.
      if (list.rows.length === 0) list.fromTop()
      else setFound(found.union(new Set(more.map(({ id }) => id))))
    },
  })
  const showNew = () => {
    setFound(NONE)
    list.fromTop()
  }
  return { ...list, newCount: Math.min(found.size, NEW_MAX), showNew, flashing }
}

const NONE: ReadonlySet<string> = new Set()

/** Rows that flash, for as long as a flash is. */
function useFlashing(): [ReadonlySet<string>, (ids: ReadonlySet<string>) => void] {
  const [flashing, setFlashing] = useState(NONE)
  useEffect(() => {
    if (flashing.size === 0) return undefined
    const timer = setTimeout(() => setFlashing(NONE), FLASH_MS)
    return () => clearTimeout(timer)
  }, [flashing])
  return [flashing, setFlashing]
}

type Hears = { onStale: (rows: OrderRow[]) => void; onFound: (rows: OrderRow[]) => void }

/**
 * Gathers what the stream says and asks about it in rounds, one at a time: however much happens,
 * it costs two short questions a second.
 */
function useRounds(asked: Asked, rows: readonly OrderRow[], hears: Hears): void {
  const [waiting] = useState<Waiting>(() => ({ stale: new Set(), maybe: new Map() }))
  const shown = useMemo(() => new Set(rows.map(({ id }) => id)), [rows])
  const onRound = useEffectEvent(async () => {
    const { stale, maybe } = takeRound(waiting)
    try {
      const [fresh, found] = await Promise.all([byIds(stale, {}), byIds([...maybe.keys()], asked)])
      hears.onStale(fresh)
      hears.onFound(found)
      if (isSearched(asked)) tryAgain(waiting, maybe, found)
    } catch {
      // The server could not be reached: the stream tells of it, and asks for everything anew.
    }
  })
  useEffect(() => {
    let isAsking = false
    const round = async () => {
      if (isAsking || !isWaiting(waiting)) return
      isAsking = true
      await onRound()
      isAsking = false
    }
    const timer = setInterval(() => void round(), ROUND_MS)
    return () => clearInterval(timer)
  }, [waiting])
  useChanges('orders', (changes) => {
    // A list of numbers is complete as it is.
    const isShown = (id: string) => shown.has(id) || asked.ids !== undefined
    const byState = asked.state !== undefined || asked.waitingFor !== undefined
    note(waiting, changes, { isShown, byState })
  })
}

function isSearched({ q, location, method, country, priority, tag }: Asked): boolean {
  return [q, location, method, country, priority, tag].some((one) => one !== undefined)
}

function tryAgain(waiting: Waiting, maybe: ReadonlyMap<string, number>, found: OrderRow[]): void {
  const known = new Set(found.map(({ id }) => id))
  for (const [id, tries] of maybe) {
    if (!known.has(id) && tries + 1 < TRIES) waiting.maybe.set(id, tries + 1)
  }
}

async function byIds(ids: readonly string[], asked: Asked): Promise<OrderRow[]> {
  if (ids.length === 0) return []
  const query = { ...asked, ids: ids.join(','), limit: ROUND_MAX }
  return (await answerOf(api.GET('/v1/orders', { params: { query } }))).items
}
