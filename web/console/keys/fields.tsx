import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useWords } from '../words/index.ts'
import type { Draft } from './draft.ts'
import { Permissions } from './permissions.tsx'

type Props = {
  title: string
  says?: string
  /** What saving is called. */
  act: string
  draft: Draft
  onChange: (draft: Draft) => void
  faultAt: (pointer: string) => string | undefined
  isBusy: boolean
  onSave: () => void
  onClose: () => void
  /** What is to be read before the fields. */
  children?: ReactNode
}

/** The dialog of a key, of a new one or one that is there. */
export function KeyDialog({ draft, onChange, faultAt, ...of }: Props) {
  const { keys: said, shell } = useWords()
  const set = (changed: Partial<Draft>) => onChange({ ...draft, ...changed })
  const canSave = draft.name.trim() !== '' && draft.permissions.size > 0
  return (
    <Dialog
      isOpen
      onClose={of.onClose}
      title={of.title}
      says={of.says}
      actions={
        <>
          <Button onClick={of.onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={of.isBusy} disabled={!canSave} onClick={of.onSave}>
            {of.act}
          </Button>
        </>
      }
    >
      {of.children}
      <TextField
        label={said.name}
        hint={said.nameHint}
        fault={faultAt('/name')}
        value={draft.name}
        maxLength={100}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextField
        type="date"
        label={said.expires}
        hint={said.expiresHint}
        fault={faultAt('/expiresAt')}
        value={draft.expiresOn}
        onChange={(event) => set({ expiresOn: event.currentTarget.value })}
      />
      <TextField
        label={said.system}
        hint={said.systemHint}
        fault={faultAt('/system')}
        value={draft.system}
        maxLength={64}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => set({ system: event.currentTarget.value })}
      />
      <Permissions chosen={draft.permissions} onChange={(permissions) => set({ permissions })} />
    </Dialog>
  )
}
