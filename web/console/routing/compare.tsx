import { useFormats } from '../../lib/session.tsx'
import { Scroll } from '../../ui/screen.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { Card } from './card.tsx'
import { Frame } from './frame.tsx'
import { useCounts } from './overtaken.tsx'
import type { Rule } from './tongue.ts'
import { sizeOf, useDraft, useVersion, type DraftChange, type RoutingDraft } from './use-routing.ts'
import css from './routing.module.css'

/** What was published last, and the draft beside it. */
export function Compare() {
  const { shell } = useWords()
  const { data: draft, error, refetch } = useDraft()
  const from = draft?.basedOn || undefined
  const { data: newest, error: failed } = useVersion(from)
  const before = from === undefined ? [] : newest?.rules
  const wrong = error ?? failed
  return (
    <Frame view="compare">
      {draft && before ? (
        <Sides draft={draft} before={before} />
      ) : wrong ? (
        <Fault error={wrong} again={() => void refetch()} />
      ) : (
        <Skeleton label={shell.list.loading} />
      )}
    </Frame>
  )
}

function Sides({ draft, before }: { draft: RoutingDraft; before: readonly Rule[] }) {
  const { routing } = useWords()
  const said = routing.compare
  const { number } = useFormats()
  const counts = useCounts()
  const { changes, rules, basedOn } = draft
  // What is new stands on one side only, what is gone on the other.
  const seen = (action: DraftChange['action'], hidden: DraftChange['action']) => action !== hidden
  return (
    <Scroll isWide>
      <p>{sizeOf(draft) === 0 ? said.same : counts(draft)}</p>
      <div className={css['sides']}>
        <Side
          title={basedOn === 0 ? routing.never : said.live(number(basedOn))}
          rules={before}
          changes={changes.filter(({ action }) => seen(action, 'add'))}
        />
        <Side
          title={said.draft}
          rules={rules}
          changes={changes.filter(({ action }) => seen(action, 'remove'))}
        />
      </div>
    </Scroll>
  )
}

function Side(of: { title: string; rules: readonly Rule[]; changes: readonly DraftChange[] }) {
  const { routing } = useWords()
  const { title, rules, changes } = of
  return (
    <section className={css['side']}>
      <h2>{title}</h2>
      {rules.length === 0 ? (
        <p className="quiet">{routing.compare.none}</p>
      ) : (
        <ol className={css['cards']} aria-label={title}>
          {rules.map((rule, i) => (
            <Card
              key={rule.id}
              isSmall
              rule={rule}
              no={i + 1}
              change={changes.find(({ id }) => id === rule.id)}
            />
          ))}
        </ol>
      )}
    </section>
  )
}
