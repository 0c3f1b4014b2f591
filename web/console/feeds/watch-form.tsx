import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { CheckField, Field, SelectField, TextField } from '../../ui/form/field.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { FormDialog } from '../locations/form-dialog.tsx'
import type { DurationUnit } from '../locations/edit.ts'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { bodyOf, draftOf, faultsOf, type Draft, type Fault } from './draft.ts'
import { SourceField } from './source-field.tsx'
import { KEY, type Watch } from './use-feeds.ts'
import css from './feeds.module.css'

type FieldsProps = {
  draft: Draft
  set: (changed: Partial<Draft>) => void
  faultOf: (fault: Fault) => string | undefined
}

/** Says how often a location is to be fed, and what is held back when it is not. */
export function WatchForm(of: {
  /** The one that is changed; undefined where one is chosen first. */
  watch?: Watch
  /** Those that there are: what their systems are called. */
  watches: readonly Watch[]
  location?: string | undefined
  onClose: () => void
}) {
  const { feeds: said } = useWords()
  const { watch, watches, onClose } = of
  const tell = useTell()
  const { nameOf } = usePlaces()
  const [draft, setDraft] = useState(() => draftOf(watch, of.location))
  const [isTried, setTried] = useState(false)
  // What was typed is decided on what was shown then.
  const [version] = useState(watch?.version)
  const save = (typed: Draft, header: { 'idempotency-key': string }) =>
    answerOf(
      api.POST('/v1/stock-feed-watches', {
        params: { header },
        body: { ...bodyOf(typed), ...(version !== undefined && { version }) },
      }),
    )
  const { run, isBusy, faultAt } = useCommand(save, [KEY, ['stock', 'by-location']])
  const faults = faultsOf(draft)
  const faultOf = (fault: Fault) => {
    if (isTried && faults[fault]) return said.faults[fault]
    return faultAt(POINTERS[fault])
  }
  const submit = async () => {
    setTried(true)
    if (Object.keys(faults).length > 0 || !(await run(draft))) return
    tell({ title: said.saved })
    onClose()
  }
  const fields = {
    draft,
    faultOf,
    set: (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed })),
  }
  return (
    <FormDialog
      title={watch ? said.feedOf(watch.source, nameOf(watch.location)) : said.setTitle}
      act={said.save}
      isBusy={isBusy}
      onSave={() => void submit()}
      onClose={onClose}
    >
      {!watch && <WhoFields {...fields} watches={watches} />}
      <OftenFields {...fields} />
    </FormDialog>
  )
}

const POINTERS: Record<Fault, string> = {
  place: '/location',
  source: '/source',
  every: '/everyMinutes',
  buffer: '/bufferPercent',
}

/** Which location, and the system that feeds it. */
function WhoFields({ draft, set, faultOf, watches }: FieldsProps & { watches: readonly Watch[] }) {
  const { feeds: said, locations } = useWords()
  const { choices } = usePlaces()
  return (
    <>
      <Field label={said.place} fault={faultOf('place')}>
        {(field) => (
          <SearchSelect
            id={field.id}
            label={said.place}
            searchLabel={said.findPlace}
            none={said.noPlace}
            placeholder={locations.choose}
            choices={choices}
            value={draft.location}
            onChoose={(location) => set({ location })}
          />
        )}
      </Field>
      <SourceField
        label={said.source}
        hint={said.sourceHint}
        fault={faultOf('source')}
        watches={watches}
        value={draft.source}
        onChange={(source) => set({ source })}
      />
    </>
  )
}

const UNITS: readonly DurationUnit[] = ['minute', 'hour', 'day']

function OftenFields({ draft, set, faultOf }: FieldsProps) {
  const { feeds: said, locations } = useWords()
  return (
    <>
      <CheckField
        label={said.isWatched}
        hint={said.isWatchedHint}
        checked={draft.isWatched}
        onChange={(event) => set({ isWatched: event.currentTarget.checked })}
      />
      {draft.isWatched && (
        <>
          <div className={css['pair']}>
            <TextField
              label={said.every}
              fault={faultOf('every')}
              inputMode="decimal"
              autoComplete="off"
              value={draft.every}
              onChange={(event) => set({ every: event.currentTarget.value })}
            />
            <SelectField
              label={said.unit}
              value={draft.unit}
              choices={UNITS.map((id) => ({ value: id, label: locations.units[id] }))}
              onChange={(event) => set({ unit: event.currentTarget.value as DurationUnit })}
            />
          </div>
          <TextField
            label={said.buffer}
            hint={said.bufferHint}
            fault={faultOf('buffer')}
            inputMode="numeric"
            autoComplete="off"
            value={draft.buffer}
            onChange={(event) => set({ buffer: event.currentTarget.value })}
          />
        </>
      )}
    </>
  )
}
