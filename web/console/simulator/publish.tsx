import { Link, useNavigate } from '@tanstack/react-router'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/states.tsx'
import { useWords } from '../words/index.ts'
import type { Simulation } from './use-simulations.ts'
import { useTestRuns } from './use-test-runs.ts'

/** What became of the draft that was played to its end. */
export function useStanding({ id, state, policies }: Simulation) {
  const isPlayed = state === 'done' && policies.some((policy) => policy.of === 'draft')
  return useTestRuns(id, isPlayed).data?.draft ?? undefined
}

/** Leads to the draft that was played; to its publication, where it is as it was. */
export function ToDraft({ simulation }: { simulation: Simulation }) {
  const { simulator: said, rules } = useWords()
  const { can } = useSession()
  const navigate = useNavigate()
  const draft = useStanding(simulation)
  if (!draft || draft.standing === 'published') return null
  if (draft.standing === 'same' && can('routing:publish')) {
    const search = { view: 'draft', publish: String(draft.version) }
    return (
      <Button look="primary" onClick={() => void navigate({ to: '/routing', search })}>
        {rules.publish.act}
      </Button>
    )
  }
  return (
    <Link to="/routing" search={{ view: 'draft' }}>
      {said.openDraft}
    </Link>
  )
}

/** Says that what was played is not the draft any more. */
export function DraftStanding({ simulation }: { simulation: Simulation }) {
  const said = useWords().simulator.standing
  const draft = useStanding(simulation)
  if (!draft || draft.standing === 'same') return null
  const isPublished = draft.standing === 'published'
  return <Notice tone={isPublished ? 'moving' : 'attention'}>{said[draft.standing]}</Notice>
}
