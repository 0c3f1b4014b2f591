import { CheckField, SelectField, TextField } from '../../ui/form/field.tsx'
import { IconButton } from '../../ui/button.tsx'
import { useCategories } from '../skus/categories.tsx'
import { useWords } from '../words/index.ts'
import { ClosingFields } from './closing-fields.tsx'
import { RANKINGS, type Ranking, type TypedNever } from './draft.ts'
import { moved, Pick, type FieldsProps } from './form-parts.tsx'
import { useServices } from './use-routing.ts'
import css from './routing.module.css'

/** How it is chosen among the places. */
export function ChooseFields({ typed, set, faultAt }: FieldsProps) {
  const said = useWords().routing.form
  const { isRanked, ranking, completeFirst } = typed
  return (
    <fieldset className="part">
      <legend>{said.choose}</legend>
      <SelectField
        label={said.chooseLabel}
        fault={faultAt('/choose')}
        value={isRanked ? 'ranking' : 'least_cost'}
        choices={(['least_cost', 'ranking'] as const).map((value) => {
          return { value, label: said.choices[value] }
        })}
        onChange={(event) => set({ isRanked: event.currentTarget.value === 'ranking' })}
      />
      {isRanked && (
        <>
          <Rankings ranking={ranking} onChange={(changed) => set({ ranking: changed })} />
          <CheckField
            label={said.completeFirst}
            checked={completeFirst}
            onChange={(event) => set({ completeFirst: event.currentTarget.checked })}
          />
        </>
      )}
    </fieldset>
  )
}

/** Those that count in their order, then those that do not. */
function Rankings(of: {
  ranking: readonly Ranking[]
  onChange: (ranking: readonly Ranking[]) => void
}) {
  const said = useWords().routing.form
  const { ranking, onChange } = of
  const rest = RANKINGS.filter((one) => !ranking.includes(one))
  return (
    <ol className={css['rankings']} aria-label={said.ranking}>
      {ranking.map((one, i) => (
        <li key={one}>
          <CheckField
            label={said.rankings[one]}
            checked
            onChange={() => onChange(ranking.toSpliced(i, 1))}
          />
          <IconButton
            icon="arrowUp"
            label={said.upRow(said.rankings[one])}
            disabled={i === 0}
            onClick={() => onChange(moved(ranking, i, i - 1))}
          />
          <IconButton
            icon="arrowDown"
            label={said.downRow(said.rankings[one])}
            disabled={i === ranking.length - 1}
            onClick={() => onChange(moved(ranking, i, i + 1))}
          />
        </li>
      ))}
      {rest.map((one) => (
        <li key={one}>
          <CheckField
            label={said.rankings[one]}
            checked={false}
            onChange={() => onChange([...ranking, one])}
          />
        </li>
      ))}
    </ol>
  )
}

const CHECKS = ['onTime', 'sameDay', 'sameCountry', 'wholeLines', 'shipComplete'] as const

/** What a plan must never do. */
export function LimitFields({ typed, set, faultAt, money }: FieldsProps) {
  const said = useWords().routing.form
  const { never } = typed
  const change = (changed: Partial<TypedNever>) => set({ never: { ...never, ...changed } })
  const count = (
    field: 'maxKm' | 'maxParcels' | 'maxParcelsPerLine' | 'belowValue' | 'belowUnits',
    label: string,
    at: string,
    hint?: string,
  ) => (
    <TextField
      label={label}
      hint={hint}
      fault={faultAt(`/never/${at}`)}
      inputMode="decimal"
      autoComplete="off"
      value={never[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  )
  return (
    <fieldset className="part">
      <legend>{said.never}</legend>
      <p className="small">{said.neverSays}</p>
      <div className={css['checks']}>
        {CHECKS.map((field) => (
          <CheckField
            key={field}
            label={said[field]}
            checked={never[field]}
            onChange={(event) => change({ [field]: event.currentTarget.checked })}
          />
        ))}
      </div>
      <div className="pair">
        {count('maxKm', said.maxKm, 'maxKm')}
        {count('maxParcels', said.maxParcels, 'maxParcels', said.maxParcelsHint)}
        {count('maxParcelsPerLine', said.perLine, 'maxParcelsPerLine')}
        {count('belowValue', said.belowValue(money), 'noSplitBelow/value')}
        {count('belowUnits', said.belowUnits, 'noSplitBelow/units')}
      </div>
      <GoodsLimits never={never} change={change} />
      <ClosingFields
        closed={never.closed}
        change={(closed) => change({ closed })}
        faultAt={faultAt}
      />
    </fieldset>
  )
}

/** Which goods go together or apart, and with whom. */
function GoodsLimits(of: { never: TypedNever; change: (changed: Partial<TypedNever>) => void }) {
  const said = useWords().routing.form
  const { never, change } = of
  const categories = useCategories().map(({ category }) => ({ value: category, label: category }))
  const services = useServices().map(({ code, name }) => ({ value: code, label: name }))
  return (
    <div className="pair">
      <Pick
        label={said.together}
        choices={categories}
        value={never.together}
        onChange={(together) => change({ together })}
      />
      <Pick
        label={said.alone}
        choices={categories}
        value={never.alone}
        onChange={(alone) => change({ alone })}
      />
      <Pick
        label={said.services}
        choices={services}
        value={never.services}
        onChange={(chosen) => change({ services: chosen })}
      />
    </div>
  )
}
