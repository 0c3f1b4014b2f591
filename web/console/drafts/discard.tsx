import type { ComponentType } from 'react'
import type { QueryKey } from '@tanstack/react-query'
import type { newKey } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'

/** Asks before all that a draft would change is dropped. */
export function Discard<Draft>(of: {
  draft: Draft
  sizeOf: (draft: Draft) => number
  read: () => Promise<Draft>
  send: (draft: Draft, header: ReturnType<typeof newKey>) => Promise<unknown>
  stale: readonly QueryKey[]
  Overtaken: ComponentType<{ now: Draft; next: string }>
  onClose: () => void
}) {
  const { rules } = useWords()
  const said = rules.draft
  const tell = useTell()
  const form = useChange({
    opened: of.draft,
    read: () => of.read(),
    send: (draft, _given: null, header) => of.send(draft, header),
    stale: of.stale,
  })
  const discard = async () => {
    if (!(await form.run(null))) return
    tell({ title: said.discarded })
    of.onClose()
  }
  return (
    <Confirm
      title={said.discardTitle}
      says={said.discardSays(of.sizeOf(form.base))}
      act={said.discard}
      isBusy={form.isBusy}
      onAct={() => void discard()}
      onClose={of.onClose}
    >
      {form.overtaken && <of.Overtaken now={form.overtaken.now} next={said.discardAgain} />}
    </Confirm>
  )
}
