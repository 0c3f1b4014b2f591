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
  /** What it finds besides; shown when pointed at, and read out. */
  hint?: string
}) {
  const id = of.id ?? 'search'
  return (
    <div className={css['search']} title={of.hint}>
      <Icon name="search" />
      <input
        type="search"
        id={id}
        aria-label={of.label}
        placeholder={of.label}
        value={of.value}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={of.hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => of.onChange(event.currentTarget.value)}
        onPaste={(event) => {
          // A list in lines would run together in a field of one line.
          const text = event.clipboardData.getData('text')
          const lines = text.split(/[\r\n\t]+/).filter((line) => line.trim() !== '')
          if (lines.length < 2) return
          event.preventDefault()
          of.onChange(lines.map((line) => line.trim()).join(', '))
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      {of.hint !== undefined && (
        <span hidden id={`${id}-hint`}>
          {of.hint}
        </span>
      )}
    </div>
  )
}
