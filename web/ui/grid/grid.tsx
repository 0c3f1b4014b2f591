import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { NARROW, useMatch } from '../../lib/use-match.ts'
import { nextSort, type Column, type Sort } from './columns.ts'
import { GridHead } from './head.tsx'
import { GridRow } from './row.tsx'
import css from './grid.module.css'

export type GridWords = {
  select: (name: string) => string
  selectAll: string
  sortBy: (head: string) => string
  loadingMore: string
  newRows: (count: number) => string
}

export type GridProps<Row> = {
  /** What the rows are: read out. */
  label: string
  words: GridWords
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** What a row is called, for its checkbox. */
  nameOf: (row: Row) => string
  /** Of all rows there are, loaded or not; undefined where nobody counted. */
  total?: number | undefined
  /** In place of rows: loading, empty, error. */
  instead?: ReactNode
  hasMore?: boolean
  onMore?: () => void
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** The row whose peek is open. */
  openKey?: string | undefined
  onOpen?: (row: Row) => void
  selected?: ReadonlySet<string>
  onSelect?: (keys: ReadonlySet<string>) => void
  /** Rows that have just changed: they flash once. */
  flashing?: ReadonlySet<string>
  /** Rows that came since; shown when asked for, so that nothing jumps under the pointer. */
  newCount?: number
  onShowNew?: () => void
}

const WIDE_ROW = { compact: 36, comfortable: 44 }
const NARROW_ROW = 64
const OVERSCAN = 10
/** So many rows before the end, the next page is asked for. */
const AHEAD = 40

/**
 * The one list of the product: rows of one height, of which only those in view exist, so that a
 * hundred thousand scroll like ten. Sorting, filtering and paging are the server's. Rows hold plain
 * elements only: a component library's checkbox in each cost three quarters of the frames.
 */
export function Grid<Row>(props: GridProps<Row>) {
  const { columns, rows, keyOf, onOpen, openKey, hasMore = false, onMore, instead } = props
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const isNarrow = useMatch(NARROW)
  const [active, setActive] = useState(0)
  const height = isNarrow ? NARROW_ROW : wideRow()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollPaddingStart: isNarrow ? 0 : height,
  })
  useEffect(() => virtual.measure(), [virtual, height])
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) onMore?.()
  }, [hasMore, last, rows.length, onMore])

  const go = (index: number) => {
    const next = Math.min(Math.max(index, 0), rows.length - 1)
    if (next < 0) return
    setActive(next)
    virtual.scrollToIndex(next)
    requestAnimationFrame(() => document.getElementById(`${id}-${next}`)?.focus())
    if (openKey !== undefined) onOpen?.(rows[next]!)
  }
  const onKeyDown = useGridKeys({ props, active, go, page: Math.floor(innerHeight / height) - 3 })
  const tracks = trackOf(columns, props.onSelect !== undefined)
  const stop = Math.min(active, rows.length - 1)
  return (
    <div className={css['frame']}>
      {(props.newCount ?? 0) > 0 && (
        <button type="button" className={css['new']} onClick={props.onShowNew}>
          {props.words.newRows(props.newCount!)}
        </button>
      )}
      <p className="hidden-text" role="status">
        {(props.newCount ?? 0) > 0 ? props.words.newRows(props.newCount!) : ''}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- rows have the focus */}
      <div
        ref={scroller}
        className={css['scroller']}
        role="grid"
        aria-label={props.label}
        aria-rowcount={(props.total ?? rows.length) + 1}
        aria-multiselectable={props.onSelect !== undefined}
        style={{ '--tracks': tracks } as React.CSSProperties}
        data-narrow={isNarrow || undefined}
        onKeyDown={onKeyDown}
      >
        <GridHead
          columns={columns}
          words={props.words}
          sort={props.sort}
          onSort={props.onSort && ((column) => props.onSort!(nextSort(props.sort, column)))}
          all={allOf(props)}
        />
        {instead === undefined ? (
          <div
            className={css['rows']}
            role="rowgroup"
            style={{ blockSize: virtual.getTotalSize() }}
          >
            {items.map(({ index, start }) => {
              const row = rows[index]!
              const key = keyOf(row)
              return (
                <GridRow
                  key={key}
                  id={`${id}-${index}`}
                  row={row}
                  index={index}
                  start={start}
                  height={height}
                  columns={columns}
                  isNarrow={isNarrow}
                  isStop={index === stop}
                  isOpen={key === openKey}
                  isSelected={props.selected?.has(key) ?? false}
                  isFlashing={props.flashing?.has(key) ?? false}
                  selectLabel={props.onSelect && props.words.select(props.nameOf(row))}
                  onOpen={(at) => {
                    setActive(at)
                    onOpen?.(rows[at]!)
                  }}
                  onSelect={() => toggle(props, key)}
                />
              )
            })}
          </div>
        ) : (
          <div className={css['instead']}>{instead}</div>
        )}
        {hasMore && instead === undefined && (
          <p className={css['more']}>{props.words.loadingMore}</p>
        )}
      </div>
    </div>
  )
}

function wideRow(): number {
  if (window.matchMedia('(pointer: coarse)').matches) return WIDE_ROW.comfortable
  const { density } = document.documentElement.dataset
  return density === 'comfortable' ? WIDE_ROW.comfortable : WIDE_ROW.compact
}

function trackOf<Row>(columns: readonly Column<Row>[], hasSelect: boolean): string {
  const tracks = columns.map(({ width }) => width)
  return (hasSelect ? ['36px', ...tracks] : tracks).join(' ')
}

/** Whether all loaded rows are chosen, and how to choose all or none. */
function allOf<Row>({ rows, keyOf, selected, onSelect }: GridProps<Row>) {
  if (!onSelect) return undefined
  const isAll = rows.length > 0 && rows.every((row) => selected?.has(keyOf(row)))
  return {
    isAll,
    isSome: !isAll && (selected?.size ?? 0) > 0,
    toggle: () => onSelect(new Set(isAll ? [] : rows.map(keyOf))),
  }
}

function toggle<Row>({ selected, onSelect }: GridProps<Row>, key: string): void {
  const next = new Set(selected)
  if (!next.delete(key)) next.add(key)
  onSelect?.(next)
}

type KeysOf<Row> = {
  props: GridProps<Row>
  active: number
  page: number
  go: (index: number) => void
}

/** Arrows and J K move, Enter opens, X selects; they work while a row has the focus. */
function useGridKeys<Row>({ props, active, page, go }: KeysOf<Row>) {
  return (event: KeyboardEvent<HTMLDivElement>) => {
    const { rows, keyOf, onOpen, onSelect } = props
    if (event.ctrlKey || event.metaKey || event.altKey || rows.length === 0) return
    const acts: Record<string, () => void> = {
      ArrowDown: () => go(active + 1),
      j: () => go(active + 1),
      ArrowUp: () => go(active - 1),
      k: () => go(active - 1),
      PageDown: () => go(active + page),
      PageUp: () => go(active - page),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      Enter: () => onOpen?.(rows[active]!),
      x: () => onSelect && toggle(props, keyOf(rows[active]!)),
    }
    const isRow = event.target instanceof HTMLElement && event.target.role === 'row'
    const act = acts[event.key]
    if (!act || (event.key === 'Enter' && !isRow)) return
    event.preventDefault()
    act()
  }
}
