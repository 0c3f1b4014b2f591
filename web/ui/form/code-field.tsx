import { useId } from 'react'
import { TextField } from './field.tsx'

/** A code that may be new; those that there are already are suggested. */
export function CodeField(of: {
  label: string
  hint: string
  fault: string | undefined
  known: readonly string[]
  value: string
  onChange: (code: string) => void
}) {
  const id = useId()
  return (
    <div>
      <TextField
        label={of.label}
        hint={of.hint}
        fault={of.fault}
        list={id}
        maxLength={64}
        spellCheck={false}
        autoComplete="off"
        value={of.value}
        onChange={(event) => of.onChange(event.currentTarget.value)}
      />
      <datalist id={id}>
        {of.known.map((code) => (
          <option key={code} value={code}>
            {code}
          </option>
        ))}
      </datalist>
    </div>
  )
}
