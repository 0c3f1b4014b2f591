import type { ReactNode } from 'react'
import css from './grid.module.css'

/** What stands in place of rows is a row too: a grid has nothing else. */
export function Instead({ children }: { children: ReactNode }) {
  return (
    <div role="rowgroup">
      <div role="row">
        <div role="gridcell" className={css['instead']}>
          {children}
        </div>
      </div>
    </div>
  )
}
