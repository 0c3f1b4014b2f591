import { Pill } from '../../ui/pill.tsx'
import { useWords } from '../words/index.ts'
import css from './drafts.module.css'

export type ToldProblem = { key: string; keepsFromPublishing: boolean; says: string }

/** What is wrong with a rule of a draft, the worst first. */
export function ProblemList({ problems }: { problems: readonly ToldProblem[] }) {
  const { rules: said } = useWords()
  if (problems.length === 0) return null
  const sorted = problems.toSorted(
    (a, b) => Number(b.keepsFromPublishing) - Number(a.keepsFromPublishing),
  )
  return (
    <ul className={css['problems']}>
      {sorted.map(({ key, keepsFromPublishing, says }) => (
        <li key={key}>
          <Pill tone={keepsFromPublishing ? 'critical' : 'attention'}>
            {keepsFromPublishing ? said.mustMend : said.mind}
          </Pill>
          <span>{says}</span>
        </li>
      ))}
    </ul>
  )
}
