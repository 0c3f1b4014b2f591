import { useEffect } from 'react'
import { Button } from '../../ui/button.tsx'
import { Failed } from '../../ui/states.tsx'
import { useWords, type Words } from '../words/index.ts'
import { Problem } from '../../lib/api.ts'

/** What a refusal means for the person in front of the screen. */
export function saysOf(error: unknown, { shell }: Words): string {
  if (!(error instanceof Problem)) return shell.problem.crashedSays
  if (!error.problem) return shell.problem.unreachable
  const known = shell.refusals[error.problem.code]
  if (known) return `${known.title}. ${known.says}`
  const { detail, do: next } = error.problem
  return next ? `${detail} ${next}` : detail
}

/** What is wrong with a field, in a few words. */
export function faultOf({ problem }: Problem, { shell }: Words): string | undefined {
  return problem && (shell.refusals[problem.code]?.title ?? problem.detail)
}

/** In place of what could not be shown. */
export function Fault({
  error,
  again,
  isWhole = false,
}: {
  error: unknown
  again?: () => void
  /** Of the whole screen. */
  isWhole?: boolean
}) {
  const words = useWords()
  const { problem } = words.shell
  const status = error instanceof Problem ? error.status : undefined
  const title =
    status === 404
      ? problem.missing
      : status === 403
        ? problem.denied
        : status === undefined
          ? problem.crashed
          : problem.title
  const says =
    status === 404
      ? problem.missingSays
      : status === 403
        ? problem.deniedSays
        : saysOf(error, words)
  const next = again ?? (status === undefined ? () => location.reload() : undefined)
  const label = again ? problem.again : words.shell.reload
  useEffect(() => {
    if (isWhole) document.title = `${title} · Tutti`
  }, [isWhole, title])
  return (
    <Failed
      title={title}
      says={says}
      next={next && <Button onClick={next}>{label}</Button>}
      isWhole={isWhole}
    />
  )
}
