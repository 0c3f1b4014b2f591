import { memo } from 'react'
import type { Column } from './columns.ts'
import css from './grid.module.css'

type Props<Row> = {
  id: string
  row: Row
  index: number
  start: number
  height: number
  columns: readonly Column<Row>[]
  isNarrow: boolean
  /** The row at which Tab stops. */
  isStop: boolean
  isOpen: boolean
  isSelected: boolean
  isFlashing: boolean
  /** What its checkbox is called; it has none if undefined. */
  selectLabel: string | undefined
  onOpen: (index: number) => void
  onSelect: (index: number) => void
}

function Row<Of>(props: Props<Of>) {
  const { row, index, columns, isNarrow, selectLabel } = props
  const shown = isNarrow ? columns.filter(({ narrow }) => narrow !== undefined) : columns
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid hears the keys
    <div
      id={props.id}
      className={css['row']}
      role="row"
      tabIndex={props.isStop ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={selectLabel === undefined ? undefined : props.isSelected}
      data-open={props.isOpen || undefined}
      data-flash={props.isFlashing || undefined}
      style={{ blockSize: props.height, transform: `translateY(${props.start}px)` }}
      onClick={() => props.onOpen(index)}
    >
      {selectLabel !== undefined && !isNarrow && (
        <div role="gridcell" className={css['select']}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={selectLabel}
            checked={props.isSelected}
            onClick={(event) => event.stopPropagation()}
            onChange={() => props.onSelect(index)}
          />
        </div>
      )}
      {shown.map(({ id, cell, align, narrow }) => (
        <div
          key={id}
          role="gridcell"
          className={css['cell']}
          data-align={align}
          data-narrow={isNarrow ? narrow : undefined}
        >
          {cell(row)}
        </div>
      ))}
    </div>
  )
}

/** Drawn again only when something of it has changed. */
export const GridRow = memo(Row) as typeof Row
