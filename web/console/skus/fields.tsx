import { useId } from 'react'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { useSuggestedTags } from '../shell/use-suggested-tags.tsx'
import { useWords } from '../words/index.ts'
import { useCategories } from './categories.tsx'
import { kinds, type Form, type Kind } from './form.ts'
import { hazardChoices } from './hazards.ts'
import { Pairs } from './pairs.tsx'
import { PictureField } from './picture-field.tsx'
import css from './skus.module.css'

/** What is wrong with the fields: as we saw it, and as the server said, by JSON pointer. */
export type Faults = {
  own: Partial<Record<keyof Form, string>>
  /** Prices without an amount, by their ids. */
  unpriced: readonly number[]
  at: (pointer: string) => string | undefined
}

type Props = {
  form: Form
  onChange: (form: Form) => void
  isNew?: boolean | undefined
  faults: Faults
}

type TextName = Exclude<
  keyof Form,
  'options' | 'prices' | 'picture' | 'kind' | 'components' | 'hazard'
>

/** What the API calls a field. */
const SENT: Partial<Record<TextName, string>> = {
  weight: 'weightG',
  length: 'lengthMm',
  width: 'widthMm',
  height: 'heightMm',
  margin: 'marginPercent',
}

/** The fields of a SKU; code, unit and decimals only of a new one, since they stay for ever. */
export function SkuFields({ form, onChange, isNew = false, faults }: Props) {
  const { skus: said } = useWords()
  const text = (name: TextName) => ({
    label: said.form[name],
    value: form[name],
    fault: faults.own[name] ?? faults.at(`/${SENT[name] ?? name}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...form, [name]: event.currentTarget.value }),
  })
  const decimal = { type: 'number', min: 0, step: 'any', inputMode: 'decimal' } as const
  return (
    <>
      {isNew && (
        <TextField {...text('code')} hint={said.form.codeHint} maxLength={64} spellCheck={false} />
      )}
      <TextField {...text('name')} maxLength={300} />
      <div className={css['grid']}>
        <CategoryField {...text('category')} />
        <TextField {...text('product')} hint={said.form.productHint} maxLength={64} />
      </div>
      <TagsField {...text('tags')} hint={said.form.tagsHint} value={form.tags} />
      <Rows {...{ form, onChange, isNew, faults }} />
      <div className={css['grid']}>
        <TextField
          {...text('margin')}
          {...decimal}
          hint={said.form.marginHint}
          max={100}
          step={1}
        />
        <TextField {...text('taxClass')} maxLength={60} />
      </div>
      <div className={css['grid']}>
        <TextField {...text('weight')} {...decimal} step={1} />
        <TextField {...text('length')} {...decimal} />
        <TextField {...text('width')} {...decimal} />
        <TextField {...text('height')} {...decimal} />
      </div>
      <div className={css['grid']}>
        <HazardField {...{ form, onChange, faults }} />
        {isNew && <TextField {...text('unit')} hint={said.form.unitHint} maxLength={20} />}
        {isNew && (
          <TextField
            {...text('decimals')}
            hint={said.form.decimalsHint}
            type="number"
            min={0}
            max={6}
            step={1}
          />
        )}
      </div>
      <PictureField
        value={form.picture}
        fault={faults.at('/picture')}
        onChange={(picture) => onChange({ ...form, picture })}
      />
    </>
  )
}

function HazardField({ form, onChange, faults }: Props) {
  const { skus: said } = useWords()
  return (
    <SelectField
      label={said.form.hazard}
      fault={faults.at('/hazard')}
      choices={[{ value: '', label: said.notHazardous }, ...hazardChoices(said)]}
      value={form.hazard}
      onChange={(event) => onChange({ ...form, hazard: event.currentTarget.value })}
    />
  )
}

/** Its options and prices; how its stock is kept, of a new one; what a bundle is made of. */
function Rows({ form, onChange, isNew, faults }: Props) {
  const { skus: said } = useWords()
  return (
    <>
      <Pairs
        kind="options"
        rows={form.options}
        faults={faults}
        onChange={(options) => onChange({ ...form, options })}
      />
      <Pairs
        kind="prices"
        rows={form.prices}
        faults={faults}
        onChange={(prices) => onChange({ ...form, prices })}
      />
      {isNew && (
        <SelectField
          label={said.form.kind}
          hint={said.form.kindHint}
          choices={kinds.map((value) => ({ value, label: said.kinds[value] }))}
          value={form.kind}
          onChange={(event) => onChange({ ...form, kind: event.currentTarget.value as Kind })}
        />
      )}
      {form.kind === 'bundle' && (
        <Pairs
          kind="components"
          rows={form.components}
          faults={faults}
          onChange={(components) => onChange({ ...form, components })}
        />
      )}
    </>
  )
}

/** Tags with commas between them: some that are in use, and new ones. */
function TagsField(of: Parameters<typeof TextField>[0] & { value: string }) {
  const { list, options } = useSuggestedTags('sku', of.value)
  return (
    <div>
      <TextField {...of} list={list} maxLength={1000} spellCheck={false} autoComplete="off" />
      {options}
    </div>
  )
}

/** A category that is in use, or a new one. */
function CategoryField(of: Parameters<typeof TextField>[0]) {
  const id = useId()
  const categories = useCategories()
  return (
    <div>
      <TextField {...of} list={id} maxLength={100} autoComplete="off" />
      <datalist id={id}>
        {categories.map(({ category }) => (
          <option key={category} value={category}>
            {category}
          </option>
        ))}
      </datalist>
    </div>
  )
}
