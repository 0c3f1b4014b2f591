import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { dayName } from '../../lib/wall-time.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { SelectField } from '../../ui/form/field.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { Overtaken } from '../shell/overtaken.tsx'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { addTime, copyMonday, rowsOf, timesAt, timesOf, timesText, type TimeRow } from './times.ts'
import { readService, STALE, type Service, type Time } from './use-carriers.ts'
import css from './carriers.module.css'

/** As at all locations, at times of its own, or never. */
type Mode = 'same' | 'own' | 'never'

type Place = { code: string; name: string }

/** When a service collects at a location, or (null) at all that have no times of their own. */
export function CollectDialog(of: {
  service: Service
  location: Place | null
  onClose: () => void
}) {
  const { carriers, shell } = useWords()
  const said = carriers.collections
  const { service, location, onClose } = of
  const form = useForm(service, location, onClose)
  const { mode, setMode, rows, setRows } = form
  const modes =
    location === null ? (['own', 'never'] as const) : (['same', 'own', 'never'] as const)
  return (
    <FormDialog
      title={said.editTitle(service.name, location?.name ?? said.everywhere)}
      says={said.clock}
      act={shell.save}
      isBusy={form.isBusy}
      onSave={() => void form.save()}
      onClose={onClose}
    >
      {form.overtaken && <Overtaken lines={form.overtaken} />}
      <SelectField
        label={said.goes}
        fault={form.fault}
        value={mode}
        choices={modes.map((value) => ({ value, label: said.modes[value] }))}
        onChange={(event) => setMode(event.currentTarget.value as Mode)}
      />
      {mode === 'own' && <Week rows={rows} set={setRows} isTried={form.isTried} />}
    </FormDialog>
  )
}

function useForm(service: Service, location: Place | null, onClose: () => void) {
  const { carriers } = useWords()
  const said = carriers.collections
  const { language } = useFormats()
  const tell = useTell()
  const code = location?.code ?? null
  const [first] = useState(() => timesAt(service, code))
  const isOwn = first.isOwn || location === null
  const [mode, setMode] = useState<Mode>(
    !isOwn ? 'same' : first.times.length === 0 && location !== null ? 'never' : 'own',
  )
  const [rows, setRows] = useState(() => rowsOf(first.times))
  const [isTried, setTried] = useState(false)
  const { run, isBusy, overtaken } = useChange({
    opened: service,
    read: (one) => readService(one.code),
    send: (now, times: Time[] | null, header) => {
      const changes = [{ action: 'collect' as const, location: code, times }]
      return answerOf(
        api.POST('/v1/carrier-services/{code}/changes', {
          params: { path: { code: now.code }, header },
          body: { version: now.version, changes },
        }),
      )
    },
    stale: STALE,
  })
  const isUnfilled = mode === 'own' && rows.some(({ at }) => at === '')
  const isEmpty = mode === 'own' && rows.length === 0
  const save = async () => {
    setTried(true)
    if (isUnfilled || isEmpty) return
    const times = mode === 'same' ? null : mode === 'never' ? [] : timesOf(rows)
    if (!(await run(times))) return
    tell({ title: carriers.saved })
    onClose()
  }
  const [before, now] = overtaken
    ? [overtaken.before, overtaken.now].map((one) => timesText(language, timesAt(one, code).times))
    : []
  const { changedTo } = useWords().shell.overtaken
  const lines =
    before === now ? [] : [changedTo(said.title, before || said.never, now || said.never)]
  return {
    mode,
    setMode,
    rows,
    setRows,
    isTried,
    isBusy,
    save,
    fault: isTried && isEmpty ? said.noTimes : undefined,
    overtaken: overtaken && lines,
  }
}

type Rows = readonly TimeRow[]

/** A week: on each day the times at which it comes. */
function Week(of: { rows: Rows; set: (rows: TimeRow[]) => void; isTried: boolean }) {
  const { carriers } = useWords()
  const said = carriers.collections
  const { language } = useFormats()
  const { rows, set, isTried } = of
  return (
    <div>
      {[1, 2, 3, 4, 5, 6, 7].map((day) => {
        const name = dayName(language, day)
        const own = rows.filter((row) => row.day === day)
        return (
          <div key={day} className={css['day']} role="group" aria-label={name}>
            <span>{name}</span>
            <div className={css['row']}>
              {own.length === 0 && <span className="quiet">{said.notThen}</span>}
              {own.map((row) => (
                <TimeField
                  key={row.id}
                  name={name}
                  row={row}
                  isTried={isTried}
                  rows={rows}
                  set={set}
                />
              ))}
              <IconButton
                icon="plus"
                label={said.add(name)}
                onClick={() => set(addTime(rows, day))}
              />
            </div>
          </div>
        )
      })}
      {rows.some(({ day }) => day === 1) && (
        <Button look="quiet" icon="copy" onClick={() => set(copyMonday(rows))}>
          {said.copy}
        </Button>
      )}
    </div>
  )
}

function TimeField(of: {
  name: string
  row: TimeRow
  rows: Rows
  isTried: boolean
  set: (rows: TimeRow[]) => void
}) {
  const said = useWords().carriers.collections
  const { name, row, rows, isTried, set } = of
  const isWrong = isTried && row.at === ''
  return (
    <span className={css['time']}>
      <input
        type="time"
        aria-label={said.time(name)}
        aria-invalid={isWrong || undefined}
        title={isWrong ? said.unfilled : undefined}
        value={row.at}
        onChange={(event) => {
          const at = event.currentTarget.value
          set(rows.map((one) => (one.id === row.id ? { ...one, at } : one)))
        }}
      />
      <IconButton
        icon="close"
        label={said.remove(`${name} ${row.at}`)}
        onClick={() => set(rows.filter((one) => one.id !== row.id))}
      />
    </span>
  )
}
