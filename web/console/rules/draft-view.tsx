import { useState } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Scroll } from '../../ui/screen.tsx'
import { Empty, Notice, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { answerOf, api } from '../../lib/api.ts'
import { BeforeAfter } from '../drafts/before-after.tsx'
import { Discard } from '../drafts/discard.tsx'
import { ChangedBy } from '../drafts/overtaken.tsx'
import shared from '../drafts/drafts.module.css'
import { Effect } from './effect.tsx'
import { RuleForm } from './form.tsx'
import { Frame } from './frame.tsx'
import { DraftOvertaken } from './overtaken.tsx'
import { Problems, ToMend } from './problems.tsx'
import { ACTION_TONES } from './tones.ts'
import { useAct } from './use-act.ts'
import {
  KEY,
  readDraft,
  sizeOf,
  useDraft,
  useDraftChanges,
  useSentences,
  type DraftChange,
  type DraftProblem,
  type RuleDraft,
} from './use-rules.ts'
import css from './rules.module.css'

/** What the draft would change, beside what is in force, and what it does to one SKU. */
export function DraftView() {
  const { rules: said, shell } = useWords()
  const { data: draft, error, refetch } = useDraft()
  const size = draft ? sizeOf(draft) : 0
  return (
    <Frame view="draft">
      {!draft ? (
        error ? (
          <Fault error={error} again={() => void refetch()} />
        ) : (
          <Skeleton label={shell.list.loading} />
        )
      ) : size === 0 ? (
        <Empty icon="edit" title={said.draft.none} says={said.draft.noneSays} />
      ) : (
        <Scroll isWide>
          <div className={css['page']}>
            <Changes draft={draft} />
            <Effect draft={draft} />
          </div>
        </Scroll>
      )}
    </Frame>
  )
}

function Changes({ draft }: { draft: RuleDraft }) {
  const { rules: said } = useWords()
  const { number } = useFormats()
  const { can } = useSession()
  const [isDiscarding, setDiscarding] = useState(false)
  return (
    <div className="stack">
      <div className={shared['about']}>
        <div>
          <p>{said.draft.counts(draft)}</p>
          {draft.restores !== null && <p>{said.draft.restores(number(draft.restores))}</p>}
          <ChangedBy draft={draft} />
        </div>
        {can('rules:write') && draft.can.includes('discard') && (
          <Button look="danger" onClick={() => setDiscarding(true)}>
            {said.draft.discard}
          </Button>
        )}
      </div>
      {can('rules:publish') ? null : <p className="quiet">{said.publish.nobody}</p>}
      <List draft={draft} />
      {isDiscarding && <DiscardDraft draft={draft} onClose={() => setDiscarding(false)} />}
    </div>
  )
}

function List({ draft }: { draft: RuleDraft }) {
  const { rules: said, shell } = useWords()
  const { rows, isLoading, problem, again, hasMore, loadMore } = useDraftChanges(draft)
  if (isLoading) return <Skeleton label={shell.list.loading} />
  if (problem && rows.length === 0) return <Fault error={problem} again={again} />
  const rest = Math.max(0, sizeOf(draft) - rows.length)
  const listed = new Set(rows.map(({ id }) => id))
  const isBelow = ({ keepsFromPublishing, rule }: DraftProblem) =>
    keepsFromPublishing && hasMore && !listed.has(rule.id)
  // Who may see all of it can do something with all of it.
  const isAllSeen = draft.can.includes('publish')
  return (
    <>
      {draft.problems.some(isBelow) && (
        <Notice tone="critical">
          <div>
            <p>{said.draft.furtherDown}</p>
            <ToMend draft={draft} isTold={isBelow} />
          </div>
        </Notice>
      )}
      <ul className={shared['changes']} aria-label={said.views.draft}>
        {rows.map((change) => (
          <Change key={change.id} change={change} draft={draft} />
        ))}
      </ul>
      {hasMore ? (
        <div className="line">
          <Button onClick={loadMore}>{said.showMore}</Button>
          <span className="quiet">{said.more(rest)}</span>
        </div>
      ) : (
        rest > 0 && <p className="quiet">{isAllSeen ? said.more(rest) : said.draft.unseen(rest)}</p>
      )}
    </>
  )
}

/** One rule: as it is in force, and as it would be. */
function Change({ change, draft }: { change: DraftChange; draft: RuleDraft }) {
  const { rules: said } = useWords()
  const { can } = useSession()
  const sentence = useSentences()
  const act = useAct()
  const [isChanging, setChanging] = useState(false)
  const { id, action, before, after } = change
  const name = (after ?? before)!.name
  return (
    <li className={shared['change']}>
      <div className="line">
        <Pill tone={ACTION_TONES[action]}>{said.actions[action]}</Pill>
        <strong>{name}</strong>
        {before && after && before.name !== name && <del className="quiet">{before.name}</del>}
        <span className={shared['end']}>
          {can('rules:write') && after && (
            <Button look="quiet" icon="edit" onClick={() => setChanging(true)}>
              {said.change}
            </Button>
          )}
          {can('rules:write') && (
            <Button
              look="quiet"
              icon="undo"
              busy={act.isBusy}
              onClick={() => void act.run(draft.version, { action: 'undo', id })}
            >
              {said.undoChange}
            </Button>
          )}
        </span>
      </div>
      <BeforeAfter before={before && sentence(before)} after={after && sentence(after)} />
      <Problems of={draft.problems.filter(({ rule }) => rule.id === id)} />
      {isChanging && after && (
        <RuleForm base={draft} rule={after} onClose={() => setChanging(false)} />
      )}
    </li>
  )
}

function DiscardDraft({ draft, onClose }: { draft: RuleDraft; onClose: () => void }) {
  return (
    <Discard
      draft={draft}
      sizeOf={sizeOf}
      read={() => readDraft()}
      send={({ version }, header) => {
        const about = { params: { header }, body: { version } }
        return answerOf(api.POST('/v1/availability-rules/draft/discards', about))
      }}
      stale={[KEY]}
      Overtaken={DraftOvertaken}
      onClose={onClose}
    />
  )
}
