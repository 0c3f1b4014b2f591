import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import type { readCanary } from './canary-draft.ts'
import { BeginsWith, beginningWith } from './coming.tsx'
import { DraftOvertaken } from './overtaken.tsx'
import { FailingTests, TESTS_FAILED, useDespite } from './publish-tests.tsx'
import { useWhen, WhenFields } from './publish-when.tsx'
import { KEY, readDraft, sizeOf, type RoutingDraft } from './use-routing.ts'
import { WhatChanges } from './what-changes.tsx'

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
      <ChangesFrom
        draft={base}
        validFrom={when.given.validFrom}
        wrong={errors.map(({ ruleId }) => ruleId)}
      />
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

/** What changes at a moment: with the draft begins what was to come after it. */
function ChangesFrom(of: {
  draft: RoutingDraft
  validFrom: string | undefined
  wrong: readonly string[]
}) {
  const coming = beginningWith(of.draft, of.validFrom)
  const changes = coming[0]?.changes ?? of.draft.changes
  return (
    <>
      {of.wrong.length === 0 && <BeginsWith versions={coming} />}
      <WhatChanges draft={{ ...of.draft, changes }} only={of.wrong} />
    </>
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
