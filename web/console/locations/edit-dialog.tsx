import { useState } from 'react'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { HandlingAndCapacity } from './capacity-fields.tsx'
import {
  draftOf,
  faultsOf,
  fieldAt,
  fieldsOf,
  rebased,
  type Draft,
  type DraftField,
} from './edit.ts'
import {
  Abilities,
  Address,
  Belonging,
  CostsAndTimes,
  Owner,
  Text,
  type FormProps,
} from './fields.tsx'
import { FormDialog } from './form-dialog.tsx'
import type { Location } from './hours.ts'
import { Overtaken } from './overtaken.tsx'
import { useChange } from './use-change.ts'

export const editParts = ['profile', 'does', 'belongs', 'capacity', 'terms'] as const
export type EditPart = (typeof editParts)[number]

/** Changes one part of a location. */
export function EditDialog(of: { location: Location; part: EditPart; onClose: () => void }) {
  const { location, part, onClose } = of
  const { locations: said, shell } = useWords()
  const form = useForm(location, onClose)
  return (
    <FormDialog
      title={said.editOf(said.sections[part])}
      act={shell.save}
      isBusy={form.isBusy}
      onSave={() => void form.save()}
      onClose={onClose}
    >
      {form.overtaken && <Overtaken {...form.overtaken} />}
      {part === 'profile' && <Text {...form.fields} name="name" />}
      {part === 'profile' && <Address {...form.fields} />}
      {part === 'does' && <Abilities {...form.fields} />}
      {part === 'belongs' && <Owner {...form.fields} />}
      {part === 'belongs' && <Belonging {...form.fields} />}
      {part === 'capacity' && <HandlingAndCapacity {...form.fields} />}
      {part === 'terms' && <CostsAndTimes {...form.fields} />}
    </FormDialog>
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
  const faults = faultsOf(draft)
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
