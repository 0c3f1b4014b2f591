import { useState } from 'react'
import type { paths } from '../../../client/index.ts'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { instantOf, type Draft } from './draft.ts'
import { KeyDialog } from './fields.tsx'
import css from './keys.module.css'

type Header = { 'idempotency-key': string }

/** A new key. Its secret is shown once. */
export function KeyForm({ onClose }: { onClose: () => void }) {
  const { keys: said } = useWords()
  const { me } = useSession()
  const [draft, setDraft] = useState<Draft>(() => ({
    name: '',
    expiresOn: '',
    system: '',
    permissions: new Set(me.permissions.filter((one) => one.endsWith(':read'))),
  }))
  const [secret, setSecret] = useState<string>()
  const { run, isBusy, faultAt } = useCommand(create, [['keys']], undefined, (given) => {
    return { ...given, permissions: [...given.permissions] }
  })
  const save = async () => {
    const done = await run(draft)
    if (done) setSecret(done.secret ?? '')
  }
  if (secret !== undefined) return <Secret secret={secret} onClose={onClose} />
  return (
    <KeyDialog
      title={said.createTitle}
      says={said.createSays}
      act={said.make}
      draft={draft}
      onChange={setDraft}
      faultAt={faultAt}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    />
  )
}

type Permission =
  paths['/v1/api-keys']['post']['requestBody']['content']['application/json']['permissions'][number]

function create({ name, expiresOn, system, permissions }: Draft, header: Header) {
  const body = {
    name: name.trim(),
    permissions: [...permissions] as Permission[],
    ...(system.trim() !== '' && { system: system.trim() }),
    ...(expiresOn !== '' && { expiresAt: instantOf(expiresOn) }),
  }
  return answerOf(api.POST('/v1/api-keys', { params: { header }, body }))
}

function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { keys: said, shell } = useWords()
  const tell = useTell()
  const copy = async () => {
    await navigator.clipboard.writeText(secret)
    tell({ title: said.copied })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={said.secretTitle}
      says={said.secretSays}
      actions={
        <>
          {/* Only pages with TLS, and localhost, may write to the clipboard. */}
          {window.isSecureContext && (
            <Button icon="copy" onClick={() => void copy()}>
              {said.copy}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            {shell.close}
          </Button>
        </>
      }
    >
      <code className={css['secret']} aria-label={said.secret}>
        {secret}
      </code>
    </Dialog>
  )
}
