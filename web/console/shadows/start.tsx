import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { useToday } from '../../lib/use-today.ts'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { sizeOf, useDraft, useVersions } from '../routing/use-routing.ts'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { startBody, startFaults, usualStart, type StartDraft } from './draft.ts'
import { KEY } from './use-shadows.ts'

type Of = { onClose: () => void; onStarted: (id: string) => void }

/** Which rules decide beside those in force, on how many orders and how long. */
export function StartDialog(of: Of) {
  const { data: rules } = useDraft()
  // What the draft changes decides what is usual.
  return rules ? <Start {...of} hasDraft={sizeOf(rules) > 0} /> : null
}

function Start(of: Of & { hasDraft: boolean }) {
  const { shadows: said, simulator } = useWords()
  const formats = useFormats()
  const today = useToday()
  const { rows } = useVersions()
  const name = said.start.usualName(formats.day(`${today}T12:00:00Z`))
  const [draft, setDraft] = useState(() => usualStart(today, { hasDraft: of.hasDraft, name }))
  const [isTried, setTried] = useState(false)
  const faults = startFaults(draft, today)
  const { run, isBusy, faultAt } = useCommand(
    (body: ReturnType<typeof startBody>, header) => {
      return answerOf(api.POST('/v1/routing-shadows', { params: { header }, body }))
    },
    [KEY],
  )
  const start = async () => {
    setTried(true)
    if (faults.size > 0) return
    const started = await run(startBody(draft))
    if (started) of.onStarted(started.id)
  }
  const field = (which: keyof StartDraft) => ({
    label: said.start[which],
    value: draft[which],
    fault: isTried && faults.has(which) ? said.start.faults[which] : faultAt(`/${which}`),
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [which]: currentTarget.value }),
  })
  const versions = rows.map(({ version }) => ({
    value: String(version),
    label: simulator.policy.version(formats.number(version)),
  }))
  const choices = [
    ...(of.hasDraft
      ? [{ value: 'draft', label: simulator.policy.draft }]
      : [{ value: '', label: said.start.choose }]),
    ...versions,
  ]
  return (
    <FormDialog
      title={said.create}
      says={said.start.says}
      act={said.start.act}
      isBusy={isBusy}
      onSave={() => void start()}
      onClose={of.onClose}
    >
      <TextField {...field('name')} maxLength={100} />
      <SelectField {...field('rules')} hint={said.start.rulesHint} choices={choices} />
      <div className="pair">
        <TextField {...field('until')} type="date" min={today} hint={said.start.untilHint} />
        <TextField {...field('orders')} type="number" min={1} hint={said.start.ordersHint} />
      </div>
      <div className="pair">
        <TextField {...field('percent')} type="number" min={1} max={100} />
        <TextField {...field('perMinute')} type="number" min={1} hint={said.start.perMinuteHint} />
      </div>
    </FormDialog>
  )
}
