import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { listed } from '../../lib/listed.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Scroll } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { RollBack, VersionItem } from '../drafts/versions.tsx'
import shared from '../drafts/drafts.module.css'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { CanaryOf, useEnded } from './canary-past.tsx'
import { Frame } from './frame.tsx'
import { DraftOvertaken } from './overtaken.tsx'
import { useCanaries } from './use-canaries.ts'
import {
  KEY,
  readDraft,
  sizeOf,
  useDraft,
  useLive,
  useVersions,
  type RoutingDraft,
  type Version,
} from './use-routing.ts'

/** What was published, by whom, when and why; an earlier one can be brought back. */
export function Versions() {
  const { rules, routing, shell } = useWords()
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
        <Empty icon="clock" title={routing.never} says={routing.versions.noneSays} />
      ) : (
        <Scroll>
          {sizeOf(draft) > 0 && <p className="quiet">{rules.versions.notNow}</p>}
          <ol className={shared['changes']} aria-label={routing.views.versions}>
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

function One(of: { version: Version; draft: RoutingDraft; onRollBack: () => void }) {
  const { rules, routing } = useWords()
  const { moment, language } = useFormats()
  const { can } = useSession()
  const [, change] = useAddress()
  const { data: live } = useLive()
  const { version, validFrom, publishedAt, added, changed, removed } = of.version
  const isLive = version === live?.version
  const counts = rules.draft.counts({ added, changed, removed })
  const from =
    validFrom > publishedAt && !of.version.canary ? routing.versions.from(moment(validFrom)) : ''
  const { despite } = of.version
  const canary = useCanaries()?.find((one) => one.version === version)
  const tried = useEnded(canary)
  const although = despite
    ? routing.tests.despiteOf(listed(language, despite.tests), despite.reason)
    : ''
  return (
    <VersionItem
      version={of.version}
      acts={canary && <CanaryOf canary={canary} />}
      isLive={isLive}
      says={[counts, from, tried, although].filter((part) => part !== '').join(' · ')}
      isBlocked={sizeOf(of.draft) > 0}
      onRollBack={can('routing:write') && version !== of.draft.basedOn ? of.onRollBack : undefined}
      onShow={() => change({ view: undefined, version: isLive ? undefined : String(version) })}
    />
  )
}

function RollBackTo(of: { version: Version; draft: RoutingDraft; onClose: () => void }) {
  const [, change] = useAddress()
  return (
    <RollBack
      restores={of.version.version}
      draft={of.draft}
      read={() => readDraft()}
      send={({ version }, restores, header) => {
        const about = { params: { header }, body: { version, restores } }
        return answerOf(api.POST('/v1/routing-rules/rollbacks', about))
      }}
      stale={[KEY]}
      Overtaken={DraftOvertaken}
      onDone={() => change({ view: 'draft' })}
      onClose={of.onClose}
    />
  )
}
