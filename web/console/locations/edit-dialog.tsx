import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import {
  draftOf,
  faultsOf,
  fieldAt,
  fieldsOf,
  rebased,
  type Draft,
  type DraftField,
} from './edit.ts'
import { CostsAndTimes, Place, type FormProps } from './fields.tsx'
import type { Location } from './hours.ts'
import { Overtaken } from './overtaken.tsx'
import { useChange } from './use-change.ts'
import css from './locations.module.css'

export type EditPart = 'profile' | 'does' | 'terms'

/** Changes one part of a location. */
export function EditDialog(of: { location: Location; part: EditPart; onClose: () => void }) {
  const { location, part, onClose } = of
  const { locations: said, shell } = useWords()
  const form = useForm(location, onClose)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={said.editOf(said.sections[part])}
      size="large"
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={form.isBusy} onClick={() => void form.save()}>
            {shell.save}
          </Button>
        </>
      }
    >
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void form.save()
        }}
      >
        {form.overtaken && <Overtaken {...form.overtaken} />}
        {part === 'profile' && <Place {...form.fields} />}
        {part === 'does' && <Does {...form.fields} />}
        {part === 'terms' && <CostsAndTimes {...form.fields} />}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  )
}

function useForm(location: Location, onClose: () => void) {
  const words = useWords()
  const tell = useTell()
  const [draft, setDraft] = useState<Draft>(() => draftOf(location))
  const [hasTried, setTried] = useState(false)
  const { run, isBusy, problem, overtaken, base } = useChange(location, ({ before, now }) => {
    setDraft((typed) => rebased(typed, draftOf(before), draftOf(now)))
  })
  const faults = faultsOf(draft, draftOf(base))
  const refused = fieldAt(problem?.problem?.field)
  const save = async () => {
    setTried(true)
    if (Object.keys(faults).length > 0) return
    const fields = fieldsOf(draft, draftOf(base))
    if (Object.keys(fields).length > 0) {
      if (!(await run(fields))) return
      tell({ title: words.locations.savedDone })
    }
    onClose()
  }
  const fields: FormProps = {
    draft,
    onChange: (changed) => setDraft((before) => ({ ...before, ...changed })),
    faultOf: (field: DraftField) => {
      const own = hasTried ? faults[field] : undefined
      if (own) return words.locations.faults[own]
      return problem && refused === field ? saysOf(problem, words) : undefined
    },
  }
  return { fields, save, isBusy, overtaken }
}

function Does({ draft, onChange }: FormProps) {
  const { locations: said } = useWords()
  return (
    <>
      <CheckField
        label={said.fields.ships}
        checked={draft.ships}
        onChange={(event) => onChange({ ships: event.currentTarget.checked })}
      />
      <CheckField
        label={said.fields.pickup}
        checked={draft.pickup}
        onChange={(event) => onChange({ pickup: event.currentTarget.checked })}
      />
    </>
  )
}
