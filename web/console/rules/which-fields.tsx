import { Field, SelectField, TextField, type Choice } from '../../ui/form/field.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { useGroups } from '../locations/use-choices.ts'
import { useNames } from '../orders/use-names.ts'
import { TagField } from '../shell/tag-field.tsx'
import { useCategories } from '../skus/categories.tsx'
import { useSuggested } from '../skus/use-suggested.tsx'
import { useWords } from '../words/index.ts'
import { choicesWith, type Field as RuleField } from './draft.ts'
import type { FieldsProps } from './fields.tsx'

/** Which items: all that is said must fit. */
export function WhatFields({ draft, set, faultOf }: FieldsProps) {
  const said = useWords().rules.form
  const suggested = useSuggested(draft.sku)
  const categories = useCategories().map(({ category }) => ({ value: category, label: category }))
  return (
    <fieldset className="part">
      <legend>{said.what}</legend>
      <TextField
        label={said.sku}
        fault={faultOf('sku')}
        placeholder={said.any}
        list={suggested.list}
        spellCheck={false}
        autoComplete="off"
        value={draft.sku}
        onChange={(event) => set({ sku: event.currentTarget.value })}
      />
      {suggested.options}
      <div className="pair">
        <Pick field="category" choices={categories} {...{ draft, set, faultOf }} />
        <Tag of="sku" field="skuTag" {...{ draft, set, faultOf }} />
      </div>
    </fieldset>
  )
}

/** At which locations. */
export function WhereFields(props: FieldsProps) {
  const { rules, locations } = useWords()
  const said = rules.form
  const names = useNames()
  const groups = useGroups().map(({ code, name }) => ({ value: code, label: name }))
  const kinds = Object.entries(locations.kinds).map(([value, label]) => ({ value, label }))
  return (
    <fieldset className="part">
      <legend>{said.where}</legend>
      <Find
        {...props}
        field="location"
        choices={names.locations}
        searchLabel={rules.findPlace}
        none={rules.noPlace}
      />
      <div className="pair">
        <Pick {...props} field="group" choices={groups} />
        <Pick {...props} field="locationKind" choices={kinds} />
      </div>
      <Tag {...props} of="location" field="locationTag" />
    </fieldset>
  )
}

/** For which channel, and which way of delivery. */
export function WhoFields(props: FieldsProps) {
  const { rules, order } = useWords()
  const names = useNames()
  const methods = Object.entries(order.methods).map(([value, label]) => ({ value, label }))
  return (
    <fieldset className="part">
      <legend>{rules.form.who}</legend>
      <div className="pair">
        <Find
          {...props}
          field="channel"
          choices={names.channels}
          searchLabel={rules.findChannel}
          none={rules.noChannel}
        />
        <Pick {...props} field="method" choices={methods} />
      </div>
    </fieldset>
  )
}

type Picked = Extract<
  RuleField,
  | 'category'
  | 'skuTag'
  | 'location'
  | 'group'
  | 'locationTag'
  | 'locationKind'
  | 'channel'
  | 'method'
>
type PickProps = FieldsProps & { field: Picked }

/** One of a few, or any. */
function Pick({ field, draft, set, faultOf, choices }: PickProps & { choices: readonly Choice[] }) {
  const said = useWords().rules.form
  return (
    <SelectField
      label={said[field]}
      fault={faultOf(field)}
      value={draft[field]}
      choices={[{ value: '', label: said.any }, ...choicesWith(choices, draft[field])]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
    />
  )
}

/** One of many, or any. */
function Find(of: PickProps & { choices: readonly Choice[]; searchLabel: string; none: string }) {
  const said = useWords().rules.form
  const { field, draft, set } = of
  return (
    <Field label={said[field]} fault={of.faultOf(field)}>
      {({ id }) => (
        <SearchSelect
          id={id}
          label={said[field]}
          searchLabel={of.searchLabel}
          none={of.none}
          choices={[{ value: '', label: said.any }, ...choicesWith(of.choices, draft[field])]}
          value={draft[field]}
          onChoose={(value) => set({ [field]: value })}
        />
      )}
    </Field>
  )
}

/** A tag, or any. */
function Tag({ of, field, draft, set, faultOf }: PickProps & { of: 'sku' | 'location' }) {
  const said = useWords().rules.form
  return (
    <TagField
      of={of}
      label={said[field]}
      fault={faultOf(field)}
      value={draft[field]}
      onChange={(tag) => set({ [field]: tag })}
    />
  )
}
