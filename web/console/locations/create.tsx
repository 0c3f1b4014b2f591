import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answerOf, api, Problem } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { SelectField, TextField } from '../../ui/form/field.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { countriesIn } from './countries.ts'
import { abilitiesIn, fieldAt } from './edit.ts'
import { Abilities, Address, Belonging, type FormProps } from './fields.tsx'
import { FormDialog } from './form-dialog.tsx'
import { bodyOf, emptyNew, newFaults, type NewDraft } from './new-location.ts'
import { pageOf } from './parts.tsx'
import { useCompanies, useKinds } from './use-choices.ts'
import css from './locations.module.css'

/** A new location: what cannot be changed later, and the first of what can. */
export function CreateLocation({ onClose }: { onClose: () => void }) {
  const { locations: said } = useWords()
  const form = useForm(onClose)
  return (
    <FormDialog
      title={said.create}
      says={said.createSays}
      act={said.createDo}
      isBusy={form.isBusy}
      onSave={() => void form.save()}
      onClose={onClose}
    >
      <What {...form.what} />
      <Where {...form.what} />
      <Address {...form.fields} />
      <Abilities {...form.fields} />
      <Belonging {...form.fields} />
    </FormDialog>
  )
}

type WhatProps = {
  draft: NewDraft
  onChange: (changed: Partial<NewDraft>) => void
  faultOf: (field: keyof NewDraft) => string | undefined
}

function useForm(onClose: () => void) {
  const words = useWords()
  const tell = useTell()
  const navigate = useNavigate()
  const { timeZone } = useSession()
  const [draft, setDraft] = useState<NewDraft>(() => emptyNew(timeZone))
  const [hasTried, setTried] = useState(false)
  const [refused, setRefused] = useState<Problem>()
  const { run, isBusy } = useCommand(
    (given: NewDraft, header) => create(given, header),
    [['network']],
    (problem) => {
      setRefused(problem)
      return problem.problem?.field !== undefined
    },
  )
  const faults = newFaults(draft)
  const faultOf = (field: keyof NewDraft) => {
    const own = hasTried ? faults[field] : undefined
    if (own) return words.locations.faults[own]
    const isHere = fieldAt(refused?.problem?.field) === field
    return isHere ? saysOf(refused, words) : undefined
  }
  const onChange = (changed: Partial<NewDraft>) => setDraft((old) => ({ ...old, ...changed }))
  const save = async () => {
    setTried(true)
    setRefused(undefined)
    if (Object.keys(faults).length > 0 || !(await run(draft))) return
    tell({ title: words.locations.createdDone(draft.name.trim()) })
    onClose()
    void navigate({ to: pageOf(draft.code.trim()), search: {} })
  }
  const what: WhatProps = { draft, onChange, faultOf }
  const fields: FormProps = { draft, onChange, faultOf }
  return { what, fields, save, isBusy }
}

/** One of many has its own outcome: a refusal of it is one of the whole here. */
async function create(draft: NewDraft, header: { 'idempotency-key': string }) {
  const { outcomes } = await answerOf(
    api.POST('/v1/locations', { params: { header }, body: { locations: [bodyOf(draft)] } }),
  )
  const problem = outcomes[0]?.problem
  if (problem) throw new Problem(problem.status, problem)
  return outcomes
}

function What({ draft, onChange, faultOf }: WhatProps) {
  const { locations: said } = useWords()
  const companies = useCompanies()
  const kinds = useKinds()
  /** A place of another kind does other things, until somebody says otherwise. */
  const chooseKind = (kind: NewDraft['kind']) => {
    const usual = kinds.find((one) => one.kind === kind)
    onChange({ kind, ...(usual && abilitiesIn(usual)) })
  }
  return (
    <>
      <TextField
        label={said.fields.name}
        fault={faultOf('name')}
        value={draft.name}
        maxLength={200}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextField
        label={said.fields.code}
        hint={said.hints.code}
        fault={faultOf('code')}
        value={draft.code}
        maxLength={64}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange({ code: event.currentTarget.value })}
      />
      <div className={css['pair']}>
        <SelectField
          label={said.fields.kind}
          value={draft.kind}
          choices={Object.entries(said.kinds).map(([value, label]) => ({ value, label }))}
          onChange={(event) => chooseKind(event.currentTarget.value as NewDraft['kind'])}
        />
        <SelectField
          label={said.fields.legalEntity}
          fault={faultOf('legalEntity')}
          value={draft.legalEntity}
          choices={[
            { value: '', label: said.choose, disabled: true },
            ...companies.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(event) => onChange({ legalEntity: event.currentTarget.value })}
        />
      </div>
    </>
  )
}

const zones = Intl.supportedValuesOf('timeZone')

function Where({ draft, onChange, faultOf }: WhatProps) {
  const { locations: said } = useWords()
  const { language } = useFormats()
  return (
    <div className={css['pair']}>
      <SelectField
        label={said.fields.country}
        fault={faultOf('country')}
        value={draft.country}
        choices={[
          { value: '', label: said.choose, disabled: true },
          ...countriesIn(language).map(({ code, name }) => ({ value: code, label: name })),
        ]}
        onChange={(event) => onChange({ country: event.currentTarget.value })}
      />
      <SelectField
        label={said.fields.timeZone}
        hint={said.hints.timeZone}
        fault={faultOf('timeZone')}
        value={draft.timeZone}
        choices={[...new Set([draft.timeZone, ...zones])].map((value) => ({ value, label: value }))}
        onChange={(event) => onChange({ timeZone: event.currentTarget.value })}
      />
    </div>
  )
}
