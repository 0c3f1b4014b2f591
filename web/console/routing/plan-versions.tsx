import { answerOf, api } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useList } from '../../lib/use-list.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Moment } from '../../ui/values.tsx'
import shared from '../drafts/drafts.module.css'
import { useNames as useActors } from '../exceptions/use-names.ts'
import { useNames } from '../orders/use-names.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import type { Plan, UsualPlan } from './plan-draft.ts'
import { usePlanFacts } from './plan-facts.ts'
import { KEY } from './use-routing.ts'

type Version = Plan & { publishedBy: string }
type Of = { channel: string; currency: string; usual: UsualPlan }

/** What plans a channel had, by whom, and what each changed; what one said can be taken again. */
export function PlanVersions(of: Of & { onTake: (plan: Plan) => void; onClose: () => void }) {
  const { shell, routing, rules } = useWords()
  const names = useNames()
  const { rows, isLoading, problem, again, hasMore, loadMore } = useVersions(of.channel)
  return (
    <Dialog
      isOpen
      size="large"
      title={routing.plans.versionsOf(names.channel(of.channel))}
      onClose={of.onClose}
      actions={<Button onClick={of.onClose}>{shell.close}</Button>}
    >
      {problem && rows.length === 0 ? (
        <Fault error={problem} again={again} />
      ) : isLoading ? (
        <Skeleton rows={4} label={shell.list.loading} />
      ) : (
        <ol className={shared['changes']}>
          {rows.map((one, at) => (
            <One
              key={one.version}
              {...of}
              version={one}
              before={rows[at + 1]}
              isLive={at === 0}
              isFirst={at === rows.length - 1 && !hasMore}
            />
          ))}
        </ol>
      )}
      {hasMore && <Button onClick={loadMore}>{rules.showMore}</Button>}
    </Dialog>
  )
}

function One(
  of: Of & {
    version: Version
    before: Version | undefined
    isLive: boolean
    isFirst: boolean
    onTake: (plan: Plan) => void
  },
) {
  const { rules, routing } = useWords()
  const { can } = useSession()
  const { number } = useFormats()
  const { who } = useActors()
  const { version, before, isLive } = of
  const changes = useChanges(of, version, before)
  return (
    <li className={shared['change']}>
      <div className="line">
        <strong>{rules.versionNo(number(version.version))}</strong>
        {isLive && <Pill tone="done">{rules.versions.live}</Pill>}
        {!isLive && can('routing:publish') && (
          <span className={shared['end']}>
            <Button look="quiet" icon="undo" onClick={() => of.onTake(version)}>
              {routing.plans.take}
            </Button>
          </span>
        )}
      </div>
      {of.isFirst && <p>{routing.plans.first}</p>}
      {changes.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p className="small">
        {who(version.publishedBy)}, <Moment at={version.validFrom} />
      </p>
    </li>
  )
}

/** Line by line against the one before. */
function useChanges({ currency, usual }: Of, version: Plan, before: Plan | undefined): string[] {
  const { shell, routing } = useWords()
  const factsOf = usePlanFacts(currency)
  if (!before) return []
  const was = new Map(factsOf(before, usual))
  const lines = factsOf(version, usual).flatMap(([name, value]) => {
    const old = was.get(name)
    return old === undefined || old === value ? [] : [shell.overtaken.changedTo(name, old, value)]
  })
  return lines.length > 0 ? lines : [routing.plans.sameInWords]
}

function useVersions(channel: string) {
  return useList({
    key: [...KEY, 'plan versions', channel],
    page: (cursor, signal) => {
      const query = { channel, limit: 20, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/routing-plans/versions', { params: { query }, signal }))
    },
  })
}
