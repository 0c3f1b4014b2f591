import { CheckField, TextField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import type { TypedAhead } from './plan-draft.ts'

type Of = {
  typed: TypedAhead
  set: (changed: Partial<TypedAhead>) => void
  faultOf: (field: 'days' | 'marginPercent') => string | undefined
  togetherHint: string
}

/** What prices are found by: each way has a proof of its own. */
export function AheadFields({ typed, set, faultOf, togetherHint }: Of) {
  const { plans: said } = useWords().routing
  return (
    <>
      <div className="pair">
        {(['days', 'marginPercent'] as const).map((name) => (
          <TextField
            key={name}
            label={said[name]}
            hint={name === 'marginPercent' ? said.marginHint : undefined}
            fault={faultOf(name)}
            inputMode="decimal"
            autoComplete="off"
            value={typed[name]}
            onChange={(event) => set({ [name]: event.currentTarget.value })}
          />
        ))}
      </div>
      <CheckField
        label={said.together}
        hint={togetherHint}
        checked={typed.together}
        onChange={(event) => set({ together: event.currentTarget.checked })}
      />
    </>
  )
}
