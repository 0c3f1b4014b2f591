import { Pill } from '../../ui/pill.tsx'
import { useWords } from '../words/index.ts'
import { missTexts } from './expected.ts'
import { useTelling, type Result, type RuleTest } from './use-tests.ts'

/** Whether a test passes; where not, what was expected and what was decided. */
export function Outcome({ test, result }: { test: RuleTest; result: Result }) {
  const said = useWords().routing.tests
  const isPassed = result.outcome === 'passed'
  return (
    <>
      <p>
        <Pill tone={isPassed ? 'done' : 'critical'}>{isPassed ? said.passed : said.failed}</Pill>
      </p>
      <Misses test={test} result={result} />
    </>
  )
}

export function Misses({ test, result }: { test: RuleTest; result: Result }) {
  const { shell } = useWords()
  const telling = useTelling()
  const { problem } = result
  const says = problem
    ? [shell.refusals[problem.code]?.title ?? problem.detail]
    : missTexts(result, test.expected, telling(result.got?.currency))
  return says.map((text) => <p key={text}>{text}</p>)
}
