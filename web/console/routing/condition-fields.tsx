import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { Weekdays } from '../drafts/weekdays.tsx'
import { useNames } from '../orders/use-names.ts'
import { useCategories } from '../skus/categories.tsx'
import { useWords } from '../words/index.ts'
import {
  CONDITIONS,
  emptyCondition,
  isMeasured,
  isOfGoods,
  type Of,
  type TypedCondition,
} from './draft.ts'
import { Pick, Row, Type, TypeSkus, TypeTags, type FieldsProps } from './form-parts.tsx'
import css from './routing.module.css'

/** What must be so for the rule to decide. */
export function ConditionFields({ typed, set, faultAt, money }: FieldsProps) {
  const said = useWords().routing.form
  const { when } = typed
  const used = new Set(when.map(({ of }) => of))
  const next = CONDITIONS.find((of) => !used.has(of)) ?? 'channel'
  const change = (at: number, changed: Partial<TypedCondition>) => {
    set({ when: when.with(at, { ...when[at]!, ...changed }) })
  }
  return (
    <fieldset className="part">
      <legend>{said.when}</legend>
      <p className="small">{said.whenSays}</p>
      {when.map((condition, i) => (
        <Row
          key={condition.key}
          title={said.of[condition.of]}
          onRemove={() => set({ when: when.toSpliced(i, 1) })}
        >
          <One
            condition={condition}
            set={(changed) => change(i, changed)}
            faultAt={(at) => faultAt(`/when/${i}${at}`)}
            money={money}
          />
        </Row>
      ))}
      <div>
        <Button icon="plus" onClick={() => set({ when: [...when, emptyCondition(next)] })}>
          {said.addCondition}
        </Button>
      </div>
    </fieldset>
  )
}

type OneProps = {
  condition: TypedCondition
  set: (changed: Partial<TypedCondition>) => void
  faultAt: (at: string) => string | undefined
  money: string
}

function One(props: OneProps) {
  const said = useWords().routing.form
  const { condition, set } = props
  const { of, not, lines } = condition
  return (
    <div className={css['condition']}>
      <SelectField
        label={said.what}
        value={of}
        choices={CONDITIONS.map((value) => ({ value, label: said.of[value] }))}
        onChange={(event) => {
          const { key: _, ...empty } = emptyCondition(event.currentTarget.value as Of)
          set({ ...empty, not })
        }}
      />
      <SelectField
        label={said.matches}
        value={not ? 'not' : 'is'}
        choices={[
          { value: 'is', label: said.is },
          { value: 'not', label: said.isNot },
        ]}
        onChange={(event) => set({ not: event.currentTarget.value === 'not' })}
      />
      {isOfGoods(of) && (
        <SelectField
          label={said.lines}
          value={lines}
          choices={(['any', 'all'] as const).map((value) => {
            return { value, label: said.linesOf[value] }
          })}
          onChange={(event) => set({ lines: event.currentTarget.value as 'any' | 'all' })}
        />
      )}
      <div className={css['value']}>
        <Value {...props} />
      </div>
    </div>
  )
}

/** The field that fits what the condition is about. */
function Value(props: OneProps) {
  const { routing, order } = useWords()
  const said = routing.form
  const names = useNames()
  const categories = useCategories().map(({ category }) => ({ value: category, label: category }))
  const { condition, set, faultAt } = props
  const { of, in: value } = condition
  const many = {
    label: said.of[of],
    fault: faultAt(''),
    value,
    onChange: (changed: string[]) => set({ in: changed }),
  }
  if (isMeasured(of) || of === 'hours' || of === 'wanted_on') return <Range {...props} />
  switch (of) {
    case 'channel':
      return <Pick {...many} choices={names.channels} />
    case 'country':
      return <Pick {...many} choices={names.countries} />
    case 'method': {
      const methods = Object.entries(order.methods).map(([id, label]) => ({ value: id, label }))
      return <Pick {...many} choices={methods} />
    }
    case 'customer': {
      const kinds = Object.entries(said.customers).map(([id, label]) => ({ value: id, label }))
      return <Pick {...many} choices={kinds} />
    }
    case 'customer_tag':
      return <Type {...many} hint={said.customerTagHint} />
    case 'category':
      return <Pick {...many} choices={categories} />
    case 'weekday':
      return (
        <Weekdays
          label={said.of.weekday}
          fault={faultAt('')}
          chosen={value.map(Number)}
          onChange={(days) => set({ in: days.map(String) })}
        />
      )
    case 'sku':
      return <TypeSkus {...many} />
    case 'sku_tag':
      return <TypeTags {...many} of="sku" />
    case 'postcode':
      return <Type {...many} hint={said.postcodeHint} />
    default:
      return <Type {...many} />
  }
}

function Range({ condition, set, faultAt, money }: OneProps) {
  const said = useWords().routing.form
  const { of, from, below } = condition
  const isTime = of === 'hours'
  const ends = isTime || of === 'wanted_on'
  const unit = of === 'value' ? ` (${money})` : ''
  const kind = ends
    ? { type: isTime ? 'time' : 'date' }
    : { inputMode: 'decimal' as const, autoComplete: 'off' }
  const hints: Partial<Record<Of, string>> = { hours: said.hoursHint, wanted_in: said.wantedHint }
  return (
    <div className="pair">
      <TextField
        {...kind}
        label={`${said.from}${unit}`}
        hint={hints[of]}
        fault={faultAt('') ?? faultAt('/from')}
        value={from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextField
        {...kind}
        label={`${ends ? said.until : said.below}${unit}`}
        fault={faultAt(ends ? '/until' : '/below')}
        value={below}
        onChange={(event) => set({ below: event.currentTarget.value })}
      />
    </div>
  )
}
