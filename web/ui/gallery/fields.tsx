import { useState } from 'react'
import { CheckField, SelectField, TextArea, TextField } from '../form/field.tsx'
import { PickMany, TypeMany } from '../form/many.tsx'
import { useSamples } from './use-samples.ts'
import css from './gallery.module.css'

export function Fields() {
  return (
    <div className={css['fields']}>
      <Texts />
      <Others />
      <Many />
    </div>
  )
}

function Texts() {
  const { fields } = useSamples()
  return (
    <>
      <TextField label={fields.name} hint={fields.hint} defaultValue={fields.nameValue} />
      <TextField label={fields.code} fault={fields.codeFault} defaultValue={fields.codeValue} />
      <TextField label={fields.disabled} defaultValue="EUR" disabled />
      <TextField
        label={fields.longLabel}
        hint={fields.hint}
        fault={fields.longFault}
        defaultValue={fields.longValue}
      />
      <TextArea label={fields.note} placeholder={fields.notePlaceholder} />
      <TextArea label={fields.note} fault={fields.noteFault} placeholder={fields.notePlaceholder} />
    </>
  )
}

function Others() {
  const { fields } = useSamples()
  const [isOn, setOn] = useState(true)
  const choices = fields.kinds.map((label, index) => {
    return { value: String(index), label, disabled: index === 2 }
  })
  return (
    <>
      <SelectField label={fields.kind} choices={choices} defaultValue="1" />
      <SelectField label={fields.kind} choices={choices} fault={fields.kindFault} />
      <SelectField label={fields.kind} choices={choices} disabled />
      <CheckField
        label={fields.pickup}
        hint={fields.pickupHint}
        checked={isOn}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      <CheckField label={fields.locked} disabled defaultChecked />
      <CheckField label={fields.longLabel} />
    </>
  )
}

function Many() {
  const { fields, chips } = useSamples()
  const [picked, setPicked] = useState<string[]>(['0'])
  const [taken, setTaken] = useState<string[]>([fields.codeValue, fields.longValue])
  const [typed, setTyped] = useState('')
  const removeLabel = () => chips.remove
  const choices = fields.kinds.map((label, index) => ({ value: String(index), label }))
  return (
    <>
      <PickMany
        label={fields.kind}
        hint={fields.hint}
        none={fields.kindFault}
        choices={choices}
        value={picked}
        onChange={setPicked}
        removeLabel={removeLabel}
      />
      <TypeMany
        label={fields.code}
        fault={fields.codeFault}
        placeholder={fields.notePlaceholder}
        value={taken}
        onChange={setTaken}
        typed={typed}
        onType={setTyped}
        removeLabel={removeLabel}
      />
    </>
  )
}
