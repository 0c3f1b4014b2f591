import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { listed } from '../../lib/listed.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Scroll } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { RollBack, VersionItem } from '../drafts/versions.tsx'
import shared from '../drafts/drafts.module.css'
import { useNames } from '../exceptions/use-names.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { CanaryOf, useEnded } from './canary-past.tsx'
import { Withdraw } from './coming.tsx'
import { Frame } from './frame.tsx'
import { DraftOvertaken } from './overtaken.tsx'
import { PublishingSetting } from './publishing.tsx'
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
        <Scroll>
          <PublishingSetting />
          <Empty icon="clock" title={routing.never} says={routing.versions.noneSays} />
        </Scroll>
      ) : (
        <Scroll>
          <PublishingSetting />
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
  const { who } = useNames()
  const { version, validFrom, publishedAt, added, changed, removed } = of.version
  const isLive = version === live?.version
  const counts = rules.draft.counts({ added, changed, removed })
  const isLater = validFrom > publishedAt && !of.version.canary && !of.version.withdrawn
  const from = isLater ? routing.versions.from(moment(validFrom)) : ''
  const { despite, approved, withdrawn } = of.version
  const canary = useCanaries()?.find((one) => one.version === version)
  const tried = useEnded(canary)
  const although = despite
    ? routing.tests.despiteOf(listed(language, despite.tests), despite.reason)
    : ''
  const two = approved
    ? routing.approval.ofVersion(who(approved.requestedBy), who(approved.approvedBy))
    : ''
  const back = useWithdrawn(of.version)
  return (
    <VersionItem
      version={of.version}
      acts={canary ? <CanaryOf canary={canary} /> : <Withdraw version={version} look="quiet" />}
      mark={withdrawn && <Pill tone="neutral">{routing.coming.mark}</Pill>}
      isLive={isLive}
      says={[counts, from, two, back, tried, although].filter((part) => part !== '').join(' · ')}
      isBlocked={sizeOf(of.draft) > 0}
      onRollBack={can('routing:write') && version !== of.draft.basedOn ? of.onRollBack : undefined}
      onShow={() => change({ view: undefined, version: isLive ? undefined : String(version) })}
    />
  )
}

/** Who has withdrawn it, and why; nothing where nobody has. */
function useWithdrawn({ withdrawn, validFrom }: Version): string {
  const said = useWords().routing.coming
  const { moment } = useFormats()
  const { who } = useNames()
  if (!withdrawn) return ''
  const note = withdrawn.note === null ? '' : ` ${said.saying(withdrawn.note)}`
  const by = said.by(who(withdrawn.by), moment(withdrawn.at))
  return `${said.was(moment(validFrom))} · ${by}${note}`
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
