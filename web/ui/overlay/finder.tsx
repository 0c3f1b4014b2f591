import { useId, useState, type KeyboardEvent } from 'react'
import { Icon, type IconName } from '../icon.tsx'
import css from './finder.module.css'

/** Something that can be chosen; those of one group stand together. */
export type FinderEntry = {
  group: string
  id: string
  icon: IconName
  name: string
  more?: string
}

type Props<Entry> = {
  label: string
  placeholder: string
  /** Where nothing matches: what else to try. */
  none: string
  /** What the groups are called. */
  groups: Readonly<Record<string, string>>
  text: string
  onText: (text: string) => void
  entries: readonly Entry[]
  onChoose: (entry: Entry) => void
}

/** A field and what it finds: the arrows go through the list, the cursor stays in the field. */
export function Finder<Entry extends FinderEntry>(props: Props<Entry>) {
  const { label, entries, groups } = props
  const [active, setActive] = useState(0)
  const id = useId()
  const chosen = entries[Math.min(active, entries.length - 1)]
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by !== 0 && entries.length > 0) {
      event.preventDefault()
      const next = (Math.min(active, entries.length - 1) + by + entries.length) % entries.length
      setActive(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Enter' && chosen) props.onChoose(chosen)
  }
  return (
    <>
      <div className={css['field']}>
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen && `${id}-${entries.indexOf(chosen)}`}
          aria-label={label}
          placeholder={props.placeholder}
          value={props.text}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            props.onText(event.currentTarget.value)
            setActive(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <p className={css['none']} role="status">
        {entries.length === 0 && props.none}
      </p>
      <div role="listbox" id={`${id}-list`} aria-label={label} className={css['list']}>
        {entries.map((entry, index) => (
          <Option
            key={`${entry.group} ${entry.id}`}
            id={`${id}-${index}`}
            entry={entry}
            heading={entries[index - 1]?.group === entry.group ? undefined : groups[entry.group]}
            isActive={entry === chosen}
            onPoint={() => setActive(index)}
            onChoose={() => props.onChoose(entry)}
          />
        ))}
      </div>
    </>
  )
}

function Option(of: {
  id: string
  entry: FinderEntry
  heading: string | undefined
  isActive: boolean
  onPoint: () => void
  onChoose: () => void
}) {
  const { icon, name, more } = of.entry
  return (
    <>
      {of.heading !== undefined && (
        <p className={css['group']} role="presentation">
          {of.heading}
        </p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has them */}
      <div
        role="option"
        id={of.id}
        tabIndex={-1}
        className={css['option']}
        aria-selected={of.isActive}
        onPointerMove={of.onPoint}
        onClick={of.onChoose}
      >
        <Icon name={icon} />
        <span className="clip">{name}</span>
        {more !== undefined && <span className={css['more']}>{more}</span>}
      </div>
    </>
  )
}
