import { Pill } from '../../ui/pill.tsx'
import { BeforeAfter } from '../drafts/before-after.tsx'
import shared from '../drafts/drafts.module.css'
import { useWords } from '../words/index.ts'
import { ACTION_TONES } from './card.tsx'
import { useCounts } from './overtaken.tsx'
import { Problems } from './problems.tsx'
import { plain } from './sentence.ts'
import { useSentences, type RoutingDraft } from './use-routing.ts'

/** Each change in words; where some are wrong, those only. */
export function WhatChanges({ draft, only }: { draft: RoutingDraft; only: readonly string[] }) {
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
