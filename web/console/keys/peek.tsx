import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Peek } from '../../ui/screen.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { Ago, Moment } from '../../ui/values.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { ChangeKey } from './change.tsx'
import { KeyPill, stateOf, type Key } from './state.tsx'
import css from './keys.module.css'

export function KeyPeek({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const { keys: said, shell } = useWords()
  const { can } = useSession()
  const [dialog, setDialog] = useState<'change' | 'revoke'>()
  const { name, prefix, createdAt, expiresAt, usedAt } = apiKey
  const isOpen = can('identity:write') && apiKey.can.length > 0
  return (
    <Peek
      title={name}
      label={name}
      closeLabel={shell.close}
      onClose={onClose}
      actions={
        isOpen && (
          <>
            <Button onClick={() => setDialog('change')}>{said.change}</Button>
            <Button look="danger" onClick={() => setDialog('revoke')}>
              {said.revoke}
            </Button>
          </>
        )
      }
    >
      <div>
        <KeyPill state={stateOf(apiKey)} />
      </div>
      <Facts
        facts={[
          [said.columns.prefix, <code key="prefix">{prefix}…</code>],
          [said.created, <Moment key="created" at={createdAt} />],
          [said.columns.used, usedAt === null ? said.never : <Ago key="used" at={usedAt} />],
          [said.system, <bdi key="system">{apiKey.system ?? said.nobody}</bdi>],
          [said.ends, expiresAt === null ? said.never : <Moment key="ends" at={expiresAt} />],
        ]}
      />
      <May permissions={apiKey.permissions} />
      {dialog === 'change' && <ChangeKey apiKey={apiKey} onClose={() => setDialog(undefined)} />}
      {dialog === 'revoke' && <Revoke apiKey={apiKey} onClose={() => setDialog(undefined)} />}
    </Peek>
  )
}

function May({ permissions }: { permissions: readonly string[] }) {
  const { keys: said } = useWords()
  const concerns = Map.groupBy(permissions, (name) => name.split(':')[0]!)
  return (
    <Section title={said.permissions}>
      <ul className={css['list']}>
        {[...concerns].map(([concern, names]) => (
          <li key={concern}>
            {said.concerns[concern] ?? concern}:{' '}
            <span className="quiet">
              {names.map((name) => (name.endsWith(':write') ? said.write : said.read)).join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Revoke({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const { keys: said } = useWords()
  const tell = useTell()
  const { run, isBusy } = useCommand(
    (id: string, header) => {
      const params = { path: { id }, header }
      return answerOf(api.POST('/v1/api-keys/{id}/revocations', { params, body: {} }))
    },
    [['keys']],
  )
  const revoke = async () => {
    if (!(await run(apiKey.id))) return
    tell({ title: said.revoked })
    onClose()
  }
  return (
    <Confirm
      title={said.revokeTitle(apiKey.name)}
      says={said.revokeSays}
      act={said.revoke}
      isBusy={isBusy}
      onAct={() => void revoke()}
      onClose={onClose}
    />
  )
}
