import { useId, type ComponentProps, type ReactNode } from 'react'
import css from './field.module.css'

type FieldProps = {
  label: string
  /** What it is for, where the label does not say it. */
  hint?: ReactNode
  /** What is wrong with what was typed, and what to do. */
  fault?: string | undefined
  children: (of: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode
}

/** A control with its label, hint and fault, tied together for whoever does not see them. */
export function Field({ label, hint, fault, children }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const faultId = `${id}-fault`
  const told = [hint !== undefined && hintId, fault !== undefined && faultId].filter(Boolean)
  const describedBy = told.length > 0 ? told.join(' ') : undefined
  return (
    <div className={css['field']}>
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy, invalid: fault !== undefined })}
      {hint !== undefined && (
        <p className="small" id={hintId}>
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p className={css['fault']} id={faultId} role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

type Of<Control extends 'input' | 'select' | 'textarea'> = Omit<
  ComponentProps<Control>,
  'className' | 'id'
> &
  Omit<FieldProps, 'children'>

export function TextField({ label, hint, fault, ...rest }: Of<'input'>) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {({ id, describedBy, invalid }) => (
        <input
          {...rest}
          className={css['control']}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
        />
      )}
    </Field>
  )
}

export function TextArea({ label, hint, fault, ...rest }: Of<'textarea'>) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {({ id, describedBy, invalid }) => (
        <textarea
          rows={3}
          {...rest}
          className={css['control']}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
        />
      )}
    </Field>
  )
}

export type Choice = { value: string; label: string; disabled?: boolean }

/** A list to choose from: the one of the platform, which every hand and reader knows. */
export function SelectField({
  label,
  hint,
  fault,
  choices,
  ...rest
}: Of<'select'> & { choices: readonly Choice[] }) {
  return (
    <Field label={label} hint={hint} fault={fault}>
      {({ id, describedBy, invalid }) => (
        <select
          {...rest}
          className={css['control']}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
        >
          {choices.map(({ value, label: name, disabled }) => (
            <option key={value} value={value} disabled={disabled}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

export function CheckField({
  label,
  hint,
  ...rest
}: Omit<ComponentProps<'input'>, 'className' | 'id' | 'type'> & {
  label: ReactNode
  hint?: ReactNode
}) {
  const id = useId()
  return (
    <div className={css['check']}>
      <input
        {...rest}
        type="checkbox"
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="small" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
