import { useState } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Peek } from '../../ui/screen.tsx'
import { Section, Timeline } from '../../ui/steps.tsx'
import { Moment } from '../../ui/values.tsx'
import { useNames } from '../exceptions/use-names.ts'
import { useWords } from '../words/index.ts'
import { RuleForm } from './form.tsx'
import type { Rule } from './sentence.ts'
import { ACTION_TONES } from './tones.ts'
import { useAct } from './use-act.ts'
import { useDraft, useHistory, useSentences, type DraftChange } from './use-rules.ts'
import css from './rules.module.css'

/** One rule: its sentence, what the draft does to it, and how it has been. */
export function RulePeek(of: {
  rule: Rule
  /** It stands in an earlier version, where nothing can be changed. */
  isPast: boolean
  onClose: () => void
  onStep: (by: 1 | -1) => void
}) {
  const { rules: said, shell } = useWords()
  const { can } = useSession()
  const { rule } = of
  const { data: draft } = useDraft()
  const { data: history } = useHistory(rule.id)
  const [isChanging, setChanging] = useState(false)
  const sentence = useSentences()
  const drafted = history?.draft ?? undefined
  const mayChange = can('rules:write') && !of.isPast && draft !== undefined
  const isThere = drafted?.action !== 'remove'
  const canChange = mayChange && isThere
  useLetters(canChange ? { e: () => setChanging(true) } : {}, !isChanging)
  return (
    <Peek
      title={rule.name}
      label={rule.name}
      closeLabel={shell.close}
      onClose={of.onClose}
      onStep={of.onStep}
      stepLabels={{ before: shell.before, after: shell.after }}
      actions={
        mayChange && (
          <>
            {isThere && (
              <Button icon="edit" letter="E" onClick={() => setChanging(true)}>
                {said.change}
              </Button>
            )}
            <Acts id={rule.id} version={draft.version} isThere={isThere} isDrafted={!!drafted} />
          </>
        )
      }
    >
      <p className={css['sentence']}>{sentence(rule)}</p>
      <p className="quiet">{said.kindSays[rule.terms.kind]}</p>
      {drafted && !of.isPast && <Drafted {...drafted} />}
      <History id={rule.id} />
      {isChanging && draft && (
        <RuleForm base={draft} rule={drafted?.rule ?? rule} onClose={() => setChanging(false)} />
      )}
    </Peek>
  )
}

/** What is done at once; it counts when the draft is published. */
function Acts(of: { id: string; version: number; isThere: boolean; isDrafted: boolean }) {
  const { rules: said } = useWords()
  const { id, version, isThere, isDrafted } = of
  const act = useAct()
  return (
    <>
      {isThere && (
        <Button
          look="danger"
          busy={act.isBusy}
          onClick={() => void act.run(version, { action: 'remove', id })}
        >
          {said.remove}
        </Button>
      )}
      {isDrafted && (
        <Button
          icon="undo"
          busy={act.isBusy}
          onClick={() => void act.run(version, { action: 'undo', id })}
        >
          {said.undoChange}
        </Button>
      )}
    </>
  )
}

/** What the draft makes of it. */
function Drafted({ action, rule }: { action: DraftChange['action']; rule: Rule }) {
  const { rules: said } = useWords()
  const sentence = useSentences()
  return (
    <div className={css['drafted']}>
      <div className="line">
        {said.views.draft}
        <Pill tone={ACTION_TONES[action]}>{said.actions[action]}</Pill>
      </div>
      {action !== 'remove' && <p>{sentence(rule)}</p>}
    </div>
  )
}

function History({ id }: { id: string }) {
  const { rules: said } = useWords()
  const { number } = useFormats()
  const { who } = useNames()
  const sentence = useSentences()
  const { data } = useHistory(id)
  if (!data || data.items.length === 0) return null
  return (
    <Section title={said.history}>
      <Timeline
        label={said.history}
        happenings={data.items.map((one) => ({
          id: String(one.fromVersion),
          says: `${said.versionNo(number(one.fromVersion))}: ${one.note}`,
          by: who(one.publishedBy),
          at: <Moment at={one.publishedAt} />,
          more: (
            <>
              <p className="quiet">{sentence(one.rule)}</p>
              {one.untilVersion !== null && (
                <p className="small">{said.untilVersion(number(one.untilVersion))}</p>
              )}
            </>
          ),
        }))}
      />
    </Section>
  )
}
