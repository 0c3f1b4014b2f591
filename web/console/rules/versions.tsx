import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Scroll } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Moment } from '../../ui/values.tsx'
import { useNames } from '../exceptions/use-names.ts'
import { Fault } from '../shell/fault.tsx'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { Frame } from './frame.tsx'
import { DraftOvertaken } from './overtaken.tsx'
import {
  KEY,
  readDraft,
  sizeOf,
  useDraft,
  useVersions,
  type RuleDraft,
  type Version,
} from './use-rules.ts'
import css from './rules.module.css'

/** What was published, by whom, when and why; an earlier one can be brought back. */
export function Versions() {
  const { rules, shell } = useWords()
  const said = rules.versions
  const { rows, isLoading, problem, again, hasMore, loadMore } = useVersions()
  const { data: draft } = useDraft()
  const [chosen, setChosen] = useState<Version>()
  return (
    <Frame view="versions">
      {problem && rows.length === 0 ? (
        <Fault error={problem} again={again} />
      ) : isLoading || !draft ? (
        <Skeleton label={shell.list.loading} />
      ) : rows.length === 0 ? (
        <Empty icon="clock" title={said.none} says={said.noneSays} />
      ) : (
        <Scroll>
          {sizeOf(draft) > 0 && <p className="quiet">{said.notNow}</p>}
          <ol className={css['changes']} aria-label={rules.views.versions}>
            {rows.map((one) => (
              <One
                key={one.version}
                version={one}
                draft={draft}
                onRollBack={() => setChosen(one)}
              />
            ))}
          </ol>
          {hasMore && <Button onClick={loadMore}>{rules.showMore}</Button>}
        </Scroll>
      )}
      {chosen && draft && (
        <RollBack version={chosen} draft={draft} onClose={() => setChosen(undefined)} />
      )}
    </Frame>
  )
}

function One(of: { version: Version; draft: RuleDraft; onRollBack: () => void }) {
  const { rules } = useWords()
  const said = rules.versions
  const { can } = useSession()
  const { number } = useFormats()
  const { who } = useNames()
  const [, change] = useAddress()
  const { version, note, restores, publishedAt, publishedBy } = of.version
  const isLive = version === of.draft.basedOn
  const show = { view: undefined, version: isLive ? undefined : String(version) }
  return (
    <li className={css['change']}>
      <div className="line">
        <strong>{rules.versionNo(number(version))}</strong>
        {isLive && <Pill tone="done">{said.live}</Pill>}
        <span className={css['end']}>
          <Button look="quiet" icon="list" onClick={() => change(show)}>
            {said.show}
          </Button>
          {can('rules:write') && !isLive && (
            <Button
              look="quiet"
              icon="undo"
              disabled={sizeOf(of.draft) > 0}
              onClick={of.onRollBack}
            >
              {said.rollBack}
            </Button>
          )}
        </span>
      </div>
      <p>{note}</p>
      <p className="small">
        {who(publishedBy)}, <Moment at={publishedAt} />
        {' · '}
        {rules.draft.counts(of.version)}
        {restores !== null && ` · ${said.restored(number(restores))}`}
      </p>
    </li>
  )
}

function RollBack(of: { version: Version; draft: RuleDraft; onClose: () => void }) {
  const { rules, shell } = useWords()
  const said = rules.versions
  const tell = useTell()
  const { number } = useFormats()
  const [, change] = useAddress()
  const { version: restores } = of.version
  const form = useChange({
    opened: of.draft,
    read: () => readDraft(),
    send: ({ version }, given: number, header) => {
      const about = { params: { header }, body: { version, restores: given } }
      return answerOf(api.POST('/v1/availability-rules/rollbacks', about))
    },
    stale: [KEY],
  })
  const rollBack = async () => {
    if (!(await form.run(restores))) return
    tell({ title: said.rolledBack })
    of.onClose()
    change({ view: 'draft' })
  }
  return (
    <Dialog
      isOpen
      onClose={of.onClose}
      title={said.rollBackTitle(number(restores))}
      says={said.rollBackSays}
      actions={
        <>
          <Button onClick={of.onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={form.isBusy} onClick={() => void rollBack()}>
            {said.rollBackGo}
          </Button>
        </>
      }
    >
      {form.overtaken && <DraftOvertaken now={form.overtaken.now} next={said.notNow} />}
    </Dialog>
  )
}
