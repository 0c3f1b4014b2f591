import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { TextField } from '../../ui/form/field.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { FormDialog } from '../locations/form-dialog.tsx'
import { Overtaken } from '../shell/overtaken.tsx'
import { useChange } from '../shell/use-change.ts'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { isCode } from './draft.ts'
import { STALE, type Carrier } from './use-carriers.ts'

/** A new carrier. */
export function CarrierForm({
  onClose,
  onMade,
}: {
  onClose: () => void
  onMade: (code: string) => void
}) {
  const { carriers: said } = useWords()
  const tell = useTell()
  const [draft, setDraft] = useState({ code: '', name: '' })
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faultAt } = useCommand(
    (body: typeof draft, header) =>
      answerOf(api.POST('/v1/carriers', { params: { header }, body })),
    STALE,
  )
  const own = {
    name: draft.name.trim() === '' ? said.faults.name : undefined,
    code: isCode(draft.code) ? undefined : said.faults.code,
  }
  const faultOf = (field: 'name' | 'code') =>
    (isTried ? own[field] : undefined) ?? faultAt(`/${field}`)
  const save = async () => {
    setTried(true)
    if (own.name !== undefined || own.code !== undefined) return
    const made = await run({ code: draft.code.trim(), name: draft.name.trim() })
    if (!made) return
    tell({ title: said.created(made.name) })
    onMade(made.code)
  }
  return (
    <FormDialog
      title={said.createTitle}
      act={said.make}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={said.fields.name}
        fault={faultOf('name')}
        maxLength={200}
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <TextField
        label={said.fields.code}
        hint={said.codeHint}
        fault={faultOf('code')}
        maxLength={64}
        spellCheck={false}
        autoComplete="off"
        value={draft.code}
        onChange={(event) => setDraft({ ...draft, code: event.currentTarget.value })}
      />
    </FormDialog>
  )
}

/** Another name for a carrier. */
export function RenameDialog({ carrier, onClose }: { carrier: Carrier; onClose: () => void }) {
  const { carriers: said, shell } = useWords()
  const tell = useTell()
  const [name, setName] = useState(carrier.name)
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faultAt, overtaken } = useChange({
    opened: carrier,
    read: async ({ code }) => {
      const { items } = await answerOf(api.GET('/v1/carriers'))
      return items.find((one) => one.code === code)!
    },
    send: ({ code, version }, given: string, header) => {
      const changes = [{ action: 'set' as const, fields: { name: given } }]
      const params = { path: { code }, header }
      return answerOf(
        api.POST('/v1/carriers/{code}/changes', { params, body: { version, changes } }),
      )
    },
    stale: STALE,
  })
  const save = async () => {
    setTried(true)
    if (name.trim() === '') return
    if (name.trim() !== carrier.name) {
      if (!(await run(name.trim()))) return
      tell({ title: said.saved })
    }
    onClose()
  }
  return (
    <FormDialog
      title={said.renameTitle(carrier.name)}
      act={shell.save}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      {overtaken && (
        <Overtaken
          lines={
            overtaken.before.name === overtaken.now.name
              ? []
              : [
                  shell.overtaken.changedTo(
                    said.fields.name,
                    overtaken.before.name,
                    overtaken.now.name,
                  ),
                ]
          }
        />
      )}
      <TextField
        label={said.fields.name}
        fault={(isTried && name.trim() === '' ? said.faults.name : undefined) ?? faultAt('/name')}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
