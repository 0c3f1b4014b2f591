import { useId, type ReactNode } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { wallDate } from '../../lib/wall-time.ts'
import { IconButton } from '../../ui/button.tsx'
import { CheckField } from '../../ui/form/field.tsx'
import { useWords } from '../words/index.ts'
import type { DayRow as Day, WeekRow as Week } from './hours.ts'
import css from './locations.module.css'

type Times = { open: string; close: string }

/** From when until when: two fields of the platform, named for whoever does not see them. */
function TimesFields(of: {
  times: Times
  name: string
  faultId: string | undefined
  onChange: (changed: Partial<Times>) => void
}) {
  const { hoursForm } = useWords().locations
  const common = {
    type: 'time',
    className: css['time'],
    'aria-invalid': of.faultId !== undefined || undefined,
    'aria-describedby': of.faultId,
  }
  return (
    <>
      <input
        {...common}
        aria-label={hoursForm.opens(of.name)}
        value={of.times.open}
        onChange={(event) => of.onChange({ open: event.currentTarget.value })}
      />
      <span className="quiet" aria-hidden="true">
        {hoursForm.to}
      </span>
      <input
        {...common}
        aria-label={hoursForm.closes(of.name)}
        value={of.times.close}
        onChange={(event) => of.onChange({ close: event.currentTarget.value })}
      />
    </>
  )
}

/** An interval of every week. */
export function WeekRow(of: {
  row: Week
  name: string
  fault: string | undefined
  /** Undefined takes it away. */
  onChange: (changed: Partial<Times> | undefined) => void
  /** After it: to add another. */
  children: ReactNode
}) {
  const { hoursForm } = useWords().locations
  const id = useId()
  return (
    <div className={css['row']}>
      <TimesFields
        times={of.row}
        name={of.name}
        faultId={of.fault === undefined ? undefined : id}
        onChange={of.onChange}
      />
      <IconButton
        icon="close"
        label={hoursForm.remove(`${of.name} ${of.row.open}`)}
        onClick={() => of.onChange(undefined)}
      />
      {of.children}
      <RowFault id={id} fault={of.fault} />
    </div>
  )
}

/** A day that differs: closed, or open at other times. */
export function DayRow(of: {
  row: Day
  fault: string | undefined
  onChange: (changed: Partial<Day> | undefined) => void
}) {
  const { hoursForm } = useWords().locations
  const { language } = useFormats()
  const id = useId()
  const { row, fault, onChange } = of
  const name = row.on === '' ? hoursForm.date : wallDate(language, row.on)
  const faultId = fault === undefined ? undefined : id
  return (
    <div className={css['row']} role="group" aria-label={name}>
      <input
        type="date"
        className={css['date']}
        aria-label={hoursForm.date}
        aria-invalid={faultId !== undefined || undefined}
        aria-describedby={faultId}
        min="2000-01-01"
        max="2999-12-31"
        value={row.on}
        onChange={(event) => onChange({ on: event.currentTarget.value })}
      />
      <CheckField
        label={hoursForm.isClosed}
        checked={row.isClosed}
        onChange={(event) => onChange({ isClosed: event.currentTarget.checked })}
      />
      {!row.isClosed && (
        <TimesFields times={row} name={name} faultId={faultId} onChange={onChange} />
      )}
      <IconButton icon="close" label={hoursForm.remove(name)} onClick={() => onChange(undefined)} />
      <RowFault id={id} fault={fault} />
    </div>
  )
}

function RowFault({ id, fault }: { id: string; fault: string | undefined }) {
  if (fault === undefined) return null
  return (
    <p className={css['fault']} id={id} role="alert">
      {fault}
    </p>
  )
}
