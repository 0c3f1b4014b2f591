import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Pill } from '../../ui/pill.tsx'
import { BeforeAfter } from '../drafts/before-after.tsx'
import shared from '../drafts/drafts.module.css'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { ACTION_TONES } from './card.tsx'
import { DraftOvertaken, useCounts } from './overtaken.tsx'
import { Problems } from './problems.tsx'
import { FailingTests, TESTS_FAILED, useDespite } from './publish-tests.tsx'
import { plain } from './sentence.ts'
import { KEY, readDraft, sizeOf, useSentences, type RoutingDraft } from './use-routing.ts'

type Given = {
  note: string
  validFrom?: string
  despiteTests?: boolean
  despiteReason?: string
}

/** Says in words what publishing will change, asks why and from when, and puts it in force. */
export function Publish({ draft, onClose }: { draft: RoutingDraft; onClose: () => void }) {
  const { rules, routing, shell } = useWords()
  const { number, moment } = useFormats()
  const tell = useTell()
  const [, change] = useAddress()
  const [note, setNote] = useState('')
  const [from, setFrom] = useState<string>()
  const [isTried, setTried] = useState(false)
  const form = usePublication(draft)
  const { base } = form
  const errors = base.problems.filter(({ keepsFromPublishing }) => keepsFromPublishing)
  const validFrom = momentIn(from)
  const now = useNow()
  const isPast = from !== undefined && !(Date.parse(validFrom ?? '') > now)
  const next = number(base.basedOn + 1)
  const despite = useDespite(form.problem?.code)
  const publish = async () => {
    setTried(true)
    if (note.trim() === '' || isPast || despite.isSilent) return
    const when = validFrom !== undefined && { validFrom }
    if (!(await form.run({ note: note.trim(), ...when, ...despite.given }))) return
    const said = routing.publish
    tell({
      title: validFrom === undefined ? said.done(next) : said.doneLater(next, moment(validFrom)),
    })
    onClose()
    change({ view: undefined, version: undefined, edit: undefined })
  }
  const fault = {
    note: isTried && note.trim() === '' ? rules.publish.noteFault : form.faultAt('/note'),
    from: isTried && isPast ? routing.publish.fromFault : form.faultAt('/validFrom'),
  }
  return (
    <Dialog
      isOpen
      size="large"
      onClose={onClose}
      title={rules.publish.title(next)}
      says={errors.length > 0 ? rules.publish.errors : routing.publish.says}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button
            look="primary"
            busy={form.isBusy}
            disabled={errors.length > 0 || sizeOf(base) === 0}
            onClick={() => void publish()}
          >
            {despite.isFailing ? routing.tests.despiteGo : routing.publish.go}
          </Button>
        </>
      }
    >
      {form.overtaken && (
        <DraftOvertaken now={form.overtaken.now} next={rules.draft.publishAgain} />
      )}
      <WhatChanges draft={base} only={errors.map(({ ruleId }) => ruleId)} />
      {despite.isFailing && (
        <FailingTests draft={base.version} at={validFrom} despite={despite} isTried={isTried} />
      )}
      {errors.length === 0 && (
        <WhyAndWhen note={note} setNote={setNote} from={from} setFrom={setFrom} fault={fault} />
      )}
    </Dialog>
  )
}

function usePublication(draft: RoutingDraft) {
  return useChange({
    opened: draft,
    read: () => readDraft(),
    send: ({ version }, given: Given, header) => {
      const about = { params: { header }, body: { version, ...given } }
      return answerOf(api.POST('/v1/routing-rules/publications', about))
    },
    stale: [KEY],
    onRefused: ({ code }) => code === TESTS_FAILED,
  })
}

/** A moment that is typed by the clock of the person. */
function momentIn(typed: string | undefined): string | undefined {
  if (typed === undefined || typed === '') return undefined
  const moment = new Date(typed)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}

function WhyAndWhen(of: {
  note: string
  setNote: (note: string) => void
  from: string | undefined
  setFrom: (from: string | undefined) => void
  fault: Record<'note' | 'from', string | undefined>
}) {
  const { rules } = useWords()
  return (
    <>
      <TextArea
        label={rules.publish.note}
        hint={rules.publish.noteHint}
        fault={of.fault.note}
        maxLength={500}
        value={of.note}
        onChange={(event) => of.setNote(event.currentTarget.value)}
      />
      <FromWhen from={of.from} fault={of.fault.from} onChange={of.setFrom} />
    </>
  )
}

function FromWhen(of: {
  from: string | undefined
  fault: string | undefined
  onChange: (from: string | undefined) => void
}) {
  const { routing } = useWords()
  const said = routing.publish
  const { from, fault, onChange } = of
  return (
    <div className="pair">
      <SelectField
        label={said.when}
        value={from === undefined ? 'now' : 'later'}
        choices={[
          { value: 'now', label: said.now },
          { value: 'later', label: said.later },
        ]}
        onChange={(event) => onChange(event.currentTarget.value === 'now' ? undefined : '')}
      />
      {from !== undefined && (
        <TextField
          type="datetime-local"
          label={said.from}
          fault={fault}
          value={from}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </div>
  )
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
