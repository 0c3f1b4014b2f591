import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import type { Task } from './causes.ts'

type Props = { task: Task; kind: 'note' | 'done'; onClose: () => void }

/** A note for whoever comes next, or what came of it in the end. */
export function TaskDialog({ task, kind, onClose }: Props) {
  const { exceptions: said, shell } = useWords()
  const tell = useTell()
  const [text, setText] = useState('')
  const { run, isBusy } = useCommand(
    (given: string, header) => send(task, kind, { text: given, header }),
    [['tasks']],
  )
  const save = async () => {
    if (text.trim() === '' || !(await run(text.trim()))) return
    tell({ title: kind === 'note' ? said.noted : said.done })
    onClose()
  }
  const isNote = kind === 'note'
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isNote ? said.noteTitle : said.doneTitle}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button
            look="primary"
            busy={isBusy}
            disabled={text.trim() === ''}
            onClick={() => void save()}
          >
            {isNote ? shell.save : said.actions.done}
          </Button>
        </>
      }
    >
      <TextArea
        label={isNote ? said.noteLabel : said.doneLabel}
        hint={isNote ? said.noteHint : said.doneHint}
        value={text}
        maxLength={isNote ? 2000 : 500}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
        }}
      />
    </Dialog>
  )
}

type Sent = { text: string; header: { 'idempotency-key': string } }

function send({ id, version }: Task, kind: Props['kind'], { text, header }: Sent) {
  const params = { path: { id }, header }
  if (kind === 'done') {
    return answerOf(api.POST('/v1/tasks/{id}/closures', { params, body: { outcome: text } }))
  }
  const body = { version, changes: [{ action: 'note' as const, text }] }
  return answerOf(api.POST('/v1/tasks/{id}/changes', { params, body }))
}
