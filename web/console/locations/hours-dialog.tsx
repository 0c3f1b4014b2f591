import { useState } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { dayName, wallClock } from '../../lib/wall-time.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CheckField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Section } from '../../ui/steps.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import {
  addDay,
  addInterval,
  hoursDraft,
  hoursOf,
  rowAt,
  unfilled,
  type HoursDraft,
  type Location,
} from './hours.ts'
import { DayRow, WeekRow } from './hours-rows.tsx'
import { Overtaken } from './overtaken.tsx'
import { useChange } from './use-change.ts'
import css from './locations.module.css'

/** The opening hours of a week, and the days that differ. */
export function HoursDialog({ location, onClose }: { location: Location; onClose: () => void }) {
  const { locations: said, shell } = useWords()
  const form = useForm(location, onClose)
  const { draft, setDraft } = form
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={said.editOf(said.sections.hours)}
      says={said.hoursForm.hint}
      size="large"
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={form.isBusy} onClick={() => void form.save()}>
            {shell.save}
          </Button>
        </>
      }
    >
      <div className={css['form']}>
        {form.overtaken && <Overtaken {...form.overtaken} />}
        <CheckField
          label={said.hoursForm.unknown}
          hint={said.hoursForm.unknownHint}
          checked={!draft.isKnown}
          onChange={(event) => setDraft({ ...draft, isKnown: !event.currentTarget.checked })}
        />
        {draft.isKnown && <Week {...form} />}
        {draft.isKnown && <Days {...form} timeZone={location.timeZone} />}
        {form.fault !== undefined && (
          <p className={css['fault']} role="alert">
            {form.fault}
          </p>
        )}
      </div>
    </Dialog>
  )
}

type Form = {
  draft: HoursDraft
  setDraft: (draft: HoursDraft) => void
  faultOf: (id: number) => string | undefined
}

function useForm(location: Location, onClose: () => void) {
  const words = useWords()
  const tell = useTell()
  const [draft, setDraft] = useState(() => hoursDraft(location.hours))
  const [empty, setEmpty] = useState<readonly number[]>([])
  const { run, isBusy, problem, overtaken } = useChange(location)
  const refused = rowAt(draft, problem?.problem?.field)
  const save = async () => {
    const missing = draft.isKnown ? unfilled(draft) : []
    setEmpty(missing)
    if (missing.length > 0 || !(await run({ hours: hoursOf(draft) }))) return
    tell({ title: words.locations.savedDone })
    onClose()
  }
  const faultOf = (id: number) => {
    if (empty.includes(id)) return words.locations.faults.unfilled
    return refused === id ? problem?.problem?.detail : undefined
  }
  const isElsewhere = problem?.problem?.field !== undefined && refused === undefined
  const fault = isElsewhere ? saysOf(problem, words) : undefined
  return { draft, setDraft, faultOf, fault, save, isBusy, overtaken }
}

function Week({ draft, setDraft, faultOf }: Form) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  const change = (id: number, changed: { open?: string; close?: string } | undefined) => {
    const weekly = changed
      ? draft.weekly.map((row) => (row.id === id ? { ...row, ...changed } : row))
      : draft.weekly.filter((row) => row.id !== id)
    setDraft({ ...draft, weekly })
  }
  const add = (day: number, name: string) => (
    <IconButton
      icon="plus"
      label={said.hoursForm.add(name)}
      onClick={() => setDraft(addInterval(draft, day))}
    />
  )
  return (
    <div className={css['week']}>
      {[1, 2, 3, 4, 5, 6, 7].map((day) => {
        const name = dayName(language, day)
        const rows = draft.weekly.filter((row) => row.day === day)
        return (
          <div
            key={day}
            className={`${css['day']} ${css['formDay']}`}
            role="group"
            aria-label={name}
          >
            <span>{name}</span>
            <div className={css['rows']}>
              {rows.map((row) => (
                <WeekRow
                  key={row.id}
                  row={row}
                  name={name}
                  fault={faultOf(row.id)}
                  onChange={(changed) => change(row.id, changed)}
                >
                  {row === rows.at(-1) && add(day, name)}
                </WeekRow>
              ))}
              {rows.length === 0 && (
                <div className={css['row']}>
                  <span className={`quiet ${css['closed']}`}>{said.hoursForm.closed}</span>
                  {add(day, name)}
                </div>
              )}
            </div>
          </div>
        )
      })}
    </div>
  )
}

function Days({ draft, setDraft, faultOf, timeZone }: Form & { timeZone: string }) {
  const { locations: said } = useWords()
  const now = useNow()
  return (
    <Section title={said.differs}>
      <div className={css['rows']}>
        {draft.exceptions.length === 0 && <p className="quiet">{said.hoursForm.noDays}</p>}
        {draft.exceptions.map((row) => (
          <DayRow
            key={row.id}
            row={row}
            fault={faultOf(row.id)}
            onChange={(changed) => {
              const exceptions = changed
                ? draft.exceptions.map((one) => (one.id === row.id ? { ...one, ...changed } : one))
                : draft.exceptions.filter((one) => one.id !== row.id)
              setDraft({ ...draft, exceptions })
            }}
          />
        ))}
        <div className={css['add']}>
          <Button
            look="quiet"
            icon="plus"
            onClick={() => setDraft(addDay(draft, wallClock(timeZone, now).date))}
          >
            {said.hoursForm.addDay}
          </Button>
        </div>
      </div>
    </Section>
  )
}
