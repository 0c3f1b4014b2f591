import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Pill } from '../../ui/pill.tsx'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { BeforeAfter } from '../drafts/before-after.tsx'
import { DraftOvertaken } from './overtaken.tsx'
import { Problems, ToMend } from './problems.tsx'
import { ACTION_TONES } from './tones.ts'
import { KEY, readDraft, sizeOf, useSentences, type RuleDraft } from './use-rules.ts'
import css from '../drafts/drafts.module.css'

/** Says in words what publishing will change, asks why, and puts the draft in force. */
export function Publish({ draft, onClose }: { draft: RuleDraft; onClose: () => void }) {
  const { rules, shell } = useWords()
  const said = rules.publish
  const tell = useTell()
  const { number } = useFormats()
  const [, change] = useAddress()
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const form = useChange({
    opened: draft,
    read: () => readDraft(),
    send: ({ version }, given: string, header) => {
      const about = { params: { header }, body: { version, note: given } }
      return answerOf(api.POST('/v1/availability-rules/publications', about))
    },
    // What can be sold is another, wherever it is shown.
    stale: [KEY, ['stock'], ['availability']],
  })
  const { base } = form
  const errors = base.problems.filter(({ keepsFromPublishing }) => keepsFromPublishing)
  const publish = async () => {
    setTried(true)
    if (note.trim() === '') return
    if (!(await form.run(note.trim()))) return
    tell({ title: said.done(number(base.basedOn + 1)) })
    onClose()
    change({ view: undefined, version: undefined, open: undefined })
  }
  return (
    <Dialog
      isOpen
      size="large"
      onClose={onClose}
      title={said.title(number(base.basedOn + 1))}
      says={errors.length > 0 ? said.errors : said.says}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button
            look="primary"
            busy={form.isBusy}
            disabled={errors.length > 0 || sizeOf(base) === 0}
            onClick={() => void publish()}
          >
            {said.go}
          </Button>
        </>
      }
    >
      {form.overtaken && (
        <DraftOvertaken now={form.overtaken.now} next={rules.draft.publishAgain} />
      )}
      {errors.length > 0 ? (
        <ToMend draft={base} isTold={() => true} />
      ) : (
        <WhatChanges draft={base} />
      )}
      {errors.length === 0 && (
        <TextArea
          label={said.note}
          hint={said.noteHint}
          fault={isTried && note.trim() === '' ? said.noteFault : form.faultAt('/note')}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      )}
    </Dialog>
  )
}

/** How much changes, and the first changes in words. */
function WhatChanges({ draft }: { draft: RuleDraft }) {
  const { rules: said } = useWords()
  const sentence = useSentences()
  const rest = sizeOf(draft) - draft.items.length
  return (
    <>
      <p>{said.draft.counts(draft)}</p>
      <ul className={css['changes']}>
        {draft.items.map(({ id, action, before, after }) => (
          <li key={id} className={css['change']}>
            <div className="line">
              <Pill tone={ACTION_TONES[action]}>{said.actions[action]}</Pill>
              <strong>{(after ?? before)!.name}</strong>
            </div>
            <BeforeAfter before={before && sentence(before)} after={after && sentence(after)} />
            <Problems of={draft.problems.filter(({ rule }) => rule.id === id)} />
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="quiet">{said.more(rest)}</p>}
    </>
  )
}
