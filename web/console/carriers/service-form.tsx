import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { CheckField, TextField } from '../../ui/form/field.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { Overtaken } from '../shell/overtaken.tsx'
import { useChange } from '../shell/use-change.ts'
import { useCommand } from '../shell/use-command.ts'
import { useWords, type Words } from '../words/index.ts'
import {
  changedFields,
  draftOf,
  emptyDraft,
  faultsOf,
  fieldsOf,
  METHODS,
  rebased,
  sentAs,
  valuesOf,
  type Draft,
  type Fault,
  type Field,
} from './draft.ts'
import { methodIn } from './columns.tsx'
import { readService, STALE, type Carrier, type Service } from './use-carriers.ts'
import css from './carriers.module.css'

type FieldsProps = {
  draft: Draft
  set: (changed: Partial<Draft>) => void
  faultOf: (field: Field) => string | undefined
}

/** A new service of a carrier. */
export function NewService(of: {
  carrier: Carrier
  onClose: () => void
  onMade: (code: string) => void
}) {
  const words = useWords()
  const said = words.carriers
  const { carrier, onClose, onMade } = of
  const tell = useTell()
  const form = useDraft(emptyDraft)
  const { run, isBusy, faultAt } = useCommand((draft: Draft, header) => {
    const body = { code: draft.code.trim(), carrier: carrier.code, ...valuesOf(draft) }
    return answerOf(api.POST('/v1/carrier-services', { params: { header }, body }))
  }, STALE)
  const save = async () => {
    if (!form.isGood()) return
    const made = await run(form.draft)
    if (!made) return
    tell({ title: said.created(made.name) })
    onMade(made.code)
  }
  return (
    <FormDialog
      title={said.newServiceTitle(carrier.name)}
      act={said.make}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Fields draft={form.draft} set={form.set} faultOf={form.faultOf(faultAt)} isNew />
    </FormDialog>
  )
}

/** Changes what a service takes. */
export function ChangeService({ service, onClose }: { service: Service; onClose: () => void }) {
  const words = useWords()
  const { carriers: said, shell } = words
  const tell = useTell()
  const form = useDraft(draftOf(service))
  const { run, isBusy, faultAt, base, overtaken } = useChange({
    opened: service,
    read: ({ code }) => readService(code),
    send: (now, draft: Draft, header) => {
      const changes = [{ action: 'set' as const, fields: fieldsOf(draft, draftOf(now)) }]
      return answerOf(
        api.POST('/v1/carrier-services/{code}/changes', {
          params: { path: { code: now.code }, header },
          body: { version: now.version, changes },
        }),
      )
    },
    stale: STALE,
    onOvertaken: ({ before, now }) => {
      form.replace((typed) => rebased(typed, draftOf(before), draftOf(now)))
    },
  })
  const save = async () => {
    if (!form.isGood()) return
    if (changedFields(draftOf(base), form.draft).length > 0) {
      if (!(await run(form.draft))) return
      tell({ title: said.saved })
    }
    onClose()
  }
  return (
    <FormDialog
      title={said.editOf(service.name)}
      act={shell.save}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      {overtaken && (
        <Overtaken lines={differences(draftOf(overtaken.before), draftOf(overtaken.now), words)} />
      )}
      <Fields draft={form.draft} set={form.set} faultOf={form.faultOf(faultAt)} />
    </FormDialog>
  )
}

/** What somebody else changed meanwhile, field by field. */
function differences(before: Draft, now: Draft, words: Words): string[] {
  const { carriers: said, shell, order } = words
  const text = (draft: Draft, field: Field) => {
    const value = draft[field]
    if (typeof value === 'boolean') return value ? shell.yes : shell.no
    if (typeof value === 'string') return value || shell.overtaken.nothing
    return value.map((one) => methodIn(order, one)).join(', ')
  }
  return changedFields(before, now).map((field) =>
    shell.overtaken.changedTo(said.fields[field], text(before, field), text(now, field)),
  )
}

function useDraft(first: Draft) {
  const { carriers: said } = useWords()
  const [draft, setDraft] = useState(first)
  const [isTried, setTried] = useState(false)
  const faults = faultsOf(draft)
  return {
    draft,
    replace: setDraft,
    set: (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed })),
    isGood() {
      setTried(true)
      return Object.keys(faults).length === 0
    },
    faultOf: (faultAt: (pointer: string) => string | undefined) => (field: Field) => {
      const own = isTried ? faults[field] : undefined
      return own === undefined ? faultAt(`/${sentAs(field)}`) : textOf(own, said)
    },
  }
}

function textOf(fault: Fault, { faults }: Words['carriers']): string {
  return typeof fault === 'object' ? faults.countries(fault.country) : faults[fault]
}

function Fields({ draft, set, faultOf, isNew = false }: FieldsProps & { isNew?: boolean }) {
  const { carriers: said } = useWords()
  const text = (field: Exclude<Field, 'methods' | 'toHomes'>) => ({
    label: said.fields[field],
    fault: faultOf(field),
    value: draft[field],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [field]: event.currentTarget.value }),
  })
  return (
    <>
      <div className="pair">
        <TextField {...text('name')} maxLength={200} />
        {isNew && (
          <TextField
            {...text('code')}
            hint={said.serviceCodeHint}
            maxLength={64}
            spellCheck={false}
          />
        )}
      </div>
      <Methods draft={draft} set={set} faultOf={faultOf} />
      <CheckField
        label={said.fields.toHomes}
        hint={said.hints.toHomes}
        checked={draft.toHomes}
        onChange={(event) => set({ toHomes: event.currentTarget.checked })}
      />
      <TextField {...text('countries')} hint={said.hints.countries} spellCheck={false} dir="ltr" />
      <div className="pair">
        <TextField {...text('maxKg')} inputMode="decimal" />
        <TextField {...text('maxLongestCm')} hint={said.hints.size} inputMode="decimal" />
        <TextField {...text('maxGirthCm')} hint={said.hints.girth} inputMode="decimal" />
      </div>
    </>
  )
}

function Methods({ draft, set, faultOf }: FieldsProps) {
  const { carriers: said, order } = useWords()
  const fault = faultOf('methods')
  return (
    <fieldset className={css['several']}>
      <legend>{said.fields.methods}</legend>
      <div className={css['choices']}>
        {METHODS.map((method) => (
          <CheckField
            key={method}
            label={methodIn(order, method)}
            checked={draft.methods.includes(method)}
            onChange={(event) => {
              const isIn = event.currentTarget.checked
              set({
                methods: METHODS.filter((one) => {
                  return one === method ? isIn : draft.methods.includes(one)
                }),
              })
            }}
          />
        ))}
      </div>
      {fault !== undefined && (
        <p className={css['fault']} role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
