import type { ReactNode } from 'react'
import css from './inventory.module.css'

type Head = { says: string; isEnd?: boolean; isHidden?: boolean }

/** A table of a page; where it is too wide it scrolls by itself, with the keys too. */
export function Table(of: {
  label: string
  head: readonly Head[]
  /** Where there is little room. */
  isCompact?: boolean
  children: ReactNode
}) {
  const looks = [css['table'], of.isCompact && css['compact']]
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls takes the keys
    <div className={css['scroll']} tabIndex={0} role="group" aria-label={of.label} data-across>
      <table className={looks.filter(Boolean).join(' ')}>
        <thead>
          <tr>
            {of.head.map(({ says, isEnd, isHidden }) => (
              <th key={says} scope="col" data-end={isEnd || undefined}>
                {isHidden ? <span className="hidden-text">{says}</span> : says}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{of.children}</tbody>
      </table>
    </div>
  )
}
