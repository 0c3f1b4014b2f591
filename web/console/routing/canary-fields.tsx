import { SelectField, TextField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import { GUARDS, type CanaryField, type TypedCanary } from './canary-draft.ts'
import { useLiveChannels } from './use-routing.ts'
import css from './routing.module.css'

/** How large its share is, how long it lasts, and what it must keep to. */
export function CanaryFields(of: {
  typed: TypedCanary
  faults: ReadonlySet<CanaryField>
  onChange: (typed: TypedCanary) => void
}) {
  const said = useWords().routing.canary.publish
  const { typed, faults, onChange } = of
  const number = (field: 'percent' | 'days' | 'orders', label: string, hint: string) => (
    <TextField
      inputMode="decimal"
      label={label}
      hint={hint}
      fault={faults.has(field) ? said[`${field}Fault`] : undefined}
      value={typed[field]}
      onChange={(event) => onChange({ ...typed, [field]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <div className="pair">
        {number('percent', said.percent, said.percentHint)}
        <OrdersOf typed={typed} onChange={onChange} />
      </div>
      <div className="pair">
        {number('days', said.days, said.daysHint)}
        {number('orders', said.orders, said.ordersHint)}
      </div>
      <fieldset className={css['guards']}>
        <legend>{said.guards}</legend>
        <p className="small">{said.guardsHint}</p>
        <div className={css['many']}>
          {GUARDS.map((guard) => (
            <TextField
              key={guard}
              inputMode="decimal"
              label={said.names[guard]}
              fault={faults.has(guard) ? said.guardFault : undefined}
              value={typed.guards[guard]}
              onChange={(event) => {
                const guards = { ...typed.guards, [guard]: event.currentTarget.value }
                onChange({ ...typed, guards })
              }}
            />
          ))}
        </div>
      </fieldset>
    </>
  )
}

/** Costs are added up: where channels sell in several currencies it is one of them. */
export function OrdersOf(of: { typed: TypedCanary; onChange: (typed: TypedCanary) => void }) {
  const said = useWords().routing.canary.publish
  const channels = useLiveChannels()
  const isOne = new Set(channels.map(({ currency }) => currency)).size <= 1
  const all = isOne ? [{ value: '', label: said.all }] : []
  return (
    <SelectField
      label={said.channel}
      choices={[...all, ...channels.map(({ code, name }) => ({ value: code, label: name }))]}
      value={of.typed.channel}
      onChange={(event) => of.onChange({ ...of.typed, channel: event.currentTarget.value })}
    />
  )
}
