import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useWords } from '../words/index.ts'

type Props = {
  title: string
  /** What it leads to, before it is done. */
  says: string
  /** The verb, on the button that does it. */
  act: string
  /** Where it takes nothing away. */
  look?: 'primary'
  isBusy: boolean
  onAct: () => void
  onClose: () => void
  /** What else is to be known: work that is left, what others changed meanwhile. */
  children?: ReactNode
}

/** Asks before what cannot be taken back; everything else is done at once and can be undone. */
export function Confirm({ title, says, act, look, isBusy, onAct, onClose, children }: Props) {
  const { shell } = useWords()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      says={says}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button look={look ?? 'danger'} busy={isBusy} onClick={onAct}>
            {act}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
