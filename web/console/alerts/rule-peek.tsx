import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Peek } from '../../ui/screen.tsx'
import { Facts } from '../../ui/steps.tsx'
import { Moment } from '../../ui/values.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { ChangeRule } from './rule-change.tsx'
import { aboutOf, hasTask, stateOf, STATE_TONES, tellsOf, TONES } from './rule-said.ts'
import { STALE, useAboutNames, type Rule } from './use-rules.ts'

/** One rule: what it tells of, of which stock, and when. */
export function RulePeek(of: { rule: Rule; onClose: () => void; onStep: (by: 1 | -1) => void }) {
  const { alerts, shell } = useWords()
  const said = alerts.rules
  const { can } = useSession()
  const now = useNow()
  const [dialog, setDialog] = useState<'change' | 'archive'>()
  const { rule } = of
  const isOpen = can('stock:write') && rule.can.length > 0
  useLetters(isOpen ? { e: () => setDialog('change') } : {}, dialog === undefined)
  const state = stateOf(rule, now)
  const close = () => setDialog(undefined)
  return (
    <Peek
      title={rule.name}
      label={rule.name}
      closeLabel={shell.close}
      onClose={of.onClose}
      onStep={of.onStep}
      stepLabels={{ before: shell.before, after: shell.after }}
      actions={
        isOpen && (
          <>
            <Button icon="edit" letter="E" onClick={() => setDialog('change')}>
              {said.change}
            </Button>
            <Button look="danger" onClick={() => setDialog('archive')}>
              {said.archive}
            </Button>
          </>
        )
      }
    >
      <div className="line">
        <Pill tone={TONES[rule.kind]}>{alerts.kinds[rule.kind]}</Pill>
        <Pill tone={STATE_TONES[state]}>{said.states[state]}</Pill>
      </div>
      <RuleFacts rule={rule} />
      <p>
        <Link to="/alerts" search={{ kind: rule.kind, location: rule.location ?? undefined }}>
          {said.its}
        </Link>
      </p>
      {dialog === 'change' && <ChangeRule rule={rule} onClose={close} />}
      {dialog === 'archive' && <ArchiveRule rule={rule} onClose={close} />}
    </Peek>
  )
}

function RuleFacts({ rule }: { rule: Rule }) {
  const words = useWords()
  const { alerts, shell } = words
  const said = alerts.rules
  const { number } = useFormats()
  const names = useAboutNames()
  const { kind, raisesTask, validFrom, validUntil } = rule
  return (
    <Facts
      facts={[
        [said.columns.tells, tellsOf(rule, words, number)],
        [said.columns.about, aboutOf(rule, words, names)],
        [said.from, <Moment key="from" at={validFrom} />],
        [said.until, validUntil === null ? said.noEnd : <Moment key="to" at={validUntil} />],
        [said.columns.task, raisesTask || hasTask(kind) ? shell.yes : shell.no],
      ]}
    />
  )
}

function ArchiveRule({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const said = useWords().alerts.rules
  const tell = useTell()
  const { run, isBusy } = useCommand(
    ({ id, version }: Pick<Rule, 'id' | 'version'>, header) =>
      answerOf(
        api.POST('/v1/stock-alert-rules/{id}/changes', {
          params: { path: { id }, header },
          body: { version, changes: [{ action: 'archive' }] },
        }),
      ),
    STALE,
  )
  const archive = async () => {
    if (!(await run({ id: rule.id, version: rule.version }))) return
    tell({ title: said.archived })
    onClose()
  }
  return (
    <Confirm
      title={said.archiveTitle(rule.name)}
      says={said.archiveSays}
      act={said.archive}
      isBusy={isBusy}
      onAct={() => void archive()}
      onClose={onClose}
    />
  )
}
