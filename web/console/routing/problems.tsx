import { ProblemList } from '../drafts/problem-list.tsx'
import { useWords } from '../words/index.ts'
import type { DraftProblem, RoutingDraft } from './use-routing.ts'

/** What is wrong with a rule of the draft, the worst first. */
export function Problems(of: { id: string; draft: Pick<RoutingDraft, 'problems' | 'rules'> }) {
  const { routing: said, rules } = useWords()
  const { problems, rules: all } = of.draft
  const nameOf = (id: string) => {
    const name = all.find((rule) => rule.id === id)?.name
    return name === undefined ? rules.anotherRule : said.quoted(name)
  }
  const what = ({ otherId, value }: DraftProblem) => {
    return otherId === null ? (value ?? '') : nameOf(otherId)
  }
  const own = problems.filter(({ ruleId }) => ruleId === of.id)
  return (
    <ProblemList
      problems={own.map((one) => ({
        key: `${one.kind} ${one.otherId ?? ''} ${one.value ?? ''}`,
        keepsFromPublishing: one.keepsFromPublishing,
        says: said.problems[one.kind](what(one)),
      }))}
    />
  )
}
