import { Icon } from '../icon.tsx'
import type { Column, Sort } from './columns.ts'
import type { GridWords } from './grid.tsx'
import css from './grid.module.css'

type Props<Row> = {
  columns: readonly Column<Row>[]
  words: GridWords
  sort: Sort | undefined
  onSort: ((column: string) => void) | undefined
  all: { isAll: boolean; isSome: boolean; toggle: () => void } | undefined
}

export function GridHead<Row>({ columns, words, sort, onSort, all }: Props<Row>) {
  return (
    <div className={css['head']} role="rowgroup">
      <div className={css['headRow']} role="row" aria-rowindex={1}>
        {all && (
          <div role="columnheader" className={css['select']}>
            <input
              type="checkbox"
              aria-label={words.selectAll}
              checked={all.isAll}
              ref={(box) => {
                if (box) box.indeterminate = all.isSome
              }}
              onChange={all.toggle}
            />
          </div>
        )}
        {columns.map(({ id, head, align, isSortable }) => (
          <div
            key={id}
            role="columnheader"
            className={css['headCell']}
            data-align={align}
            aria-sort={sortedAs(id, sort)}
          >
            {isSortable && onSort ? (
              <button type="button" onClick={() => onSort(id)} title={words.sortBy(head)}>
                {head}
                {sort?.column === id && (
                  <Icon name={sort.isDescending ? 'arrowDown' : 'arrowUp'} size={12} />
                )}
              </button>
            ) : (
              head
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

function sortedAs(id: string, sort: Sort | undefined) {
  if (sort?.column !== id) return undefined
  return sort.isDescending ? 'descending' : 'ascending'
}
