import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { useToday } from '../../lib/use-today.ts'
import { CheckField, SelectField, TextField } from '../../ui/form/field.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { sizeOf, useDraft, useVersions } from '../routing/use-routing.ts'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { startBody, startFaults, usualStart, type StartDraft } from './draft.ts'
import { planFaults } from './plan.ts'
import { PlanFields } from './plan-fields.tsx'
import { KEY } from './use-simulations.ts'
import css from './simulator.module.css'

const NONE: ReturnType<typeof planFaults> = new Set()

/** Which period is played, and by which rules. */
export function StartDialog(of: { onClose: () => void; onStarted: (id: string) => void }) {
  const { data: rules } = useDraft()
  // What the draft changes decides what is usual.
  return rules ? <Start {...of} hasDraft={sizeOf(rules) > 0} /> : null
}

function Start(of: { hasDraft: boolean; onClose: () => void; onStarted: (id: string) => void }) {
  const { simulator } = useWords()
  const said = simulator.start
  const today = useToday()
  const now = useNow()
  const [draft, setDraft] = useState(() => usualStart(today, of.hasDraft))
  const [isTried, setTried] = useState(false)
  const faults = startFaults(draft, today)
  const set = (changed: Partial<StartDraft>) => setDraft({ ...draft, ...changed })
  const { run, isBusy, faultAt } = useCommand(
    (body: ReturnType<typeof startBody>, header) => {
      return answerOf(api.POST('/v1/simulations', { params: { header }, body }))
    },
    [KEY],
  )
  const start = async () => {
    setTried(true)
    if (faults.size > 0) return
    const started = await run(startBody(draft, now))
    if (started) of.onStarted(started.id)
  }
  const day = (name: 'from' | 'until') => ({
    type: 'date',
    label: said[name],
    value: draft[name],
    max: today,
    fault: isTried && faults.has(name) ? said.faults[name] : faultAt(`/${name}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  })
  return (
    <FormDialog
      title={simulator.create}
      says={said.says}
      act={said.act}
      isBusy={isBusy}
      onSave={() => void start()}
      onClose={of.onClose}
    >
      <div className="pair">
        <TextField {...day('from')} />
        <TextField {...day('until')} />
      </div>
      <Policies draft={draft} set={set} hasDraft={of.hasDraft} />
      <PlanFields
        isPlan={draft.isPlan}
        plan={draft.plan}
        faults={isTried && draft.isPlan ? planFaults(draft.plan) : NONE}
        set={set}
      />
      {isTried && faults.has('policies') && (
        <p className={css['fault']} role="alert">
          {said.faults.policies}
        </p>
      )}
      <More draft={draft} set={set} />
    </FormDialog>
  )
}

type Part = { draft: StartDraft; set: (changed: Partial<StartDraft>) => void }

function Policies({ draft, set, hasDraft }: Part & { hasDraft: boolean }) {
  const { simulator } = useWords()
  const said = simulator.start
  const formats = useFormats()
  const { rows } = useVersions()
  const versions = rows.map(({ version }) => ({
    value: String(version),
    label: simulator.policy.version(formats.number(version)),
  }))
  return (
    <fieldset className={css['policies']}>
      <legend>{said.policies}</legend>
      <p className="small">{said.policiesHint}</p>
      <CheckField
        label={simulator.policy.live}
        checked={draft.live}
        onChange={(event) => set({ live: event.currentTarget.checked })}
      />
      <CheckField
        label={simulator.policy.draft}
        checked={draft.draft}
        disabled={!hasDraft}
        onChange={(event) => set({ draft: event.currentTarget.checked })}
      />
      <SelectField
        label={said.version}
        value={draft.version}
        choices={[{ value: '', label: said.none }, ...versions]}
        onChange={(event) => set({ version: event.currentTarget.value })}
      />
      <CheckField
        label={said.prices}
        hint={said.pricesHint}
        checked={draft.prices}
        onChange={(event) => set({ prices: event.currentTarget.checked })}
      />
    </fieldset>
  )
}

function More({ draft, set }: Part) {
  const said = useWords().simulator.start
  return (
    <>
      <CheckField
        label={said.ruleCosts}
        hint={said.ruleCostsHint}
        checked={draft.ruleCosts}
        onChange={(event) => set({ ruleCosts: event.currentTarget.checked })}
      />
      <CheckField
        label={said.hindsight}
        hint={said.hindsightHint}
        checked={draft.hindsight}
        onChange={(event) => set({ hindsight: event.currentTarget.checked })}
      />
    </>
  )
}
