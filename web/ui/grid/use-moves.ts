import type { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useLetters } from '../../lib/use-letters.ts'
import type { GridProps } from './grid.tsx'

export type Virtual = ReturnType<typeof useVirtualizer<HTMLDivElement, Element>>

function toggle<Row>({ selected, onSelect }: GridProps<Row>, key: string): void {
  const next = new Set(selected)
  if (!next.delete(key)) next.add(key)
  onSelect?.(next)
}

/** Where the peek steps on by itself, the list goes along. */
function useFollow<Row>({ rows, keyOf, openKey }: GridProps<Row>, go: (index: number) => void) {
  const onOpen = useEffectEvent((key: string) => {
    const index = rows.findIndex((row) => keyOf(row) === key)
    if (index >= 0) go(index)
  })
  useEffect(() => {
    if (openKey !== undefined) onOpen(openKey)
  }, [openKey])
}

type Handlers = { open: (index: number) => void; select: (index: number) => void }

/** The same two functions for good, which do what the latest ones do: rows need no new drawing. */
function useLatest(handlers: Handlers): Handlers {
  const latest = useRef(handlers)
  useEffect(() => {
    latest.current = handlers
  })
  const [stable] = useState<Handlers>(() => ({
    open: (index) => latest.current.open(index),
    select: (index) => latest.current.select(index),
  }))
  return stable
}

/**
 * How the keys move: arrows and J K, Enter opens, X selects, while a row has the focus. One row is
 * where Tab stops; where a peek is open it follows.
 */
export function useMoves<Row>(props: GridProps<Row>, virtual: Virtual, page: number) {
  const { rows, keyOf, openKey, onOpen, onSelect } = props
  const id = useId()
  const idOf = (index: number) => `${id}-${index}`
  const [active, setActive] = useState(0)
  const stop = Math.min(active, rows.length - 1)
  useFollow(props, (index) => {
    const isHere = document.activeElement?.id.startsWith(`${id}-`)
    setActive(index)
    virtual.scrollToIndex(index)
    if (isHere) requestAnimationFrame(() => document.getElementById(idOf(index))?.focus())
  })
  const open = (index: number) => {
    setActive(index)
    onOpen?.(rows[index]!)
  }
  const go = (index: number) => {
    const next = Math.min(Math.max(index, 0), rows.length - 1)
    setActive(next)
    virtual.scrollToIndex(next)
    requestAnimationFrame(() => document.getElementById(idOf(next))?.focus())
    if (openKey !== undefined) onOpen?.(rows[next]!)
  }
  const select = (index: number) => {
    if (onSelect) toggle(props, keyOf(rows[index]!))
  }
  // From nowhere, the keys lead into the list first.
  const enter = () => document.getElementById(idOf(stop))?.focus()
  useLetters({ j: enter, k: enter })
  const acts: Record<string, (from: number) => void> = {
    ArrowDown: (from) => go(from + 1),
    j: (from) => go(from + 1),
    ArrowUp: (from) => go(from - 1),
    k: (from) => go(from - 1),
    PageDown: (from) => go(from + page),
    PageUp: (from) => go(from - page),
    Home: () => go(0),
    End: () => go(rows.length - 1),
    Enter: open,
    x: select,
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || rows.length === 0) return
    const { target } = event
    const act = acts[event.key]
    if (!act || !(target instanceof HTMLElement) || target.role !== 'row') return
    event.preventDefault()
    // The row that has the focus: it may have got it a moment before this was drawn again.
    act(Number(target.id.slice(id.length + 1)))
  }
  const stable = useLatest({ open, select })
  return { stop, idOf, onKeyDown, ...stable }
}
