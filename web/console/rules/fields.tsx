import { SelectField, TextField } from '../../ui/form/field.tsx'
import { Weekdays } from '../drafts/weekdays.tsx'
import { useWords } from '../words/index.ts'
import { KINDS, type Draft, type Field } from './draft.ts'
import { isOverAll } from './sentence.ts'
import { TermFields } from './term-fields.tsx'
import { WhatFields, WhereFields, WhoFields } from './which-fields.tsx'

export type FieldsProps = {
  draft: Draft
  set: (changed: Partial<Draft>) => void
  /** What is wrong with a field, whoever found it. */
  faultOf: (field: Field) => string | undefined
}

/** A rule: what it says, of which items and places, for whom, when, and what it is called. */
export function RuleFields(props: FieldsProps & { isNew: boolean }) {
  const { rules: said } = useWords()
  const { draft, set, faultOf, isNew } = props
  return (
    <>
      {isNew && (
        <SelectField
          label={said.form.kind}
          hint={said.kindSays[draft.kind]}
          value={draft.kind}
          choices={KINDS.map((value) => ({ value, label: said.kinds[value] }))}
          onChange={(event) => set({ kind: event.currentTarget.value as Draft['kind'] })}
        />
      )}
      <TermFields {...props} />
      <p className="small">{said.form.narrow}</p>
      <WhatFields {...props} />
      {!isOverAll(draft.kind) && <WhereFields {...props} />}
      <WhoFields {...props} />
      <WhenFields {...props} />
      <TextField
        label={said.form.name}
        hint={said.form.nameHint}
        fault={faultOf('name')}
        maxLength={100}
        autoComplete="off"
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
    </>
  )
}

/** A day, and a time of it where it is not a whole day. */
function Moment({ draft, set, faultOf, which }: FieldsProps & { which: 'from' | 'until' }) {
  const said = useWords().rules.form
  const time = `${which}Time` as const
  return (
    <div className="pair">
      <TextField
        type="date"
        label={said[which]}
        fault={faultOf(which)}
        value={draft[which]}
        onChange={(event) => set({ [which]: event.currentTarget.value })}
      />
      <TextField
        type="time"
        label={said[time]}
        hint={said.timeHint}
        value={draft[time]}
        onChange={(event) => set({ [time]: event.currentTarget.value })}
      />
    </div>
  )
}

function WhenFields({ draft, set, faultOf }: FieldsProps) {
  const said = useWords().rules.form
  return (
    <fieldset className="part">
      <legend>{said.when}</legend>
      <Moment {...{ draft, set, faultOf }} which="from" />
      <Moment {...{ draft, set, faultOf }} which="until" />
      <Weekdays
        label={said.weekdays}
        hint={said.everyDay}
        chosen={draft.weekdays}
        onChange={(weekdays) => set({ weekdays })}
      />
      <div className="pair">
        <TextField
          type="time"
          label={said.hoursFrom}
          hint={said.hoursHint}
          value={draft.hoursFrom}
          onChange={(event) => set({ hoursFrom: event.currentTarget.value })}
        />
        <TextField
          type="time"
          label={said.hoursTo}
          fault={faultOf('hoursTo')}
          // What ends at the end of a day is shown as the start of the next.
          value={draft.hoursTo === '24:00' ? '00:00' : draft.hoursTo}
          onChange={(event) => set({ hoursTo: event.currentTarget.value })}
        />
      </div>
    </fieldset>
  )
}
