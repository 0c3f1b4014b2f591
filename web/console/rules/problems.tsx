import { Pill } from '../../ui/pill.tsx'
import { useWords } from '../words/index.ts'
import { TOLD, useSentences, type DraftProblem, type RuleDraft } from './use-rules.ts'
import css from './rules.module.css'

/** What is wrong with a rule of the draft, the worst first. */
export function Problems({ of }: { of: readonly DraftProblem[] }) {
  const { rules: said } = useWords()
  if (of.length === 0) return null
  const sorted = of.toSorted(
    (a, b) => Number(b.keepsFromPublishing) - Number(a.keepsFromPublishing),
  )
  return (
    <ul className={css['problems']}>
      {sorted.map((problem) => (
        <li key={`${problem.kind} ${problem.other?.id ?? ''}`}>
          <Pill tone={problem.keepsFromPublishing ? 'critical' : 'attention'}>
            {problem.keepsFromPublishing ? said.mustMend : said.mind}
          </Pill>
          <span>
            {said.problems[problem.kind](
              problem.other ? `“${problem.other.name}”` : said.anotherRule,
            )}
          </span>
        </li>
      ))}
    </ul>
  )
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
      <ul className={css['changes']}>
        {told.map(([id, some]) => {
          const wording = wordingOf(id)
          return (
            <li key={id} className={css['change']}>
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
