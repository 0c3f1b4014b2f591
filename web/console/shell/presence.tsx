import { useOthers } from '../../lib/live.tsx'
import { listed } from '../../lib/listed.ts'
import { useSession } from '../../lib/session.tsx'
import { People } from '../../ui/people.tsx'
import { useWords } from '../words/index.ts'

/** Who else has this record open, `orders:<id>`; said softly when somebody comes or goes. */
export function Presence({ record }: { record: string }) {
  const { shell: said } = useWords()
  const { formats } = useSession()
  const others = useOthers(record)
  const names = others.map(({ name }) => name)
  return (
    <>
      <People
        label={said.others.label}
        people={others}
        more={said.others.more(others.length - 3)}
      />
      <span className="hidden-text" role="status">
        {names.length > 0 && said.others.says(names.length, listed(formats.language, names))}
      </span>
    </>
  )
}
