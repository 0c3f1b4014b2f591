import { useState } from 'react'
import { TextField } from '../../ui/form/field.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { Overtaken } from '../shell/overtaken.tsx'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { changedFields, faultsOf, rebased, type Draft, type Thing } from './draft.ts'
import { useFaultOf } from './fields.tsx'
import { STALE, type Kind } from './kind.ts'

/** Changes one that is there: all but its code. */
export function ChangeThing<Row extends Thing, Whole extends Thing>(of: {
  kind: Kind<Row, Whole>
  opened: Whole
  onClose: () => void
}) {
  const { network: said, shell } = useWords()
  const { kind, opened, onClose } = of
  const tell = useTell()
  const draftOf = (whole: Whole): Draft => {
    return { code: whole.code, name: whole.name, ...kind.draftOf(whole) }
  }
  const [draft, setDraft] = useState(() => draftOf(opened))
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faultAt, base, overtaken } = useChange({
    opened,
    read: ({ code }) => kind.read(code),
    send: (now, given: Draft, header) => {
      return kind.change(now, { before: draftOf(now), draft: given }, header)
    },
    stale: STALE,
    onOvertaken: ({ before, now }) => {
      setDraft((typed) => rebased(typed, draftOf(before), draftOf(now)))
    },
  })
  const faults = faultsOf(draft)
  const faultOf = useFaultOf(isTried ? faults : {}, faultAt)
  const save = async () => {
    setTried(true)
    if (Object.keys(faults).length > 0) return
    if (changedFields(draftOf(base), draft).length > 0) {
      if (!(await run(draft))) return
      tell({ title: said.saved })
    }
    onClose()
  }
  const set = (changed: Draft) => setDraft((before) => ({ ...before, ...changed }))
  return (
    <FormDialog
      title={said.changeTitle(opened.name)}
      act={shell.save}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      {overtaken && (
        <Differences
          before={draftOf(overtaken.before)}
          now={draftOf(overtaken.now)}
          textOf={kind.textOf}
        />
      )}
      <TextField
        label={said.fields.name}
        fault={faultOf('name')}
        maxLength={200}
        value={draft['name']}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <kind.Fields draft={draft} set={set} faultOf={faultOf} />
    </FormDialog>
  )
}

/** What somebody else changed meanwhile, field by field. */
function Differences(of: { before: Draft; now: Draft; textOf: Kind<Thing>['textOf'] }) {
  const words = useWords()
  const { network: said, shell } = words
  const { changedTo, nothing } = shell.overtaken
  const { before, now, textOf } = of
  const lines = changedFields(before, now).map((field) => {
    const text = (draft: Draft) => {
      const value = draft[field]!
      return (textOf?.(field, value, words) ?? value) || nothing
    }
    return changedTo(said.fields[field as keyof typeof said.fields], text(before), text(now))
  })
  return <Overtaken lines={lines} />
}
