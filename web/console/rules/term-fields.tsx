import { SelectField, TextField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import { hasPercent, isChoice, type Draft } from './draft.ts'
import type { FieldsProps } from './fields.tsx'

/** What the rule says, by its kind. */
export function TermFields(props: FieldsProps) {
  const { draft } = props
  if (isChoice(draft.kind)) return <YesOrNo {...props} />
  if (hasPercent(draft.kind)) return <UnitsOrPercent {...props} />
  switch (draft.kind) {
    case 'purchase_limit':
      return <BuyerFields {...props} />
    case 'hold_limit':
      return <CartFields {...props} />
    case 'pre_order':
      return <PreOrderFields {...props} />
    case 'backorder':
      return (
        <div className="pair">
          <Count {...props} field="quantity" />
          <Count {...props} field="days" label="sendDays" />
        </div>
      )
    default:
      return <Count {...props} field="quantity" />
  }
}

type Label = 'quantity' | 'most' | 'sendDays' | Counted
type Counted =
  | 'quantity'
  | 'minQuantity'
  | 'percent'
  | 'days'
  | 'minutes'
  | 'extensions'
  | 'open'
  | 'withinDays'
  | 'minConfidence'

/** A number that the rule has. */
function Count(of: FieldsProps & { field: Counted; label?: Label; hint?: string }) {
  const said = useWords().rules.form
  const { field, draft, set, faultOf, hint } = of
  return (
    <TextField
      label={said[of.label ?? field]}
      hint={hint}
      fault={faultOf(field)}
      inputMode="decimal"
      autoComplete="off"
      value={draft[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  )
}

function YesOrNo({ draft, set }: FieldsProps) {
  const said = useWords().rules.form
  const words = draft.kind === 'pool' ? said.sells : said.eligible
  return (
    <SelectField
      label={said.does}
      value={draft.isYes ? 'yes' : 'no'}
      choices={[
        { value: 'no', label: words.no },
        { value: 'yes', label: words.yes },
      ]}
      onChange={(event) => set({ isYes: event.currentTarget.value === 'yes' })}
    />
  )
}

function UnitsOrPercent(props: FieldsProps) {
  const said = useWords().rules.form
  const { draft, set } = props
  return (
    <div className="pair">
      <SelectField
        label={said.measure}
        value={draft.isPercent ? 'percent' : 'units'}
        choices={[
          { value: 'units', label: said.measures.units },
          { value: 'percent', label: said.measures.percent },
        ]}
        onChange={(event) => set({ isPercent: event.currentTarget.value === 'percent' })}
      />
      <Count {...props} field={draft.isPercent ? 'percent' : 'quantity'} />
    </div>
  )
}

function Per({ draft, set, of }: FieldsProps & { of: readonly Draft['per'][] }) {
  const said = useWords().rules.form
  return (
    <SelectField
      label={said.per}
      value={of.includes(draft.per) ? draft.per : of[0]}
      choices={of.map((value) => ({ value, label: said.pers[value] }))}
      onChange={(event) => set({ per: event.currentTarget.value as Draft['per'] })}
    />
  )
}

function BuyerFields(props: FieldsProps) {
  const said = useWords().rules.form
  const isOfOrder = props.draft.per === 'order'
  return (
    <div className="pair">
      <Count {...props} field="quantity" label="most" {...(isOfOrder && { hint: said.anyHint })} />
      <Per {...props} of={['order', 'customer', 'address']} />
      {isOfOrder ? (
        <Count {...props} field="minQuantity" hint={said.anyHint} />
      ) : (
        <Count {...props} field="days" hint={said.daysHint} />
      )}
    </div>
  )
}

function CartFields(props: FieldsProps) {
  const said = useWords().rules.form
  return (
    <div className="pair">
      <Count {...props} field="minutes" />
      <Count {...props} field="extensions" />
      <Count {...props} field="open" hint={said.anyHint} />
      <Per {...props} of={['customer', 'address']} />
    </div>
  )
}

function PreOrderFields(props: FieldsProps) {
  const said = useWords().rules.form
  return (
    <div className="pair">
      <Count {...props} field="withinDays" />
      <Count {...props} field="minConfidence" />
      <Count {...props} field="quantity" label="most" hint={said.mostHint} />
    </div>
  )
}
