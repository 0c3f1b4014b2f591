import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useWords } from '../words/index.ts'
import { Trouble } from './trouble.tsx'
import { useHolds } from './use-holds.ts'

const OTHER = 'other'
const CAUSE_LENGTH = 60
const NOTE_LENGTH = 1000

/** Why nothing may be sent for now; it can be taken back, so nobody is asked twice. */
export function HoldDialog({ onClose }: { onClose: () => void }) {
  const { order: said, shell } = useWords()
  const { place, isBusy, problem } = useHolds()
  const [cause, setCause] = useState<string>('address_check')
  const [own, setOwn] = useState('')
  const [note, setNote] = useState('')
  const { holds } = said
  const given = cause === OTHER ? own.trim() : cause
  const submit = async () => {
    if (await place({ cause: given, note: note.trim() || null })) onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={holds.title}
      says={holds.says}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button
            look="primary"
            busy={isBusy}
            disabled={given === ''}
            onClick={() => void submit()}
          >
            {holds.act}
          </Button>
        </>
      }
    >
      <SelectField
        label={holds.cause}
        value={cause}
        onChange={(event) => setCause(event.currentTarget.value)}
        choices={Object.entries(holds.causes).map(([value, label]) => ({ value, label }))}
      />
      {cause === OTHER && (
        <TextField
          label={holds.other}
          value={own}
          maxLength={CAUSE_LENGTH}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
      )}
      <TextArea
        label={holds.note}
        hint={holds.noteHint}
        value={note}
        maxLength={NOTE_LENGTH}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Trouble problem={problem} />
    </Dialog>
  )
}
