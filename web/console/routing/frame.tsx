import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Presence } from '../shell/presence.tsx'
import { useWords } from '../words/index.ts'
import { AnswerApproval, AskApproval } from './approval.tsx'
import { Publish } from './publish.tsx'
import {
  DRAFT_KEY,
  readDraft,
  sizeOf,
  useDraft,
  useLive,
  type RoutingDraft,
} from './use-routing.ts'

export const VIEWS = [
  'live',
  'draft',
  'compare',
  'versions',
  'test',
  'tests',
  'shadows',
  'plans',
] as const
export type View = (typeof VIEWS)[number]
/** What a new rule is called in the address while it is made. */
export const NEW = 'new'

/** What the views of the rules have in common: where one is, what can be made and published. */
export function Frame(of: {
  view: View
  /** Nothing is there yet: what to begin with stands below. */
  isBare?: boolean
  notice?: ReactNode
  /** What else can be done here. */
  acts?: ReactNode
  children: ReactNode
}) {
  const { routing: said } = useWords()
  const { number, day } = useFormats()
  const { data: draft } = useDraft()
  const { data: live } = useLive()
  const since = live?.inForce
    ? said.since(number(live.version), day(live.inForce.validFrom))
    : live && said.never
  return (
    <Screen
      title={said.title}
      count={of.view === 'live' ? since : undefined}
      tools={
        <>
          <Views view={of.view} draft={draft} />
          {(of.view === 'draft' || of.view === 'compare') && <Presence record="routing:draft" />}
        </>
      }
      actions={
        <>
          {of.acts}
          {of.isBare !== true && of.view !== 'plans' && draft && (
            <Actions draft={draft} view={of.view} />
          )}
        </>
      }
      notice={of.notice}
    >
      {of.children}
    </Screen>
  )
}

function Views({ view, draft }: { view: View; draft: RoutingDraft | undefined }) {
  const { routing: said } = useWords()
  const { number } = useFormats()
  const [, change] = useAddress()
  const size = draft ? sizeOf(draft) : 0
  const countOf = (id: View) => (id === 'draft' && size > 0 ? number(size) : undefined)
  return (
    <Chips
      label={said.viewsLabel}
      chips={VIEWS.map((id) => ({ id, label: said.views[id], count: countOf(id) }))}
      chosen={view}
      onChoose={(id) => change({ ...NOTHING, view: id === 'live' ? undefined : id })}
    />
  )
}

/** The part of whoever looks in what a second person is needed for. */
function Second(of: { draft: RoutingDraft; onClose: () => void }) {
  return of.draft.can.includes('approve') ? <AnswerApproval {...of} /> : <AskApproval {...of} />
}

const NOTHING = { edit: undefined, version: undefined }

/**
 * Whoever was sent here to publish what they saw elsewhere reviews it, if the draft still is that;
 * else they see what it is now.
 */
function useCalled(canPublish: boolean, review: (draft: RoutingDraft) => void): void {
  const [{ publish: called }, change] = useAddress()
  const onCalled = useEffectEvent(async (version: string) => {
    change({ publish: undefined }, true)
    const now = await readDraft().catch(() => undefined)
    if (canPublish && now && String(now.version) === version) review(now)
  })
  useEffect(() => {
    if (called !== undefined) void onCalled(called)
  }, [called])
}

function Actions({ draft, view }: { draft: RoutingDraft; view: View }) {
  const { routing: said, rules } = useWords()
  const { can } = useSession()
  const queries = useQueryClient()
  const [, change] = useAddress()
  const [reviewed, setReviewed] = useState<RoutingDraft>()
  const [approved, setApproved] = useState<RoutingDraft>()
  // What is published is what was seen: nothing that is some seconds old.
  const fresh = () => {
    const query = { queryKey: DRAFT_KEY, queryFn: () => readDraft(), staleTime: 0 }
    return queries.fetchQuery(query).catch(() => draft)
  }
  const review = async () => setReviewed(await fresh())
  const approve = async () => setApproved(await fresh())
  const canPublish = can('routing:publish') && draft.can.includes('publish')
  useCalled(canPublish, (now) => setReviewed(now))
  const mayApprove = can('routing:publish') && draft.can.includes('approve')
  const mayAsk = can('routing:write') && draft.can.includes('ask')
  const isOfRules = !view.startsWith('test') && view !== 'shadows'
  const canAdd = can('routing:write') && draft.can.includes('change') && isOfRules
  return (
    <>
      {canAdd && (
        <Button
          look={canPublish || mayApprove || mayAsk ? 'plain' : 'primary'}
          icon="plus"
          onClick={() => change({ view: 'draft', version: undefined, edit: NEW })}
        >
          {said.add}
        </Button>
      )}
      {canPublish && (
        <Button look="primary" onClick={() => void review()}>
          {rules.publish.act}
        </Button>
      )}
      {(mayApprove || mayAsk) && (
        <Button look="primary" onClick={() => void approve()}>
          {mayApprove ? said.approval.review : said.approval.ask}
        </Button>
      )}
      {approved && <Second draft={approved} onClose={() => setApproved(undefined)} />}
      {reviewed && <Publish draft={reviewed} onClose={() => setReviewed(undefined)} />}
    </>
  )
}
