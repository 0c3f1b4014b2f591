import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type ReactNode } from 'react'
import { usePreferences } from '../../lib/preferences.ts'
import { COARSE, NARROW, useMatch } from '../../lib/use-match.ts'
import { leastOf, nextSort, tracksOf, type Column, type Sort } from './columns.ts'
import { GridHead } from './head.tsx'
import { Instead } from './instead.tsx'
import { NewRows } from './new-rows.tsx'
import { GridRow } from './row.tsx'
import { useMoves, type Virtual } from './use-moves.ts'
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
  /** Two lines each on wide screens too: a list of cards more than a table. */
  isDouble?: boolean
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
  const { columns, rows, hasMore = false, onMore, instead, words, newCount = 0 } = props
  const scroller = useRef<HTMLDivElement>(null)
  const isPhone = useMatch(NARROW)
  const isNarrow = isPhone || props.isDouble === true
  const height = useRowHeight(isNarrow)
  // It hands out functions that change by themselves; nothing here is memoised by them.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollPaddingStart: isNarrow ? 0 : height,
  })
  useEffect(() => virtual.measure(), [virtual, height])
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) onMore?.()
  }, [hasMore, last, rows.length, onMore])
  const moves = useMoves(props, virtual, Math.floor(innerHeight / height) - 3)
  const tracks = tracksOf(columns, props.onSelect !== undefined)
  return (
    <div className={css['frame']}>
      <NewRows
        count={newCount}
        says={words.newRows(newCount)}
        onShow={() => {
          virtual.scrollToOffset(0)
          props.onShowNew?.()
        }}
      />
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows have it */}
      <div
        ref={scroller}
        className={css['scroller']}
        role="grid"
        aria-label={props.label}
        aria-rowcount={(props.total ?? rows.length) + 1}
        aria-multiselectable={props.onSelect !== undefined}
        style={{ '--tracks': tracks.join(' '), '--least': leastOf(tracks) } as React.CSSProperties}
        data-narrow={isNarrow || undefined}
        onKeyDown={moves.onKeyDown}
      >
        <GridHead
          columns={columns}
          words={words}
          sort={props.sort}
          onSort={props.onSort && ((column) => props.onSort!(nextSort(props.sort, column)))}
          all={allOf(props)}
        />
        {instead === undefined ? (
          <Rows props={props} virtual={virtual} moves={moves} of={{ height, isNarrow }} />
        ) : (
          <Instead>{instead}</Instead>
        )}
        {hasMore && instead === undefined && <p className={css['more']}>{words.loadingMore}</p>}
      </div>
    </div>
  )
}

type Moves = ReturnType<typeof useMoves>

function Rows<Row>({
  props,
  virtual,
  moves,
  of: { height, isNarrow },
}: {
  props: GridProps<Row>
  virtual: Virtual
  moves: Moves
  of: { height: number; isNarrow: boolean }
}) {
  const { rows, columns, keyOf, openKey } = props
  return (
    <div className={css['rows']} role="rowgroup" style={{ blockSize: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, start }) => {
        const row = rows[index]!
        const key = keyOf(row)
        return (
          <GridRow
            key={key}
            id={moves.idOf(index)}
            row={row}
            index={index}
            start={start}
            height={height}
            columns={columns}
            isNarrow={isNarrow}
            isStop={index === moves.stop}
            isOpen={key === openKey}
            isSelected={props.selected?.has(key) ?? false}
            isFlashing={props.flashing?.has(key) ?? false}
            selectLabel={props.onSelect && props.words.select(props.nameOf(row))}
            onOpen={moves.open}
            onSelect={moves.select}
          />
        )
      })}
    </div>
  )
}

/** Fingers need taller rows, whatever a person likes. */
function useRowHeight(isNarrow: boolean): number {
  const isCoarse = useMatch(COARSE)
  const { density } = usePreferences()
  return isNarrow ? NARROW_ROW : WIDE_ROW[isCoarse ? 'comfortable' : density]
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
