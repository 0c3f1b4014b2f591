import shapes from './icons.json'
import css from './icon.module.css'

/** Drawn by Lucide (ISC licence), those that are used. */
export type IconName = keyof typeof shapes

/** A drawing beside a word; it says nothing that the word does not. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={css['icon']}
      data-turns={TURNS.has(name) || undefined}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <path d={shapes[name]} />
    </svg>
  )
}

/** What points along the line turns round where one reads from right to left. */
const TURNS = new Set<IconName>(['chevronEnd', 'undo', 'external', 'signOut', 'list'])
