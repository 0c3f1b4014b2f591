import { useState } from 'react'
import { answerOf, api, Problem, type newKey } from '../../lib/api.ts'
import { Field, TextField } from '../../ui/form/field.tsx'
import { SearchSelect } from '../../ui/form/search-select.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { useSku } from '../inventory/use-stock.ts'
import { FormDialog } from '../locations/form-dialog.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useSuggested } from '../skus/use-suggested.tsx'
import { useWords } from '../words/index.ts'
import { bodyOf, emptyDraft, faultsOf, type Draft, type Fault } from './draft.ts'
import { TermFields } from './fields.tsx'
import { staleBy, type Which } from './use-receipts.ts'

/** Goods on their way: of the item that is looked at, or to the place; the other is asked for. */
export function AnnounceDialog({ which, onClose }: { which: Which; onClose: () => void }) {
  const { receipts: said } = useWords()
  const tell = useTell()
  const [draft, setDraft] = useState(() => emptyDraft(which.sku ?? '', which.location ?? ''))
  const [isTried, setTried] = useState(false)
  const { data: sku } = useSku(which.sku ?? '')
  const { run, isBusy, faultAt } = useCommand(announce, staleBy(draft.sku.trim()))
  const set = (changed: Partial<Draft>) => setDraft((before) => ({ ...before, ...changed }))
  const faults = faultsOf(draft, sku?.decimals)
  const faultOf = (fault: Fault) => (isTried && faults[fault] ? said.faults[fault] : undefined)
  const save = async () => {
    setTried(true)
    if (Object.keys(faults).length > 0 || !(await run(draft))) return
    tell({ title: said.announce.done })
    onClose()
  }
  return (
    <FormDialog
      title={said.announce.title}
      says={said.announce.says}
      act={said.announce.open}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      {which.sku === undefined ? (
        <ItemField
          value={draft.sku}
          onChange={(code) => set({ sku: code })}
          fault={faultOf('item') ?? faultAt('/sku')}
        />
      ) : (
        <PlaceField
          value={draft.location}
          onChange={(location) => set({ location })}
          fault={faultOf('place') ?? faultAt('/location')}
        />
      )}
      <TermFields {...{ draft, set, faultOf, faultAt }} decimals={sku?.decimals} />
    </FormDialog>
  )
}

type FieldProps = { value: string; onChange: (code: string) => void; fault: string | undefined }

function ItemField({ value, onChange, fault }: FieldProps) {
  const { fields } = useWords().receipts
  const suggested = useSuggested(value)
  return (
    <>
      <TextField
        label={fields.item}
        hint={fields.itemHint}
        fault={fault}
        list={suggested.list}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {suggested.options}
    </>
  )
}

function PlaceField({ value, onChange, fault }: FieldProps) {
  const { fields } = useWords().receipts
  const { choices } = usePlaces()
  return (
    <Field label={fields.place} fault={fault}>
      {({ id }) => (
        <SearchSelect
          id={id}
          label={fields.place}
          searchLabel={fields.findPlace}
          placeholder={fields.findPlace}
          none={fields.noPlace}
          choices={choices}
          value={value === '' ? undefined : value}
          onChoose={onChange}
        />
      )}
    </Field>
  )
}

/** A refusal of the one announcement is thrown as if the whole call had been refused. */
async function announce(draft: Draft, header: ReturnType<typeof newKey>) {
  const { reference, ...rest } = bodyOf(draft)
  const body = { receipts: [{ ...rest, ...(reference !== undefined && { reference }) }] }
  const call = api.POST('/v1/expected-receipts', { params: { header }, body })
  const [outcome] = (await answerOf(call)).outcomes
  if (outcome?.receipt) return outcome.receipt
  throw new Problem(outcome?.problem?.status ?? 0, outcome?.problem)
}
