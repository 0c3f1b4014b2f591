import { Combobox as Base } from '@base-ui/react/combobox'
import { useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { Icon } from '../icon.tsx'
import { Field, type Choice } from './field.tsx'
import css from './many.module.css'
import list from './search-select.module.css'

type Props = {
  label: string
  hint?: ReactNode
  fault?: string | undefined
  placeholder?: string
  value: readonly string[]
  onChange: (value: string[]) => void
  removeLabel: (name: string) => string
}

/** Some of a list: what is chosen stands as tokens, typing narrows the list down. */
export function PickMany(props: Props & { choices: readonly Choice[]; none: string }) {
  const { label, hint, fault, choices, value, onChange, removeLabel } = props
  const box = useRef<HTMLDivElement>(null)
  const known = new Map(choices.map((choice) => [choice.value, choice]))
  const chosen = value.map((one) => known.get(one) ?? { value: one, label: one })
  return (
    <Field label={label} hint={hint} fault={fault}>
      {({ id, describedBy, invalid }) => (
        <Base.Root
          multiple
          items={choices}
          value={chosen}
          isItemEqualToValue={(a: Choice, b: Choice) => a.value === b.value}
          // Escape closes the list; it is no way to lose all that was chosen.
          onValueChange={(all: Choice[], { reason }) => {
            if (reason !== 'escape-key') onChange(all.map((one) => one.value))
          }}
        >
          <Base.Chips className={css['box']} ref={box} data-invalid={invalid || undefined}>
            <Base.Value>
              {(all: Choice[]) => (
                <>
                  {all.map((one) => (
                    <Base.Chip key={one.value} className={css['one']} aria-label={one.label}>
                      <span className="clip">{one.label}</span>
                      <Base.ChipRemove
                        className={css['remove']}
                        aria-label={removeLabel(one.label)}
                      >
                        <Icon name="close" size={12} />
                      </Base.ChipRemove>
                    </Base.Chip>
                  ))}
                  <Base.Input
                    id={id}
                    className={css['input']}
                    placeholder={all.length > 0 ? '' : (props.placeholder ?? '')}
                    aria-describedby={describedBy}
                    aria-invalid={invalid || undefined}
                  />
                </>
              )}
            </Base.Value>
          </Base.Chips>
          <Offered label={label} none={props.none} box={box} />
        </Base.Root>
      )}
    </Field>
  )
}

/** The list below, narrowed down by what is typed. */
function Offered(of: { label: string; none: string; box: RefObject<HTMLDivElement | null> }) {
  return (
    <Base.Portal>
      <Base.Positioner className={list['place']} sideOffset={4} align="start" anchor={of.box}>
        <Base.Popup className={list['popup']} aria-label={of.label}>
          <Base.Empty className={list['none']}>{of.none}</Base.Empty>
          <Base.List className={list['list']}>
            {(choice: Choice) => (
              <Base.Item key={choice.value} value={choice} className={list['item']}>
                <span className="clip">{choice.label}</span>
                <Base.ItemIndicator>
                  <Icon name="check" />
                </Base.ItemIndicator>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}

type TypeProps = Props & {
  /** What is being typed, and not taken yet. */
  typed: string
  onType: (typed: string) => void
  /** Of a list of suggestions, which stands beside it. */
  list?: string | undefined
  options?: ReactNode
}

/** Some texts, each typed and taken with Enter or a comma. */
export function TypeMany(props: TypeProps) {
  const { label, hint, fault, value, onChange, removeLabel, typed, onType } = props
  const take = (text: string) => {
    const fresh = text.split(',').map((one) => one.trim())
    const all = [...new Set([...value, ...fresh.filter((one) => one !== '')])]
    if (all.length > value.length) onChange(all)
    onType('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && typed.trim() !== '') {
      event.preventDefault()
      take(typed)
    }
    if (event.key === 'Backspace' && typed === '') onChange(value.slice(0, -1))
  }
  return (
    <Field label={label} hint={hint} fault={fault}>
      {({ id, describedBy, invalid }) => (
        <div className={css['box']} data-invalid={invalid || undefined}>
          {value.map((one) => (
            <span key={one} className={css['one']}>
              <span className="clip">{one}</span>
              <button
                type="button"
                className={css['remove']}
                aria-label={removeLabel(one)}
                onClick={() => onChange(value.filter((other) => other !== one))}
              >
                <Icon name="close" size={12} />
              </button>
            </span>
          ))}
          <input
            id={id}
            className={css['input']}
            placeholder={value.length > 0 ? '' : (props.placeholder ?? '')}
            list={props.list}
            spellCheck={false}
            autoComplete="off"
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            value={typed}
            onChange={({ currentTarget: { value: text } }) => {
              if (text.includes(',')) take(text)
              else onType(text)
            }}
            onKeyDown={onKeyDown}
            onBlur={() => take(typed)}
          />
          {props.options}
        </div>
      )}
    </Field>
  )
}
