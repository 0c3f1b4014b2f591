import { ProblemList } from '../drafts/problem-list.tsx'
import { useWords } from '../words/index.ts'
import { TOLD, useSentences, type DraftProblem, type RuleDraft } from './use-rules.ts'
import shared from '../drafts/drafts.module.css'
import css from './rules.module.css'

/** What is wrong with a rule of the draft, the worst first. */
export function Problems({ of }: { of: readonly DraftProblem[] }) {
  const { rules: said } = useWords()
  const problems = of.map(({ kind, keepsFromPublishing, other }) => ({
    key: `${kind} ${other?.id ?? ''}`,
    keepsFromPublishing,
    says: said.problems[kind](other ? `“${other.name}”` : said.anotherRule),
  }))
  return <ProblemList problems={problems} />
}

/** Rules that keep the draft from being published, each with what is wrong with it. */
export function ToMend(of: { draft: RuleDraft; isTold: (problem: DraftProblem) => boolean }) {
  const { rules: said } = useWords()
  const sentence = useSentences()
  const { items, problems, moreErrors } = of.draft
  const errors = problems.filter((one) => one.keepsFromPublishing && of.isTold(one))
  const byRule = [...Map.groupBy(errors, ({ rule }) => rule.id)]
  const told = byRule.slice(0, TOLD)
  const rest = byRule.length - told.length + moreErrors
  const wordingOf = (id: string) => items.find((change) => change.id === id)?.after
  return (
    <div className={css['mend']}>
      <ul className={shared['changes']}>
        {told.map(([id, some]) => {
          const wording = wordingOf(id)
          return (
            <li key={id} className={shared['change']}>
              <strong>{some[0]!.rule.name}</strong>
              {wording && <p>{sentence(wording)}</p>}
              <Problems of={some} />
            </li>
          )
        })}
      </ul>
      {rest > 0 && <p>{said.more(rest)}</p>}
    </div>
  )
}
