import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { Weekdays } from '../drafts/weekdays.tsx'
import { useNames } from '../orders/use-names.ts'
import { hazardChoices } from '../skus/hazards.ts'
import { useCategories } from '../skus/categories.tsx'
import { useWords } from '../words/index.ts'
import {
  CONDITIONS,
  emptyCondition,
  isMeasured,
  isOfGoods,
  isSeveral,
  WITHIN,
  type Of,
  type TypedCondition,
} from './draft.ts'
import { Pick, Row, Type, TypeSkus, TypeTags, type FieldsProps } from './form-parts.tsx'
import css from './routing.module.css'

/** What must be so for the rule to decide. */
export function ConditionFields({ typed, set, faultAt, money }: FieldsProps) {
  const said = useWords().routing.form
  return (
    <fieldset className="part">
      <legend>{said.when}</legend>
      <p className="small">{said.whenSays}</p>
      <Conditions
        conditions={typed.when}
        kinds={CONDITIONS}
        least={0}
        add={said.addCondition}
        onChange={(when) => set({ when })}
        faultAt={(at) => faultAt(`/when${at}`)}
        money={money}
      />
    </fieldset>
  )
}

type ListProps = {
  conditions: readonly TypedCondition[]
  /** What each may be about. */
  kinds: readonly Of[]
  /** So many stay. */
  least: number
  add: string
  onChange: (conditions: readonly TypedCondition[]) => void
  faultAt: (at: string) => string | undefined
  money: string
}

function Conditions({ conditions, kinds, least, add, onChange, faultAt, money }: ListProps) {
  const said = useWords().routing.form
  const used = new Set(conditions.map(({ of }) => of))
  const next = kinds.find((of) => !used.has(of)) ?? 'channel'
  const mayGo = conditions.length > least
  return (
    <>
      {conditions.map((condition, i) => (
        <Row
          key={condition.key}
          title={said.of[condition.of]}
          onRemove={mayGo ? () => onChange(conditions.toSpliced(i, 1)) : undefined}
        >
          <One
            condition={condition}
            kinds={kinds}
            set={(changed) => onChange(conditions.with(i, { ...condition, ...changed }))}
            faultAt={(at) => faultAt(`/${i}${at}`)}
            money={money}
          />
        </Row>
      ))}
      <div>
        <Button icon="plus" onClick={() => onChange([...conditions, emptyCondition(next)])}>
          {add}
        </Button>
      </div>
    </>
  )
}

type OneProps = Pick<ListProps, 'kinds'> & {
  condition: TypedCondition
  set: (changed: Partial<TypedCondition>) => void
  faultAt: (at: string) => string | undefined
  money: string
}

function One(props: OneProps) {
  const said = useWords().routing.form
  const { condition, kinds, set, faultAt, money } = props
  const { of, not, any } = condition
  const what = (
    <SelectField
      label={said.what}
      value={of}
      choices={kinds.map((value) => ({ value, label: said.of[value] }))}
      onChange={(event) => {
        const { key: _, ...empty } = emptyCondition(event.currentTarget.value as Of)
        set({ ...empty, not })
      }}
    />
  )
  if (!isSeveral(of)) return <Plain {...props} what={what} />
  return (
    <div className="stack">
      {what}
      <Conditions
        conditions={any}
        kinds={WITHIN[of]}
        least={1}
        add={said.addAny}
        onChange={(changed) => set({ any: changed })}
        faultAt={(at) => faultAt(`/conditions${at}`)}
        money={money}
      />
    </div>
  )
}

function Plain({ what, ...props }: OneProps & { what: ReactNode }) {
  const said = useWords().routing.form
  const { condition, set } = props
  const { of, not, lines } = condition
  return (
    <div className={css['condition']}>
      {what}
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
  const { routing, order, skus } = useWords()
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
    case 'order_tag':
      return <Type {...many} hint={said.orderTagHint} />
    case 'category':
      return <Pick {...many} choices={categories} />
    case 'hazard':
      return <Pick {...many} hint={said.hazardHint} choices={hazardChoices(skus)} />
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
