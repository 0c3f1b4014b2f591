import { useState } from 'react'
import type { paths } from '../../../client/index.ts'
import { answerOf, api, Problem } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { wallDate } from '../../lib/wall-time.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Overtaken } from '../shell/overtaken.tsx'
import { useChange, type Overtaking } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { differing, draftOf, fieldsOf, rebased } from './draft.ts'
import { KeyDialog } from './fields.tsx'
import type { Key } from './state.tsx'

/** Changes a key that is there. */
export function ChangeKey({ apiKey, onClose }: { apiKey: Key; onClose: () => void }) {
  const { keys: said, shell } = useWords()
  const tell = useTell()
  const [draft, setDraft] = useState(() => draftOf(apiKey))
  const { run, isBusy, faultAt, base, overtaken } = useChange<Key, Fields>({
    opened: apiKey,
    read: ({ id }) => readKey(id),
    send,
    stale: [['keys']],
    onOvertaken: ({ before, now }) => {
      setDraft((typed) => rebased(typed, draftOf(before), draftOf(now)))
    },
  })
  const save = async () => {
    const fields = fieldsOf(draftOf(base), draft) as Fields
    if (Object.keys(fields).length > 0) {
      if (!(await run(fields))) return
      tell({ title: said.saved })
    }
    onClose()
  }
  return (
    <KeyDialog
      title={said.changeTitle}
      act={shell.save}
      draft={draft}
      onChange={setDraft}
      faultAt={faultAt}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      {overtaken && <Differences {...overtaken} />}
    </KeyDialog>
  )
}

type Route = paths['/v1/api-keys/{id}/changes']['post']
type Body = Route['requestBody']['content']['application/json']
type Fields = Body['changes'][number]['fields']

function send({ id, version }: Key, fields: Fields, header: { 'idempotency-key': string }) {
  return answerOf(
    api.POST('/v1/api-keys/{id}/changes', {
      params: { path: { id }, header },
      body: { version, changes: [{ action: 'set', fields }] },
    }),
  )
}

/** Keys are read in lists only. */
async function readKey(id: string): Promise<Key> {
  let cursor: string | undefined
  do {
    const query = { limit: 200, ...(cursor !== undefined && { cursor }) }
    // Each page says where the next one begins.
    // oxlint-disable-next-line no-await-in-loop
    const page = await answerOf(api.GET('/v1/api-keys', { params: { query } }))
    const found = page.items.find((key) => key.id === id)
    if (found) return found
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  throw new Problem(404)
}

function Differences({ before, now }: Overtaking<Key>) {
  const { keys: said, shell } = useWords()
  const { language } = useFormats()
  const { changedTo } = shell.overtaken
  const [old, fresh] = [draftOf(before), draftOf(now)]
  const dayOf = (day: string) => (day === '' ? said.never : wallDate(language, day))
  const nameOf = (permission: string) => {
    const [concern = '', way] = permission.split(':')
    return `${said.concerns[concern] ?? concern}, ${way === 'write' ? said.write : said.read}`
  }
  const may = (has: boolean) => (has ? shell.yes : shell.no)
  const lines = [
    ...(old.name === fresh.name ? [] : [changedTo(said.name, old.name, fresh.name)]),
    ...(old.expiresOn === fresh.expiresOn
      ? []
      : [changedTo(said.expires, dayOf(old.expiresOn), dayOf(fresh.expiresOn))]),
    ...(old.system === fresh.system
      ? []
      : [changedTo(said.system, old.system || said.nobody, fresh.system || said.nobody)]),
    ...differing(old.permissions, fresh.permissions).map((permission) => {
      const has = fresh.permissions.has(permission)
      return changedTo(nameOf(permission), may(!has), may(has))
    }),
  ]
  return <Overtaken lines={lines} />
}
