import { useFormats } from '../../lib/session.tsx'
import { Notice } from '../../ui/states.tsx'
import { useNames } from '../exceptions/use-names.ts'
import { useWords } from '../words/index.ts'

type Changed = { changedBy: string | null; changedAt: string | null }

/** Somebody else has changed the draft since it was read: what it is now, and what to do. */
export function Overtaken(of: {
  now: Changed
  /** How much it changes now; nothing, where it changes nothing. */
  says: string
  next: string
}) {
  const { rules } = useWords()
  const said = rules.draft
  return (
    <Notice tone="attention">
      <div>
        <p>{said.overtaken}</p>
        <p>
          {of.says === '' ? said.none : of.says} <ChangedBy draft={of.now} />
        </p>
        <p>{of.next}</p>
      </div>
    </Notice>
  )
}

export function ChangedBy({ draft }: { draft: Changed }) {
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
