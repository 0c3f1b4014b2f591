import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { usePlaces } from './use-places.ts'
import { ofSku, type Shelf } from './use-stock.ts'

/** Stops selling a SKU from a place: asks why, and says what stays. */
export function PauseDialog(of: { sku: string; shelf: Shelf; onClose: () => void }) {
  const { inventory: said, shell } = useWords()
  const { nameOf } = usePlaces()
  const tell = useTell()
  const [reason, setReason] = useState('')
  const { location } = of.shelf
  const { run, isBusy } = useCommand(
    (why: string, header) => {
      const body = { sku: of.sku, location, reason: why }
      return answerOf(api.POST('/v1/sku-pauses', { params: { header }, body }))
    },
    [ofSku(of.sku, 'places')],
  )
  const save = async () => {
    if (reason.trim() === '' || !(await run(reason.trim()))) return
    tell({ title: said.pause.done })
    of.onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={of.onClose}
      title={said.pause.title(nameOf(location))}
      says={said.pause.says}
      actions={
        <>
          <Button onClick={of.onClose}>{shell.cancel}</Button>
          <Button
            look="primary"
            busy={isBusy}
            disabled={reason.trim() === ''}
            onClick={() => void save()}
          >
            {said.pause.open}
          </Button>
        </>
      }
    >
      <TextField
        label={said.pause.reason}
        hint={said.pause.reasonHint}
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && void save()}
      />
    </Dialog>
  )
}
