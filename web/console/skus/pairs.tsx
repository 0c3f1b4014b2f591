import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/form/field.tsx'
import { useWords, type Words } from '../words/index.ts'
import type { Faults } from './fields.tsx'
import type { Pair } from './form.ts'
import css from './skus.module.css'

type Kind = 'options' | 'prices' | 'components'

/** What the API calls the two fields; of options it has nothing to say. */
const PARTS = {
  prices: { name: 'currency', value: 'amount' },
  components: { name: 'sku', value: 'quantity' },
} as const

type Props = {
  kind: Kind
  rows: readonly Pair[]
  faults: Faults
  onChange: (rows: Pair[]) => void
}

/**
 * Rows of two fields each: options with their values, currencies with what it costs, SKUs with how
 * many of them are in a bundle.
 */
export function Pairs({ kind, rows, faults, onChange }: Props) {
  const words = useWords()
  const said = wordsOf(kind, words)
  const add = () => {
    const id = Math.max(0, ...rows.map((row) => row.id)) + 1
    onChange([...rows, { id, name: '', value: '' }])
  }
  return (
    <fieldset className={css['rows']}>
      <legend>{said.legend}</legend>
      {kind === 'components' && faults.at('/components') !== undefined && (
        <p className={css['fault']}>{faults.at('/components')}</p>
      )}
      {rows.map((row, index) => (
        <Row
          key={row.id}
          row={row}
          kind={kind}
          at={
            kind === 'options'
              ? noFault
              : (part) => faults.at(`/${kind}/${index}/${PARTS[kind][part]}`)
          }
          isLacking={kind === 'prices' && faults.unpriced.includes(row.id)}
          onChange={(changed) => onChange(rows.map((one) => (one.id === row.id ? changed : one)))}
          onRemove={() => onChange(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      <div>
        <Button icon="plus" onClick={add}>
          {said.add}
        </Button>
      </div>
    </fieldset>
  )
}

const noFault = (): undefined => undefined

function Row(of: {
  row: Pair
  kind: Kind
  at: (part: 'name' | 'value') => string | undefined
  /** Its second field is needed. */
  isLacking: boolean
  onChange: (row: Pair) => void
  onRemove: () => void
}) {
  const words = useWords()
  const { row, kind } = of
  const said = wordsOf(kind, words)
  const { form } = words.skus
  const isNumber = kind !== 'options'
  return (
    <div className={css['pair']}>
      <TextField
        label={said.name}
        placeholder={said.nameHint}
        value={row.name}
        maxLength={kind === 'prices' ? 3 : 64}
        fault={of.at('name')}
        onChange={(event) => of.onChange({ ...row, name: event.currentTarget.value })}
      />
      <TextField
        label={said.value}
        placeholder={said.valueHint}
        value={row.value}
        maxLength={60}
        fault={of.isLacking ? form.needed : of.at('value')}
        {...(isNumber && {
          type: 'number',
          min: 0,
          step: 'any',
          inputMode: 'decimal' as const,
        })}
        onChange={(event) => of.onChange({ ...row, value: event.currentTarget.value })}
      />
      <IconButton
        icon="close"
        label={form.remove(row.name || form.unnamed)}
        onClick={of.onRemove}
      />
    </div>
  )
}

function wordsOf(kind: Kind, { skus: { form } }: Words) {
  if (kind === 'options') {
    return {
      legend: form.options,
      name: form.optionName,
      nameHint: form.optionNameHint,
      value: form.optionValue,
      valueHint: form.optionValueHint,
      add: form.addOption,
    }
  }
  if (kind === 'components') {
    return {
      legend: form.components,
      name: form.component,
      nameHint: '',
      value: form.inOne,
      valueHint: '1',
      add: form.addComponent,
    }
  }
  return {
    legend: form.prices,
    name: form.currency,
    nameHint: 'EUR',
    value: form.amount,
    valueHint: '',
    add: form.addPrice,
  }
}
