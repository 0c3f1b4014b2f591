import { useWords } from '../words/index.ts'

/** A rule as it is in force, where it is another, and as it would be. */
export function BeforeAfter({ before, after }: { before: string | null; after: string | null }) {
  const said = useWords().rules.draft
  return (
    <>
      {before !== null && before !== after && (
        <p>
          <span className="hidden-text">{said.before}: </span>
          <del className="quiet">{before}</del>
        </p>
      )}
      {after !== null && (
        <p>
          {before !== null && <span className="hidden-text">{said.after}: </span>}
          {after}
        </p>
      )}
    </>
  )
}
