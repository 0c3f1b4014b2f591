import { Overtaken } from '../drafts/overtaken.tsx'
import { useWords } from '../words/index.ts'
import { sizeOf, type RuleDraft } from './use-rules.ts'

/** Somebody else has changed the draft since it was read: what it is now, and what to do. */
export function DraftOvertaken({ now, next }: { now: RuleDraft; next: string }) {
  const { rules } = useWords()
  return <Overtaken now={now} says={sizeOf(now) === 0 ? '' : rules.draft.counts(now)} next={next} />
}
