import { useFormats } from '../../lib/session.tsx'
import type { Item } from '../../lib/api.ts'
import { useNow } from '../../lib/use-now.ts'
import { Pill } from '../../ui/pill.tsx'
import { useWords } from '../words/index.ts'

type Feed = NonNullable<Item<'/v1/stock-health'>['feed']>

/** Whose numbers these are, and how old; what is overdue says so. */
export function Fed({ feed: { source, asOf, overdue } }: { feed: Feed }) {
  const { locations: said } = useWords()
  const formats = useFormats()
  const now = useNow()
  return (
    <span className="line">
      {asOf === null ? said.neverFed(source) : said.fedAt(source, formats.ago(asOf, now))}
      {overdue && <Pill tone="attention">{said.fedLate}</Pill>}
    </span>
  )
}
