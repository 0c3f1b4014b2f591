import { useState } from 'react'
import type { paths } from '../../../client/index.ts'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import type { Key } from './state.tsx'
import { Permissions } from './permissions.tsx'
import css from './keys.module.css'

type Given = { name: string; expiresOn: string; permissions: readonly string[] }
type Header = { 'idempotency-key': string }

/** A new key, or an older one changed. The secret of a new one is shown once. */
export function KeyForm({ apiKey, onClose }: { apiKey?: Key; onClose: () => void }) {
  const { keys: said, shell } = useWords()
  const { me } = useSession()
  const tell = useTell()
  const [name, setName] = useState(apiKey?.name ?? '')
  const [expiresOn, setExpiresOn] = useState(apiKey?.expiresAt?.slice(0, 10) ?? '')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set(apiKey?.permissions ?? me.permissions.filter((one) => one.endsWith(':read'))),
  )
  const [secret, setSecret] = useState<string>()
  const { run, isBusy, faultAt } = useCommand(
    (given: Given, header) => (apiKey ? change(apiKey, given, header) : create(given, header)),
    [['keys']],
  )
  const save = async () => {
    const done = await run({ name: name.trim(), expiresOn, permissions: [...chosen] })
    if (!done) return
    if ('secret' in done && typeof done.secret === 'string') return setSecret(done.secret)
    tell({ title: said.saved })
    onClose()
  }
  if (secret !== undefined) return <Secret secret={secret} onClose={onClose} />
  const canSave = name.trim() !== '' && chosen.size > 0
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={apiKey ? said.changeTitle : said.createTitle}
      says={apiKey ? undefined : said.createSays}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={isBusy} disabled={!canSave} onClick={() => void save()}>
            {apiKey ? shell.save : said.make}
          </Button>
        </>
      }
    >
      <TextField
        label={said.name}
        hint={said.nameHint}
        fault={faultAt('/name')}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextField
        type="date"
        label={said.expires}
        hint={said.expiresHint}
        fault={faultAt('/expiresAt')}
        value={expiresOn}
        onChange={(event) => setExpiresOn(event.currentTarget.value)}
      />
      <Permissions chosen={chosen} onChange={setChosen} />
    </Dialog>
  )
}

type Permission =
  paths['/v1/api-keys']['post']['requestBody']['content']['application/json']['permissions'][number]

function create({ name, expiresOn, permissions }: Given, header: Header) {
  const body = {
    name,
    permissions: permissions as Permission[],
    ...(expiresOn !== '' && { expiresAt: instantOf(expiresOn) }),
  }
  return answerOf(api.POST('/v1/api-keys', { params: { header }, body }))
}

function change(apiKey: Key, { name, expiresOn, permissions }: Given, header: Header) {
  const fields = {
    name,
    permissions: permissions as Permission[],
    expiresAt: expiresOn === '' ? null : instantOf(expiresOn),
  }
  return answerOf(
    api.POST('/v1/api-keys/{id}/changes', {
      params: { path: { id: apiKey.id }, header },
      body: { version: apiKey.version, changes: [{ action: 'set', fields }] },
    }),
  )
}

/** The end of the day that was chosen, where the reader is. */
function instantOf(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString()
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
