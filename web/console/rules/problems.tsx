import { Pill } from '../../ui/pill.tsx'
import { useWords } from '../words/index.ts'
import type { DraftProblem } from './use-rules.ts'
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
        <li key={`${problem.kind} ${problem.other?.id ?? ''}`} className="line">
          <Pill tone={problem.keepsFromPublishing ? 'critical' : 'attention'}>
            {problem.keepsFromPublishing ? said.mustMend : said.mind}
          </Pill>
          {said.problems[problem.kind](
            problem.other ? `“${problem.other.name}”` : said.anotherRule,
          )}
        </li>
      ))}
    </ul>
  )
}
