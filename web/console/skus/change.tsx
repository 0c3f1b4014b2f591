import { useState } from 'react'
import { answerOf, api, type Problem } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Overtaken } from '../shell/overtaken.tsx'
import { useChange, type Overtaking } from '../shell/use-change.ts'
import { Confirm } from '../shell/confirm.tsx'
import { useWords } from '../words/index.ts'
import { FormDialog, STALE } from './dialogs.tsx'
import {
  changedFields,
  differing,
  emptiedOf,
  formOf,
  marginFault,
  rebased,
  tagFault,
  unpricedOf,
  type Form,
} from './form.ts'
import { useFieldFaults } from './use-field-faults.ts'
import { askSku, type SkuRow } from './use-skus.ts'

/** What may change of a SKU. */
export function EditDialog({ sku, onClose }: { sku: SkuRow; onClose: () => void }) {
  const { skus: said } = useWords()
  const tell = useTell()
  const [form, setForm] = useState(() => formOf(sku))
  const { at, onRefused } = useFieldFaults()
  const { run, isBusy, base, overtaken } = useSkuChange(sku, onRefused, (of) => {
    setForm((typed) => rebased(typed, formOf(of.before), formOf(of.now)))
  })
  const before = formOf(base)
  const emptied = emptiedOf(before, form)
  const unpriced = unpricedOf(form)
  const bad = Object.entries({ ...tagFault(form), ...marginFault(form) })
  const [isTried, setTried] = useState(false)
  const save = async () => {
    setTried(true)
    if (emptied.length + unpriced.length + bad.length > 0) return
    const fields = changedFields(before, form)
    if (Object.keys(fields).length === 0) {
      tell({ title: said.nothing })
      return
    }
    if (!(await run({ action: 'set', fields }))) return
    tell({ title: said.saved })
    onClose()
  }
  return (
    <FormDialog
      title={said.editTitle(sku.name)}
      isBusy={isBusy}
      onClose={onClose}
      onSave={save}
      form={form}
      onChange={setForm}
      faults={{
        own: {
          ...Object.fromEntries(emptied.map((name) => [name, said.form.kept])),
          ...(isTried && Object.fromEntries(bad.map(([name, fault]) => [name, said.form[fault]]))),
        },
        unpriced: isTried ? unpriced : [],
        at,
      }}
    >
      {overtaken && <Differences {...overtaken} />}
    </FormDialog>
  )
}

type Change = { action: 'archive' } | { action: 'set'; fields: ReturnType<typeof changedFields> }

function useSkuChange(
  opened: SkuRow,
  onRefused?: (problem: Problem) => boolean,
  onOvertaken?: (of: Overtaking<SkuRow>) => void,
) {
  return useChange({
    opened,
    read: ({ code }) => askSku(code),
    send: ({ code, version }, change: Change, header) => {
      const params = { path: { code }, header }
      const body = { version, changes: [change] }
      return answerOf(api.POST('/v1/skus/{code}/changes', { params, body }))
    },
    stale: STALE,
    onOvertaken,
    ...(onRefused && { onRefused }),
  })
}

/** What somebody else changed meanwhile, field by field. */
function Differences({ before, now }: Overtaking<SkuRow>) {
  const { skus: said, shell } = useWords()
  const { changedTo, nothing } = shell.overtaken
  const [old, fresh] = [formOf(before), formOf(now)]
  const lines = differing(old, fresh).map((name) => {
    // A drawing is an address that says nothing to a person.
    if (name === 'picture') return said.form.picture
    return changedTo(said.form[name], textOf(old[name]) || nothing, textOf(fresh[name]) || nothing)
  })
  if (before.archived !== now.archived) lines.push(said.archived)
  return <Overtaken lines={lines} />
}

function textOf(value: Form[keyof Form]): string {
  if (!Array.isArray(value)) return value ?? ''
  return value.map((row) => `${row.name} ${row.value}`).join(', ')
}

/** Archiving cannot be undone: it says what it means before. */
export function ArchiveDialog({ sku, onClose }: { sku: SkuRow; onClose: () => void }) {
  const { skus: said } = useWords()
  const tell = useTell()
  const { run, isBusy, overtaken } = useSkuChange(sku)
  const archive = async () => {
    if (!(await run({ action: 'archive' }))) return
    tell({ title: said.archiveDone })
    onClose()
  }
  return (
    <Confirm
      title={said.archiveTitle(sku.name)}
      says={said.archiveSays}
      act={said.archive}
      isBusy={isBusy}
      onAct={() => void archive()}
      onClose={onClose}
    >
      {overtaken && <Differences {...overtaken} />}
    </Confirm>
  )
}
