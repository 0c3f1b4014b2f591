import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/form/field.tsx'
import { TypeMany } from '../../ui/form/many.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import { badTagOf, changeOf, PRIORITIES, type Priority } from './marks.ts'
import { Trouble } from './trouble.tsx'
import { useWrite } from './use-write.ts'

/** How much an order counts, and what it is tagged with. */
export function MarksDialog({ onClose }: { onClose: () => void }) {
  const { order: said, shell } = useWords()
  const { marks } = said
  const { order: now } = useOnOrder()
  // As it was when this was opened: what others tag meanwhile is not taken away.
  const [order] = useState(now)
  const tell = useTell()
  const { send, isBusy, problem } = useWrite(order.id)
  const [priority, setPriority] = useState(order.priority)
  const [tags, setTags] = useState<readonly string[]>(order.tags)
  const [typed, setTyped] = useState('')
  const bad = badTagOf(tags)
  const change = changeOf(order, { priority, tags })
  const submit = async () => {
    if (!change) return
    // Added and taken away, each by itself: others may have marked it meanwhile.
    const body: typeof change & { version?: number } = change
    const done = await send('marks', body, (given, header) =>
      answerOf(
        api.POST('/v1/orders/{id}/marks', {
          params: { path: { id: order.id }, header },
          body: given,
        }),
      ),
    )
    if (!done) return
    tell({ title: marks.changed })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={marks.title}
      says={marks.says}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button
            look="primary"
            busy={isBusy}
            disabled={!change || bad !== undefined}
            onClick={() => void submit()}
          >
            {marks.act}
          </Button>
        </>
      }
    >
      <SelectField
        label={marks.priority}
        hint={marks.priorityHint}
        value={priority}
        onChange={(event) => setPriority(event.currentTarget.value as Priority)}
        choices={PRIORITIES.map((value) => ({ value, label: marks.priorities[value] }))}
      />
      <TypeMany
        label={marks.tags}
        hint={marks.tagsHint}
        fault={bad === undefined ? undefined : marks.badTag(bad)}
        placeholder={marks.type}
        value={tags}
        onChange={setTags}
        removeLabel={marks.remove}
        typed={typed}
        onType={setTyped}
      />
      <Trouble problem={problem} />
    </Dialog>
  )
}
