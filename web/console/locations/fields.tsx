import { useState } from 'react'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import {
  coordinatesIn,
  durationOf,
  minutesOf,
  type Draft,
  type DraftField,
  type DurationUnit,
} from './edit.ts'
import css from './locations.module.css'

export type FormProps = {
  draft: Draft
  onChange: (changed: Partial<Draft>) => void
  faultOf: (field: DraftField) => string | undefined
}

type TextName = Exclude<DraftField, 'ships' | 'pickup'>

/** One text of the form. */
export function Text(of: FormProps & { name: TextName; hint?: string; isNumber?: boolean }) {
  const { locations: said } = useWords()
  const { name, draft, onChange, faultOf, hint, isNumber = false } = of
  return (
    <TextField
      label={said.fields[name]}
      hint={hint}
      fault={faultOf(name)}
      value={draft[name]}
      inputMode={isNumber ? 'decimal' : 'text'}
      autoComplete="off"
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  )
}

export function Place(form: FormProps) {
  return (
    <>
      <Text {...form} name="name" />
      <div className={css['pair']}>
        <Text {...form} name="postalCode" />
        <Text {...form} name="city" />
      </div>
      <Text {...form} name="region" />
      <Coordinates {...form} />
    </>
  )
}

export function Coordinates(form: FormProps) {
  const { locations: said } = useWords()
  const onChange: FormProps['onChange'] = (changed) => {
    form.onChange({ ...changed, ...coordinatesIn(changed.lat ?? changed.lon ?? '') })
  }
  return (
    <div>
      <div className={css['pair']}>
        <Text {...form} onChange={onChange} name="lat" isNumber />
        <Text {...form} onChange={onChange} name="lon" isNumber />
      </div>
      <p className="small">{said.hints.coordinates}</p>
    </div>
  )
}

export function CostsAndTimes(form: FormProps) {
  const { locations: said } = useWords()
  return (
    <>
      <div className={css['pair']}>
        <Text {...form} name="handlingCost" hint={said.hints.cost} isNumber />
        <Text {...form} name="parcelCost" isNumber />
      </div>
      <Duration {...form} name="acceptMinutes" />
      <Duration {...form} name="shipMinutes" />
      <p className="small">{said.timesNote}</p>
    </>
  )
}

const UNITS: readonly DurationUnit[] = ['minute', 'hour', 'day']

/** A time as people say it, in minutes, hours or days. */
function Duration(of: FormProps & { name: 'acceptMinutes' | 'shipMinutes' }) {
  const { locations: said } = useWords()
  const { name, draft, onChange, faultOf } = of
  const minutes = draft[name]
  const [unit, setUnit] = useState<DurationUnit>(() => durationOf(Number(minutes)).unit)
  const size = minutesOf(1, unit)
  const value = minutes === '' ? '' : String(Number(minutes) / size)
  const change = (text: string, in_: number) => {
    onChange({ [name]: text === '' ? '' : String(Number(text) * in_) })
  }
  return (
    <div className={css['duration']}>
      <TextField
        label={said.fields[name]}
        fault={faultOf(name)}
        type="number"
        min={0}
        step="any"
        value={value}
        onChange={(event) => change(event.currentTarget.value, size)}
      />
      <SelectField
        label={said.unit}
        aria-label={said.unitOf(said.fields[name])}
        value={unit}
        choices={UNITS.map((id) => ({ value: id, label: said.units[id] }))}
        onChange={(event) => {
          const next = event.currentTarget.value as DurationUnit
          setUnit(next)
          change(value, minutesOf(1, next))
        }}
      />
    </div>
  )
}
