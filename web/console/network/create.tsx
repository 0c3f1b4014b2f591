import { useState } from 'react'
import { TextField } from '../../ui/form/field.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { faultsOf, type Draft, type Thing } from './draft.ts'
import { useFaultOf } from './fields.tsx'
import { STALE, type Kind } from './kind.ts'

/** A new one. */
export function CreateThing<Row extends Thing, Whole extends Thing>(of: {
  kind: Kind<Row, Whole>
  onClose: () => void
}) {
  const { network: said } = useWords()
  const { kind, onClose } = of
  const tell = useTell()
  const [draft, setDraft] = useState<Draft>(() => ({ code: '', name: '', ...kind.empty }))
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faultAt } = useCommand(kind.create, STALE)
  const faults = faultsOf(draft)
  const faultOf = useFaultOf(isTried ? faults : {}, faultAt)
  const save = async () => {
    setTried(true)
    if (Object.keys(faults).length > 0 || !(await run(draft))) return
    tell({ title: said.created(draft['name']!.trim()) })
    onClose()
  }
  const set = (changed: Draft) => setDraft((before) => ({ ...before, ...changed }))
  return (
    <FormDialog
      title={said[kind.id].createTitle}
      act={said.make}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={said.fields.name}
        fault={faultOf('name')}
        maxLength={200}
        value={draft['name']}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextField
        label={said.fields.code}
        hint={said.codeHint}
        fault={faultOf('code')}
        maxLength={64}
        spellCheck={false}
        autoComplete="off"
        value={draft['code']}
        onChange={(event) => set({ code: event.currentTarget.value })}
      />
      <kind.Fields draft={draft} set={set} faultOf={faultOf} />
    </FormDialog>
  )
}
