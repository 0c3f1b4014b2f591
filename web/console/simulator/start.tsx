import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { useNow } from '../../lib/use-now.ts'
import { useToday } from '../../lib/use-today.ts'
import { CheckField, SelectField, TextField } from '../../ui/form/field.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { AheadFields } from '../routing/ahead-fields.tsx'
import type { TypedAhead } from '../routing/plan-draft.ts'
import { usePlanAnswer } from '../routing/use-plans.ts'
import {
  sizeOf,
  useChannels,
  useDraft,
  useKnowsChannels,
  useVersions,
} from '../routing/use-routing.ts'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { aheadOf, currencyAsked, type askedOf } from './asked.ts'
import { startBody, startFaults, usualStart, type StartDraft, type StartFault } from './draft.ts'
import { planFaults } from './plan.ts'
import { PlanFields } from './plan-fields.tsx'
import { KEY } from './use-simulations.ts'
import css from './simulator.module.css'

const NONE: ReadonlySet<never> = new Set<never>()

type Of = {
  /** What was asked for elsewhere: the rules in force, with prices. */
  asked?: ReturnType<typeof askedOf>
  onClose: () => void
  onStarted: (id: string) => void
}

/** Which period is played, and by which rules. */
export function StartDialog(of: Of) {
  const { data: rules } = useDraft()
  const { data: plans } = usePlanAnswer()
  const channels = useChannels() ?? []
  const isKnown = useKnowsChannels()
  // What the draft changes and plans look ahead by decides what is usual, and channels whether a
  // currency is asked for.
  if (!rules || !plans || !isKnown) return null
  const channel = of.asked?.channel
  const currency = currencyAsked(channels, channel)
  const ahead = aheadOf(plans.items, channel)
  return <Start {...of} hasDraft={sizeOf(rules) > 0} usual={{ ...ahead, currency }} />
}

function Start(of: Of & { hasDraft: boolean; usual: TypedAhead & { currency: string } }) {
  const { simulator } = useWords()
  const said = simulator.start
  const today = useToday()
  const now = useNow()
  const [draft, setDraft] = useState(() => {
    const usual = { ...usualStart(today, of.hasDraft), ...of.usual }
    return of.asked ? { ...usual, draft: false, prices: true, ...of.asked.ahead } : usual
  })
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
      <Policies draft={draft} set={set} faults={isTried ? faults : NONE} hasDraft={of.hasDraft} />
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
      <Currency draft={draft} set={set} fault={faultAt('/currency')} />
      <Seed
        draft={draft}
        set={set}
        fault={isTried && faults.has('seed') ? said.faults.seed : undefined}
      />
    </FormDialog>
  )
}

type Part = {
  draft: StartDraft
  set: (changed: Partial<StartDraft>) => void
}

function Policies(of: Part & { faults: ReadonlySet<StartFault>; hasDraft: boolean }) {
  const { draft, set, faults, hasDraft } = of
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
      {draft.prices && (
        <div className={css['below']}>
          <AheadFields
            typed={draft}
            set={set}
            faultOf={(name) => (faults.has(name) ? said.faults[name] : undefined)}
            togetherHint={said.togetherHint}
          />
        </div>
      )}
    </fieldset>
  )
}

/** Money of several currencies is not added up. */
function Currency({ draft, set, fault }: Part & { fault: string | undefined }) {
  const said = useWords().simulator.start
  const all = [...new Set((useChannels() ?? []).map(({ currency }) => currency))].toSorted()
  if (all.length < 2) return null
  return (
    <SelectField
      label={said.currency}
      hint={said.currencyHint}
      fault={fault}
      value={draft.currency}
      choices={[
        { value: '', label: said.currencyOfMost },
        ...all.map((code) => ({ value: code, label: code })),
      ]}
      onChange={(event) => set({ currency: event.currentTarget.value })}
    />
  )
}

function More({ draft, set }: Part) {
  const said = useWords().simulator.start
  return (
    <>
      <CheckField
        label={said.asIfNow}
        hint={said.asIfNowHint}
        checked={draft.asIfNow}
        onChange={(event) => set({ asIfNow: event.currentTarget.checked })}
      />
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

function Seed({ draft, set, fault }: Part & { fault: string | undefined }) {
  const said = useWords().simulator.start
  return (
    <details className={css['more']} open={fault !== undefined || undefined}>
      <summary>{said.more}</summary>
      <TextField
        label={said.seed}
        hint={said.seedHint}
        fault={fault}
        inputMode="numeric"
        autoComplete="off"
        value={draft.seed}
        onChange={(event) => set({ seed: event.currentTarget.value })}
      />
    </details>
  )
}
