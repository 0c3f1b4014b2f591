import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Notice } from '../../ui/states.tsx'
import { useNames } from '../exceptions/use-names.ts'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { DrawnFrom } from './coming.tsx'
import { DraftOvertaken } from './overtaken.tsx'
import { KEY, readDraft, sizeOf, type RoutingDraft } from './use-routing.ts'
import { WhatChanges } from './what-changes.tsx'

/** How it stands with the second person, where the draft needs one. */
export function ApprovalStanding({ draft }: { draft: RoutingDraft }) {
  const said = useWords().routing.approval
  const { moment } = useFormats()
  const { who } = useNames()
  const { isNeeded, asked } = draft.approval
  if (!isNeeded || sizeOf(draft) === 0) return null
  if (!asked) return <Notice tone="attention">{said.needed}</Notice>
  const { outcome, requestedBy, requestedAt, note, decidedBy, decidedAt, decisionNote } = asked
  const decided = decidedBy !== null && decidedAt !== null
  const says =
    outcome !== null && decided
      ? said[outcome](who(decidedBy), moment(decidedAt))
      : said.open(who(requestedBy), moment(requestedAt))
  return (
    <Notice tone={outcome === 'approved' ? 'moving' : 'attention'}>
      <div>
        <p>{says}</p>
        {note !== null && <p>{said.saying(who(requestedBy), note)}</p>}
        {decisionNote !== null && decided && <p>{said.saying(who(decidedBy), decisionNote)}</p>}
      </div>
    </Notice>
  )
}

/** Asks that somebody else approves what the draft changes. */
export function AskApproval({ draft, onClose }: { draft: RoutingDraft; onClose: () => void }) {
  const { routing, rules, shell } = useWords()
  const said = routing.approval
  const tell = useTell()
  const [note, setNote] = useState('')
  const form = useChange({
    opened: draft,
    read: () => readDraft(),
    send: ({ version }, given: { note?: string }, header) => {
      const about = { params: { header }, body: { version, ...given } }
      return answerOf(api.POST('/v1/routing-rules/draft/approval-requests', about))
    },
    stale: [KEY],
  })
  const ask = async () => {
    if (!(await form.run(noted(note)))) return
    tell({ title: said.asked })
    onClose()
  }
  return (
    <Dialog
      isOpen
      size="large"
      onClose={onClose}
      title={said.ask}
      says={said.askSays}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={form.isBusy} onClick={() => void ask()}>
            {said.ask}
          </Button>
        </>
      }
    >
      {form.overtaken && <DraftOvertaken now={form.overtaken.now} next={rules.draft.again} />}
      <DrawnFrom draft={form.base} />
      <WhatChanges draft={form.base} only={[]} />
      <TextArea
        label={said.askNote}
        fault={form.faultAt('/note')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Dialog>
  )
}

/** Approves what the draft changes, or says why not. */
export function AnswerApproval({ draft, onClose }: { draft: RoutingDraft; onClose: () => void }) {
  const { routing, rules, shell } = useWords()
  const said = routing.approval
  const tell = useTell()
  const [note, setNote] = useState('')
  const [isSilent, setSilent] = useState(false)
  const form = useAnswer(draft)
  const answer = async (isYes: boolean) => {
    const given = noted(note)
    setSilent(!isYes && given.note === undefined)
    if (!isYes && given.note === undefined) return
    if (!(await form.run({ isYes, ...given }))) return
    tell({ title: isYes ? said.isApproved : said.isDeclined })
    onClose()
  }
  return (
    <Dialog
      isOpen
      size="large"
      onClose={onClose}
      title={said.reviewTitle}
      says={said.reviewSays}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button look="danger" busy={form.isBusy} onClick={() => void answer(false)}>
            {said.decline}
          </Button>
          <Button look="primary" busy={form.isBusy} onClick={() => void answer(true)}>
            {said.approve}
          </Button>
        </>
      }
    >
      {form.overtaken && <DraftOvertaken now={form.overtaken.now} next={rules.draft.again} />}
      <ApprovalStanding draft={form.base} />
      <DrawnFrom draft={form.base} />
      <WhatChanges draft={form.base} only={[]} />
      <TextArea
        label={said.reviewNote}
        hint={said.reviewHint}
        fault={isSilent ? said.noteFault : form.faultAt('/note')}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Dialog>
  )
}

function useAnswer(draft: RoutingDraft) {
  return useChange({
    opened: draft,
    read: () => readDraft(),
    send: ({ version }, { isYes, note }: { isYes: boolean; note?: string }, header) => {
      const params = { header }
      if (!isYes) {
        const body = { version, note: note! }
        return answerOf(api.POST('/v1/routing-rules/draft/declines', { params, body }))
      }
      const body = { version, ...(note !== undefined && { note }) }
      return answerOf(api.POST('/v1/routing-rules/draft/approvals', { params, body }))
    },
    stale: [KEY],
  })
}

function noted(typed: string): { note?: string } {
  const note = typed.trim()
  return note === '' ? {} : { note }
}
