import { useState, type ReactNode } from 'react'
import { answerOf, api, Problem, type newKey } from '../../lib/api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { SkuFields, type Faults } from './fields.tsx'
import { useFieldFaults } from './use-field-faults.ts'
import { emptyForm, faultsOf, fieldsOf, unpricedOf, type Form } from './form.ts'

type Header = ReturnType<typeof newKey>

/** What is asked again when a SKU has changed. */
export const STALE = [['catalog'], ['stock', 'list']]

/** One new SKU. */
export function CreateDialog(of: { onClose: () => void; onCreated: (code: string) => void }) {
  const { skus: said } = useWords()
  const tell = useTell()
  const [form, setForm] = useState(emptyForm)
  const [isTried, setTried] = useState(false)
  const { at, onRefused } = useFieldFaults()
  const { run, isBusy } = useCommand(create, STALE, onRefused)
  const faults = Object.entries(faultsOf(form))
  const unpriced = unpricedOf(form)
  const save = async () => {
    setTried(true)
    if (faults.length + unpriced.length > 0) return
    const outcome = await run(form)
    if (!outcome) return
    tell({ title: outcome === 'exists' ? said.exists : said.created(form.name.trim()) })
    of.onCreated(form.code.trim())
  }
  const own = isTried ? faults.map(([name, fault]) => [name, said.form[fault]]) : []
  return (
    <FormDialog
      title={said.createTitle}
      isBusy={isBusy}
      onClose={of.onClose}
      onSave={save}
      form={form}
      onChange={setForm}
      isNew
      faults={{ own: Object.fromEntries(own), unpriced: isTried ? unpriced : [], at }}
    />
  )
}

async function create(form: Form, header: Header) {
  const { name = '', ...fields } = fieldsOf(form)
  const sku = {
    ...fields,
    code: form.code.trim(),
    name,
    ...(form.unit.trim() !== '' && { unit: form.unit.trim() }),
    ...(form.kind !== 'stocked' && { kind: form.kind }),
    ...(form.decimals !== '' && { decimals: Number(form.decimals) }),
  }
  const call = api.POST('/v1/skus', { params: { header }, body: { skus: [sku] } })
  const [outcome] = (await answerOf(call)).outcomes
  if (outcome?.outcome === 'created' || outcome?.outcome === 'exists') return outcome.outcome
  throw new Problem(outcome?.problem?.status ?? 0, outcome?.problem)
}

export function FormDialog(of: {
  title: string
  isBusy: boolean
  onClose: () => void
  onSave: () => Promise<void>
  form: Form
  onChange: (form: Form) => void
  isNew?: boolean
  faults: Faults
  /** What is to be read before the fields. */
  children?: ReactNode
}) {
  const { shell } = useWords()
  return (
    <Dialog
      isOpen
      size="large"
      onClose={of.onClose}
      title={of.title}
      actions={
        <>
          <Button onClick={of.onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={of.isBusy} onClick={() => void of.onSave()}>
            {shell.save}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void of.onSave()
        }}
      >
        {of.children}
        <SkuFields form={of.form} onChange={of.onChange} isNew={of.isNew} faults={of.faults} />
        <button type="submit" hidden>
          {shell.save}
        </button>
      </form>
    </Dialog>
  )
}
