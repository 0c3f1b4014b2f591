import { useSession } from '../../lib/session.tsx'
import { Field, SelectField, TextField } from '../../ui/form/field.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { useWords } from '../words/index.ts'
import { SourceField } from './source-field.tsx'
import { withFile, type UploadDraft } from './upload-draft.ts'
import { useWatches } from './use-feeds.ts'
import type { Upload } from './use-upload.ts'
import css from './feeds.module.css'

export function FileField({ draft, set, faultOf }: Upload) {
  const said = useWords().feeds.upload
  const { timeZone } = useSession()
  return (
    <Field label={said.file} hint={said.fileHint} fault={faultOf('file')}>
      {({ id, describedBy, invalid }) => (
        <div className={css['file']}>
          <input
            type="file"
            id={id}
            accept=".csv,.txt,text/csv,text/plain"
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            onChange={(event) => {
              set(withFile(draft, event.currentTarget.files?.[0], timeZone))
            }}
          />
        </div>
      )}
    </Field>
  )
}

/** Whose numbers they are, and where. */
export function WhoFields({ draft, set, faultOf }: Upload) {
  const { feeds } = useWords()
  const said = feeds.upload
  const { choices } = usePlaces()
  const { data: watches = [] } = useWatches()
  return (
    <>
      <SourceField
        label={said.source}
        hint={said.sourceHint}
        fault={faultOf('source')}
        watches={watches}
        value={draft.source}
        onChange={(source) => set({ source })}
      />
      <Field label={feeds.place} hint={said.placeHint} fault={faultOf('location')}>
        {(field) => (
          <SearchSelect
            id={field.id}
            label={feeds.place}
            searchLabel={feeds.findPlace}
            none={feeds.noPlace}
            choices={[{ value: '', label: said.inFile }, ...choices]}
            value={draft.location}
            onChoose={(location) => set({ location })}
          />
        )}
      </Field>
    </>
  )
}

const KINDS = ['delta', 'full'] as const
const NUMBERS = ['on_hand', 'available'] as const

/** What the numbers are, when they were true, and what they know of. */
export function WhatFields({ draft, set, faultOf }: Upload) {
  const { feeds } = useWords()
  const said = feeds.upload
  const time = (name: 'asOf' | 'contains') => ({
    type: 'datetime-local',
    label: said[name],
    hint: said[`${name}Hint`],
    fault: faultOf(name),
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  })
  return (
    <>
      <SelectField
        label={feeds.facts.kind}
        hint={said.kindSays[draft.kind]}
        value={draft.kind}
        choices={KINDS.map((kind) => ({ value: kind, label: feeds.kinds[kind] }))}
        onChange={(event) => set({ kind: event.currentTarget.value as UploadDraft['kind'] })}
      />
      <SelectField
        label={feeds.facts.number}
        hint={said.numberSays[draft.number]}
        value={draft.number}
        choices={NUMBERS.map((number) => ({ value: number, label: feeds.numbers[number] }))}
        onChange={(event) => set({ number: event.currentTarget.value as UploadDraft['number'] })}
      />
      <TextField {...time('asOf')} />
      <TextField {...time('contains')} />
    </>
  )
}

/** What the columns of the file are called: needed once, so it is folded away. */
export function Columns() {
  const said = useWords().feeds.upload
  return (
    <details>
      <summary>{said.columns}</summary>
      <p className={css['note']}>{said.columnsSay}</p>
      <pre className={css['sample']} dir="ltr">
        {'sku,location,quantity\nSHIRT-M,PARIS,4\nSHIRT-L,LYON,2'}
      </pre>
    </details>
  )
}
