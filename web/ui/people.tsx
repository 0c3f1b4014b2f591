import css from './people.module.css'

type Person = { id: string; name: string }

/** So many are shown, where there are more, and a number for the rest. */
const SHOWN = 3

/** People as their initials; the whole name for whoever points at one or comes there by keys. */
export function People(of: { label: string; people: readonly Person[]; more: string }) {
  const shown = of.people.slice(0, SHOWN)
  const rest = of.people.slice(SHOWN)
  if (shown.length === 0) return null
  return (
    <ul className={css['people']} aria-label={of.label}>
      {shown.map(({ id, name }) => (
        <One key={id} short={initialsOf(name)} says={name} />
      ))}
      {rest.length > 0 && <One short={of.more} says={rest.map(({ name }) => name).join(', ')} />}
    </ul>
  )
}

function One({ short, says }: { short: string; says: string }) {
  return (
    <li>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- its name shows then */}
      <span className={css['person']} tabIndex={0} role="img" aria-label={says}>
        {short}
        <span className={css['name']} aria-hidden="true">
          <bdi>{says}</bdi>
        </span>
      </span>
    </li>
  )
}

/** Of the first and the last name. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean)
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  const firsts = ends.map((word) => [...new Intl.Segmenter().segment(word)][0]!.segment)
  return firsts.join('').toUpperCase() || '?'
}
