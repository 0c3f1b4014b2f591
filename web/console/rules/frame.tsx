import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Presence } from '../shell/presence.tsx'
import { useWords } from '../words/index.ts'
import { emptyDraft } from './draft.ts'
import { RuleForm } from './form.tsx'
import { Publish } from './publish.tsx'
import { begunIn, NOT_BEGUN } from './start.ts'
import { DRAFT_KEY, readDraft, sizeOf, useDraft, type RuleDraft } from './use-rules.ts'

export const VIEWS = ['live', 'draft', 'versions'] as const
export type View = (typeof VIEWS)[number]

/** What the views of the rules have in common: where one is, what can be made and published. */
export function Frame(of: {
  view: View
  count?: string | undefined
  /** Nothing is there yet: what to begin with stands below. */
  isBare?: boolean
  bar?: ReactNode
  notice?: ReactNode
  peek?: ReactNode
  children: ReactNode
}) {
  const { rules: said } = useWords()
  const { data: draft } = useDraft()
  return (
    <Screen
      title={said.title}
      count={of.count}
      tools={
        <>
          <Views view={of.view} draft={draft} />
          {of.view === 'draft' && <Presence record="rules:draft" />}
        </>
      }
      actions={of.isBare !== true && draft && <Actions draft={draft} />}
      bar={of.bar}
      notice={of.notice}
      peek={of.peek}
    >
      {of.children}
    </Screen>
  )
}

function Views({ view, draft }: { view: View; draft: RuleDraft | undefined }) {
  const { rules: said } = useWords()
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

const NOTHING = { open: undefined, version: undefined }

function Actions({ draft }: { draft: RuleDraft }) {
  const { rules: said } = useWords()
  const { can } = useSession()
  const queries = useQueryClient()
  const [address, change] = useAddress()
  const [isAdding, setAdding] = useState(false)
  const begun = begunIn(address, said.kinds)
  const [reviewed, setReviewed] = useState<RuleDraft>()
  // What is published is what was seen: nothing that is some seconds old.
  const review = async () => {
    const query = { queryKey: DRAFT_KEY, queryFn: () => readDraft(), staleTime: 0 }
    setReviewed(await queries.fetchQuery(query).catch(() => draft))
  }
  const canPublish = can('rules:publish') && draft.can.includes('publish')
  return (
    <>
      {can('rules:write') && (
        <Button look={canPublish ? 'plain' : 'primary'} icon="plus" onClick={() => setAdding(true)}>
          {said.add}
        </Button>
      )}
      {canPublish && (
        <Button look="primary" onClick={() => void review()}>
          {said.publish.act}
        </Button>
      )}
      {isAdding && <RuleForm base={draft} start={emptyDraft} onClose={() => setAdding(false)} />}
      {begun && can('rules:write') && (
        <RuleForm base={draft} start={begun} onClose={() => change(NOT_BEGUN, true)} />
      )}
      {reviewed && <Publish draft={reviewed} onClose={() => setReviewed(undefined)} />}
    </>
  )
}
