import { SelectField, TextField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import { KINDS, type Draft, type Fault, type Kind } from './draft.ts'

type Props = {
  draft: Draft
  set: (changed: Partial<Draft>) => void
  /** How exactly the item is counted, where that is known. */
  decimals: number | undefined
  /** It is announced already: what is asked for is what is still to come. */
  isKnown?: boolean
  faultOf: (fault: Fault) => string | undefined
  faultAt: (pointer: string) => string | undefined
}

/** How many come, when, where from and how surely. */
export function TermFields({ draft, set, decimals, isKnown, faultOf, faultAt }: Props) {
  const { fields, kinds } = useWords().receipts
  return (
    <>
      <div className="pair">
        <TextField
          label={isKnown ? fields.toCome : fields.quantity}
          fault={faultOf('quantity') ?? faultAt('/quantity')}
          type="number"
          inputMode="decimal"
          min={0}
          step={decimals === undefined ? 'any' : 10 ** -decimals}
          value={draft.quantity}
          onChange={(event) => set({ quantity: event.currentTarget.value })}
        />
        <TextField
          label={fields.dueOn}
          fault={faultOf('dueOn') ?? faultAt('/dueOn')}
          type="date"
          max="2999-12-31"
          value={draft.dueOn}
          onChange={(event) => set({ dueOn: event.currentTarget.value })}
        />
      </div>
      <div className="pair">
        <SelectField
          label={fields.kind}
          value={draft.kind}
          choices={KINDS.map((value) => ({ value, label: kinds[value] }))}
          onChange={(event) => set({ kind: event.currentTarget.value as Kind })}
        />
        <TextField
          label={fields.confidence}
          hint={fields.confidenceHint}
          fault={faultOf('confidence') ?? faultAt('/confidence')}
          type="number"
          inputMode="numeric"
          min={0}
          max={100}
          value={draft.confidence}
          onChange={(event) => set({ confidence: event.currentTarget.value })}
        />
      </div>
      <TextField
        label={fields.reference}
        hint={fields.referenceHint}
        fault={faultAt('/reference')}
        autoComplete="off"
        maxLength={100}
        value={draft.reference}
        onChange={(event) => set({ reference: event.currentTarget.value })}
      />
    </>
  )
}
