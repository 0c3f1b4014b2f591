import { useState } from 'react'
import { CheckField, SelectField, TextField } from '../../ui/form/field.tsx'
import { useSuggestedTags } from '../shell/use-suggested-tags.tsx'
import { useWords } from '../words/index.ts'
import {
  abilities,
  coordinatesIn,
  durationOf,
  listOf,
  minutesOf,
  type Draft,
  type DraftField,
  type DurationUnit,
} from './edit.ts'
import { useCalendars, useCompanies, useGroups, usePartners, useSellers } from './use-choices.ts'
import css from './locations.module.css'

export type FormProps = {
  draft: Draft
  onChange: (changed: Partial<Draft>) => void
  faultOf: (field: DraftField) => string | undefined
}

type TextName = Exclude<DraftField, (typeof abilities)[number]>

/** One text of the form. */
export function Text(
  of: FormProps & { name: TextName; hint?: string; isNumber?: boolean; list?: string },
) {
  const { locations: said } = useWords()
  const { name, draft, onChange, faultOf, hint, list, isNumber = false } = of
  return (
    <TextField
      label={said.fields[name]}
      hint={hint}
      fault={faultOf(name)}
      value={draft[name]}
      inputMode={isNumber ? 'decimal' : 'text'}
      autoComplete="off"
      list={list}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  )
}

export function Address(form: FormProps) {
  return (
    <>
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

/** What it can do. */
export function Abilities({ draft, onChange }: FormProps) {
  const { locations: said } = useWords()
  return (
    <>
      {abilities.map((name) => (
        <CheckField
          key={name}
          label={said.fields[name]}
          checked={draft[name]}
          onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
        />
      ))}
    </>
  )
}

/** Whose it is. */
export function Owner(form: FormProps) {
  return <Choice {...form} name="legalEntity" choices={useCompanies()} />
}

/** Who runs it, who sells from it, what it is called by and counted among. */
export function Belonging(form: FormProps) {
  const { locations: said } = useWords()
  const partners = usePartners()
  const calendars = useCalendars()
  const groups = useGroups()
  const sellers = useSellers()
  const tags = useSuggestedTags('location', form.draft.tags)
  return (
    <>
      <div className={css['pair']}>
        <Choice {...form} name="partner" choices={partners} none={said.noPartner} />
        <Choice {...form} name="holidayCalendar" choices={calendars} none={said.noCalendar} />
      </div>
      <Text {...form} name="tags" hint={said.hints.tags} list={tags.list} />
      {tags.options}
      <Several {...form} name="groups" choices={groups} />
      <Several {...form} name="channels" choices={sellers} />
    </>
  )
}

type Named = { code: string; name: string }

function Choice(
  of: FormProps & {
    name: 'legalEntity' | 'partner' | 'holidayCalendar'
    choices: readonly Named[]
    /** What it is without one; undefined: it needs one. */
    none?: string
  },
) {
  const { locations: said } = useWords()
  const { name, draft, onChange, faultOf, choices, none } = of
  const chosen = draft[name]
  // What is archived stays where it is, and can be replaced.
  const isKnown = chosen === '' || choices.some(({ code }) => code === chosen)
  return (
    <SelectField
      label={said.fields[name]}
      fault={faultOf(name)}
      value={chosen}
      choices={[
        ...(none === undefined ? [] : [{ value: '', label: none }]),
        ...(isKnown ? [] : [{ value: chosen, label: chosen }]),
        ...choices.map(({ code, name: label }) => ({ value: code, label })),
      ]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  )
}

/** Any number of what there is; nothing where there is nothing. */
function Several(of: FormProps & { name: 'groups' | 'channels'; choices: readonly Named[] }) {
  const { locations: said } = useWords()
  const { name, draft, onChange, choices } = of
  if (choices.length === 0) return null
  const chosen = new Set(listOf(draft[name]))
  const change = (code: string, isOn: boolean) => {
    const codes = isOn ? [...chosen, code] : [...chosen].filter((one) => one !== code)
    onChange({ [name]: codes.toSorted().join(',') })
  }
  return (
    <fieldset className={css['several']}>
      <legend>{said.fields[name]}</legend>
      <div className={css['choices']}>
        {choices.map(({ code, name: label }) => (
          <CheckField
            key={code}
            label={label}
            checked={chosen.has(code)}
            onChange={(event) => change(code, event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
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
export function Duration(
  of: FormProps & { name: 'acceptMinutes' | 'shipMinutes' | 'handlingMinutes' },
) {
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
