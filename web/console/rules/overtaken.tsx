import { useFormats } from '../../lib/session.tsx'
import { Notice } from '../../ui/states.tsx'
import { useNames } from '../exceptions/use-names.ts'
import { useWords } from '../words/index.ts'
import { sizeOf, type RuleDraft } from './use-rules.ts'

/** Somebody else has changed the draft since it was read: what it is now, and what to do. */
export function DraftOvertaken({ now, next }: { now: RuleDraft; next: string }) {
  const { rules } = useWords()
  const said = rules.draft
  return (
    <Notice tone="attention">
      <div>
        <p>{said.overtaken}</p>
        <p>
          {sizeOf(now) === 0 ? said.none : said.counts(now)} <ChangedBy draft={now} />
        </p>
        <p>{next}</p>
      </div>
    </Notice>
  )
}

export function ChangedBy({ draft }: { draft: RuleDraft }) {
  const { rules } = useWords()
  const { who } = useNames()
  const { moment } = useFormats()
  if (draft.changedBy === null || draft.changedAt === null) return null
  const text = rules.draft.by(who(draft.changedBy), moment(draft.changedAt))
  return (
    <span className="quiet" title={draft.changedAt}>
      {text}
    </span>
  )
}
