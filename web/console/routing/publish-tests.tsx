import { useState } from 'react'
import { TextArea } from '../../ui/form/field.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { Pill } from '../../ui/pill.tsx'
import shared from '../drafts/drafts.module.css'
import { useWords } from '../words/index.ts'
import { Misses } from './test-result.tsx'
import { useRun, useTests } from './use-tests.ts'

export const TESTS_FAILED = 'routing_tests_failed'

/** Once a publication was refused over tests: why it is wanted all the same. */
export function useDespite(refused: string | undefined) {
  const [reason, setReason] = useState('')
  const [isFailing, setFailing] = useState(false)
  // Another refusal, or the next try, does not make the tests pass.
  if (refused === TESTS_FAILED && !isFailing) setFailing(true)
  const despiteReason = reason.trim()
  const isSilent = isFailing && despiteReason === ''
  const given = isFailing ? { despiteTests: true, despiteReason } : {}
  return { isFailing, isSilent, reason, setReason, given }
}

/** Tests that keep the draft from being published, and why it is all the same. */
export function FailingTests(of: {
  draft: number
  at: string | undefined
  despite: ReturnType<typeof useDespite>
  isTried: boolean
}) {
  const { routing, shell } = useWords()
  const said = routing.tests
  const { data: tests } = useTests()
  const { data: run } = useRun({ draft: of.draft, ...(of.at !== undefined && { at: of.at }) })
  const failing = run?.draft?.items.filter(({ outcome }) => outcome === 'failed')
  if (!tests || !failing) return <Skeleton rows={2} label={shell.list.loading} />
  return (
    <>
      <p role="alert">{said.failing(failing.length)}</p>
      <ul className={shared['changes']}>
        {failing.map((result) => {
          const test = tests.find(({ code }) => code === result.code)
          return (
            <li key={result.code} className={shared['change']}>
              <div className="line">
                <Pill tone="critical">{said.failed}</Pill>
                <strong>{result.name}</strong>
              </div>
              {test && <Misses test={test} result={result} />}
            </li>
          )
        })}
      </ul>
      <TextArea
        label={said.despite}
        hint={said.despiteHint}
        fault={of.isTried && of.despite.isSilent ? said.despiteFault : undefined}
        maxLength={500}
        value={of.despite.reason}
        onChange={(event) => of.despite.setReason(event.currentTarget.value)}
      />
    </>
  )
}
