import type { ComponentProps, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import css from './button.module.css'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

type Props = Omit<ComponentProps<'button'>, 'className'> & {
  /** At most one primary button stands in a view. */
  look?: Look
  icon?: IconName
  /** The letter that does the same; shown on the button. */
  letter?: string
  busy?: boolean
  children: ReactNode
}

export function Button(props: Props) {
  const { look = 'plain', icon, letter, busy = false, children, disabled, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      className={css['button']}
      data-look={look}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      aria-keyshortcuts={letter}
    >
      {icon && <Icon name={icon} />}
      <span className={css['words']}>{children}</span>
      {letter && <kbd aria-hidden="true">{letter}</kbd>}
    </button>
  )
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'className' | 'children'> & {
  icon: IconName
  /** What it does; read out, and shown when pointed at. */
  label: string
  letter?: string
}

export function IconButton({ icon, label, letter, ...rest }: IconButtonProps) {
  const title = letter === undefined ? label : `${label} (${letter})`
  return (
    <button
      type="button"
      {...rest}
      className={css['square']}
      aria-label={label}
      title={title}
      aria-keyshortcuts={letter}
    >
      <Icon name={icon} />
    </button>
  )
}
