import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Scroll } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { RollBack, VersionItem } from '../drafts/versions.tsx'
import { Fault } from '../shell/fault.tsx'
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
import css from '../drafts/drafts.module.css'

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
        <RollBackTo version={chosen} draft={draft} onClose={() => setChosen(undefined)} />
      )}
    </Frame>
  )
}

function One(of: { version: Version; draft: RuleDraft; onRollBack: () => void }) {
  const { rules } = useWords()
  const { can } = useSession()
  const [, change] = useAddress()
  const { version } = of.version
  const isLive = version === of.draft.basedOn
  return (
    <VersionItem
      version={of.version}
      isLive={isLive}
      says={rules.draft.counts(of.version)}
      isBlocked={sizeOf(of.draft) > 0}
      onRollBack={can('rules:write') && !isLive ? of.onRollBack : undefined}
      onShow={() => change({ view: undefined, version: isLive ? undefined : String(version) })}
    />
  )
}

function RollBackTo(of: { version: Version; draft: RuleDraft; onClose: () => void }) {
  const [, change] = useAddress()
  return (
    <RollBack
      restores={of.version.version}
      draft={of.draft}
      read={() => readDraft()}
      send={({ version }, restores, header) => {
        const about = { params: { header }, body: { version, restores } }
        return answerOf(api.POST('/v1/availability-rules/rollbacks', about))
      }}
      stale={[KEY]}
      Overtaken={DraftOvertaken}
      onDone={() => change({ view: 'draft' })}
      onClose={of.onClose}
    />
  )
}
