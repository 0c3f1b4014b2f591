import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useWords } from '../words/index.ts'
import css from './locations.module.css'

/** A form about a location: a new one, or a part of one. Return in a field saves it. */
export function FormDialog(of: {
  title: string
  says?: string
  act: string
  isBusy: boolean
  onSave: () => void
  onClose: () => void
  children: ReactNode
}) {
  const { shell } = useWords()
  const { title, says, act, isBusy, onSave, onClose, children } = of
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      {...(says !== undefined && { says })}
      size="large"
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={isBusy} onClick={onSave}>
            {act}
          </Button>
        </>
      }
    >
      <form
        className={css['form']}
        onSubmit={(event) => {
          event.preventDefault()
          onSave()
        }}
      >
        {children}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  )
}
