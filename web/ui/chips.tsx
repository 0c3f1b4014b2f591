import { Icon } from './icon.tsx'
import css from './chips.module.css'

export type Chip = { id: string; label: string; count?: string | undefined }

/** The views of a list: one is always chosen. */
export function Chips(of: {
  label: string
  chips: readonly Chip[]
  chosen: string | undefined
  onChoose: (id: string) => void
}) {
  return (
    <div className={css['chips']} role="group" aria-label={of.label}>
      {of.chips.map(({ id, label, count }) => (
        <button
          key={id}
          type="button"
          className={css['chip']}
          aria-pressed={id === of.chosen}
          onClick={() => of.onChoose(id)}
        >
          {label}
          {count !== undefined && <span className={css['count']}>{count}</span>}
        </button>
      ))}
    </div>
  )
}

/** A filter that is in force; pressing it takes it away. */
export function Token(of: {
  name: string
  value: string
  removeLabel: string
  onRemove: () => void
}) {
  return (
    <button type="button" className={css['token']} title={of.removeLabel} onClick={of.onRemove}>
      <span className={css['name']}>{of.name}</span>
      <span className="clip">{of.value}</span>
      <span className="hidden-text">{of.removeLabel}</span>
      <Icon name="close" size={12} />
    </button>
  )
}

/** The search of a list; `/` leads to it. */
export function SearchField(of: {
  label: string
  value: string
  onChange: (value: string) => void
  id?: string
}) {
  return (
    <div className={css['search']}>
      <Icon name="search" />
      <input
        type="search"
        id={of.id ?? 'search'}
        aria-label={of.label}
        placeholder={of.label}
        value={of.value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => of.onChange(event.currentTarget.value)}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  )
}
