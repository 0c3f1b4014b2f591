import { Overtaken } from '../drafts/overtaken.tsx'
import { useWords } from '../words/index.ts'
import type { RoutingDraft } from './use-routing.ts'

/** How many rules a draft adds, changes, moves and removes, in words. */
export function useCounts(): (draft: Pick<RoutingDraft, 'changes'>) => string {
  const { routing: said } = useWords()
  return ({ changes }) => {
    const counts = { add: 0, change: 0, move: 0, remove: 0 }
    for (const { action } of changes) counts[action] += 1
    return said.counts(counts)
  }
}

/** Somebody else has changed the draft since it was read: what it is now, and what to do. */
export function DraftOvertaken({ now, next }: { now: RoutingDraft; next: string }) {
  const counts = useCounts()
  return <Overtaken now={now} says={counts(now)} next={next} />
}
