import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Pill } from '../../ui/pill.tsx'
import { BeforeAfter } from '../drafts/before-after.tsx'
import shared from '../drafts/drafts.module.css'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import type { readCanary } from './canary-draft.ts'
import { ACTION_TONES } from './card.tsx'
import { DraftOvertaken, useCounts } from './overtaken.tsx'
import { Problems } from './problems.tsx'
import { FailingTests, TESTS_FAILED, useDespite } from './publish-tests.tsx'
import { useWhen, WhenFields } from './publish-when.tsx'
import { plain } from './sentence.ts'
import { KEY, readDraft, sizeOf, useSentences, type RoutingDraft } from './use-routing.ts'

type Given = {
  note: string
  validFrom?: string
  despiteTests?: boolean
  despiteReason?: string
  canary?: ReturnType<typeof readCanary>['given']
}

/** Says in words what publishing will change, asks why, from when and for whom, and does it. */
export function Publish({ draft, onClose }: { draft: RoutingDraft; onClose: () => void }) {
  const { rules, routing, shell } = useWords()
  const { number } = useFormats()
  const tell = useTell()
  const [, change] = useAddress()
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const form = usePublication(draft)
  const { base } = form
  const errors = base.problems.filter(({ keepsFromPublishing }) => keepsFromPublishing)
  const next = number(base.next)
  const when = useWhen(next)
  const despite = useDespite(form.problem?.code)
  const isSilent = note.trim() === ''
  const publish = async () => {
    setTried(true)
    if (isSilent || when.isFaulty || despite.isSilent) return
    if (!(await form.run({ note: note.trim(), ...when.given, ...despite.given }))) return
    tell({ title: when.done })
    onClose()
    change({ view: undefined, version: undefined, edit: undefined })
  }
  return (
    <Dialog
      isOpen
      size="large"
      onClose={onClose}
      title={rules.publish.title(next)}
      says={errors.length > 0 ? rules.publish.errors : when.said.says}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button
            look="primary"
            busy={form.isBusy}
            disabled={errors.length > 0 || sizeOf(base) === 0}
            onClick={() => void publish()}
          >
            {despite.isFailing ? routing.tests.despiteGo : when.said.go}
          </Button>
        </>
      }
    >
      {form.overtaken && (
        <DraftOvertaken now={form.overtaken.now} next={rules.draft.publishAgain} />
      )}
      <WhatChanges draft={base} only={errors.map(({ ruleId }) => ruleId)} />
      {despite.isFailing && (
        <FailingTests
          draft={base.version}
          at={when.given.validFrom}
          despite={despite}
          isTried={isTried}
        />
      )}
      {errors.length === 0 && (
        <>
          <Why note={note} isFaulty={isTried && isSilent} form={form} onChange={setNote} />
          <WhenFields of={when} fault={form.faultAt('/validFrom')} isTried={isTried} />
        </>
      )}
    </Dialog>
  )
}

function Why(of: {
  note: string
  isFaulty: boolean
  form: ReturnType<typeof usePublication>
  onChange: (note: string) => void
}) {
  const { publish } = useWords().rules
  return (
    <TextArea
      label={publish.note}
      hint={publish.noteHint}
      fault={of.isFaulty ? publish.noteFault : of.form.faultAt('/note')}
      maxLength={500}
      value={of.note}
      onChange={(event) => of.onChange(event.currentTarget.value)}
    />
  )
}

function usePublication(draft: RoutingDraft) {
  return useChange({
    opened: draft,
    read: () => readDraft(),
    async send({ version }, { canary, ...given }: Given, header) {
      const params = { header }
      const body = { version, ...given }
      if (!canary) {
        return answerOf(api.POST('/v1/routing-rules/publications', { params, body }))
      }
      const whole = { ...body, ...canary }
      return answerOf(api.POST('/v1/routing-canaries', { params, body: whole }))
    },
    stale: [KEY],
    onRefused: ({ code }) => code === TESTS_FAILED,
  })
}

/** Each change in words; where some are wrong, those only. */
function WhatChanges({ draft, only }: { draft: RoutingDraft; only: readonly string[] }) {
  const { routing: said } = useWords()
  const sentence = useSentences()
  const counts = useCounts()
  const isWrong = only.length > 0
  const wrong = draft.rules.filter(({ id }) => only.includes(id))
  const textOf = (rule: (typeof draft.rules)[number] | null) => rule && plain(sentence(rule))
  return (
    <>
      {!isWrong && <p>{counts(draft)}</p>}
      <ul className={shared['changes']}>
        {isWrong
          ? wrong.map((rule) => (
              <li key={rule.id} className={shared['change']}>
                <strong>{rule.name}</strong>
                <p>{textOf(rule)}</p>
                <Problems id={rule.id} draft={draft} />
              </li>
            ))
          : draft.changes.map(({ id, action, before, after }) => (
              <li key={id} className={shared['change']}>
                <div className="line">
                  <Pill tone={ACTION_TONES[action]}>{said.actions[action]}</Pill>
                  <strong>{(after ?? before)!.name}</strong>
                  {(after ?? before)!.off && <Pill tone="neutral">{said.off}</Pill>}
                </div>
                <BeforeAfter before={textOf(before)} after={textOf(after)} />
                <Problems id={id} draft={draft} />
              </li>
            ))}
      </ul>
    </>
  )
}
