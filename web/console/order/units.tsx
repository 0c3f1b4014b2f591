import { useId } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { useWords } from '../words/index.ts'
import { quantityText } from './goods.ts'
import css from './parts.module.css'

/** A line of which some units can be chosen. */
export type Choosable = { no: number; name: string; unit: string; most: number }

/** All that is possible, or units of some lines: undefined means all. */
export function UnitsField(of: {
  label: string
  lines: readonly Choosable[]
  units: ReadonlyMap<number, number> | undefined
  onChange: (units: ReadonlyMap<number, number> | undefined) => void
}) {
  const { order: said } = useWords()
  const name = useId()
  const { label, lines, units, onChange } = of
  return (
    <fieldset className={css['units']}>
      <legend>{label}</legend>
      <label className={css['choice']}>
        <input
          type="radio"
          name={name}
          checked={units === undefined}
          onChange={() => onChange(undefined)}
        />
        {said.all}
      </label>
      <label className={css['choice']}>
        <input
          type="radio"
          name={name}
          checked={units !== undefined}
          onChange={() => onChange(new Map())}
        />
        {said.some}
      </label>
      {units !== undefined && (
        <ul className={css['unitRows']}>
          {lines.map((line) => (
            <UnitRow
              key={line.no}
              line={line}
              value={units.get(line.no) ?? 0}
              onChange={(value) => onChange(withUnits(units, line.no, value))}
            />
          ))}
        </ul>
      )}
    </fieldset>
  )
}

function UnitRow(of: { line: Choosable; value: number; onChange: (value: number) => void }) {
  const { order: said } = useWords()
  const formats = useFormats()
  const { name, unit, most } = of.line
  return (
    <li className={css['unitRow']}>
      <span>{name}</span>
      <input
        type="number"
        className={css['unitInput']}
        aria-label={said.units(name)}
        min={0}
        max={most}
        step={unit === 'piece' ? 1 : 'any'}
        value={of.value}
        onChange={(event) => {
          const value = event.currentTarget.valueAsNumber
          of.onChange(Number.isNaN(value) ? 0 : Math.min(most, Math.max(0, value)))
        }}
      />
      <span className="quiet">{said.ofUnits(quantityText(most, unit, formats))}</span>
    </li>
  )
}

function withUnits(units: ReadonlyMap<number, number>, no: number, value: number) {
  const next = new Map(units)
  if (value > 0) next.set(no, value)
  else next.delete(no)
  return next
}
