import { Combobox as Base } from '@base-ui/react/combobox'
import { Icon } from '../icon.tsx'
import type { Choice } from './field.tsx'
import css from './search-select.module.css'

type Props = {
  /** What is chosen here; read out with what is chosen. */
  label: string
  searchLabel: string
  /** Where nothing is chosen yet; the label, if left out. */
  placeholder?: string
  /** Where nothing matches. */
  none: string
  choices: readonly Choice[]
  value: string | undefined
  onChoose: (value: string) => void
  /** As wide as its text, among other tools, instead of as wide as the form. */
  isShort?: boolean
  /** Of a label that stands outside. */
  id?: string
}

/** A list to choose from that is too long to look through: typing narrows it down. */
export function SearchSelect(props: Props) {
  const { label, choices, value, onChoose, isShort } = props
  const chosen = choices.find((choice) => choice.value === value) ?? null
  return (
    <Base.Root
      items={choices}
      value={chosen}
      onValueChange={(choice: Choice | null) => choice && onChoose(choice.value)}
    >
      <Base.Trigger
        className={css['trigger']}
        data-short={isShort || undefined}
        aria-label={chosen ? `${label}: ${chosen.label}` : label}
        {...(props.id !== undefined && { id: props.id })}
      >
        <span
          className="clip"
          data-empty={(!chosen && props.placeholder !== undefined) || undefined}
        >
          {chosen?.label ?? props.placeholder ?? label}
        </span>
        <Icon name="chevronDown" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className={css['place']} sideOffset={4} align="start">
          <Base.Popup className={css['popup']} aria-label={label}>
            <Base.Input
              className={css['search']}
              aria-label={props.searchLabel}
              placeholder={props.searchLabel}
            />
            <Base.Empty className={css['none']}>{props.none}</Base.Empty>
            <Base.List className={css['list']}>
              {(choice: Choice) => (
                <Base.Item key={choice.value} value={choice} className={css['item']}>
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
    </Base.Root>
  )
}
