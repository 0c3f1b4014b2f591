import { Link } from '@tanstack/react-router'
import { Pill } from '../../ui/pill.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { useFormats } from '../../lib/session.tsx'
import { Misses } from '../routing/test-result.tsx'
import { useTests, type RuleTest } from '../routing/use-tests.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { useTestRuns, type TestRun } from './use-test-runs.ts'
import css from './simulator.module.css'

/** Whether the routing tests pass by the rules of each policy. */
export function TestRuns({ id, names }: { id: string; names: readonly string[] }) {
  const { simulator, routing, shell } = useWords()
  const said = simulator.tests
  const { data: tests } = useTests()
  const { data, error, refetch } = useTestRuns(id, true)
  const hasNone = tests?.length === 0
  return (
    <section className={css['part']}>
      <div className="line">
        <h2>{said.title}</h2>
        <Link to="/routing" search={{ view: hasNone ? 'test' : 'tests' }}>
          {hasNone ? routing.views.test : said.all}
        </Link>
      </div>
      <p className="small">{hasNone ? said.none : said.says}</p>
      {error ? (
        <Fault error={error} again={() => void refetch()} />
      ) : !data || !tests ? (
        <Skeleton rows={2} label={shell.list.loading} />
      ) : (
        !hasNone && (
          <ul className={css['cases']}>
            {data.runs.map((run) => (
              <OneRun key={run.policies[0]} run={run} names={names} tests={tests} />
            ))}
          </ul>
        )
      )}
    </section>
  )
}

function OneRun(of: { run: TestRun; names: readonly string[]; tests: readonly RuleTest[] }) {
  const { simulator, routing } = useWords()
  const { language, number } = useFormats()
  const { run, names, tests } = of
  const list = new Intl.ListFormat(language)
  const failing = run.items.filter(({ outcome }) => outcome === 'failed')
  return (
    <>
      <li>
        <Pill tone={run.failed === 0 ? 'done' : 'critical'}>
          {routing.tests[run.failed === 0 ? 'passed' : 'failed']}
        </Pill>
        <span>{list.format(run.policies.map((at) => names[at]!))}</span>
        <span className="small">
          {simulator.tests.passed(number(run.passed), run.items.length)}
        </span>
      </li>
      {failing.map((result) => {
        const test = tests.find(({ code }) => code === result.code)
        return (
          <li key={result.code} className={css['failing']}>
            <strong>{result.name}</strong>
            {test && <Misses test={test} result={result} />}
          </li>
        )
      })}
    </>
  )
}
