import { useState } from 'react'
import type { QueryKey } from '@tanstack/react-query'
import type { newKey, Problem } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useWords } from '../words/index.ts'
import { saysOf } from './fault.tsx'
import { useCommand } from './use-command.ts'

export type Overtaking<Thing> = { before: Thing; now: Thing }

/**
 * Changes a thing from a form. The thing stays as it was when the form was opened, with its
 * version, whatever is told of it meanwhile; where somebody else saved first, `overtaken` is what
 * they changed, and the next save goes on top of it: a second press is a decision.
 */
export function useChange<Thing, Given>(of: {
  /** As it stands when the form is opened. */
  opened: Thing
  read: (base: Thing) => Promise<Thing>
  send: (base: Thing, given: Given, header: ReturnType<typeof newKey>) => Promise<unknown>
  stale: readonly QueryKey[]
  onOvertaken?: ((of: Overtaking<Thing>) => void) | undefined
  /** Answers true for a refusal that the form shows itself. */
  onRefused?: (problem: Problem) => boolean
}) {
  const tell = useTell()
  const words = useWords()
  const [base, setBase] = useState(of.opened)
  const [problem, setProblem] = useState<Problem>()
  const [overtaken, setOvertaken] = useState<Overtaking<Thing>>()
  const catchUp = async () => {
    try {
      const now = await of.read(base)
      setOvertaken({ before: base, now })
      of.onOvertaken?.({ before: base, now })
      setBase(now)
    } catch (error) {
      const { title } = words.shell.problem
      tell({ title, more: saysOf(error, words), tone: 'critical' })
    }
  }
  const { run, isBusy, faultAt } = useCommand(
    (given: Given, header) => of.send(base, given, header),
    of.stale,
    (refused) => {
      if (refused.code === 'version_conflict') {
        void catchUp()
        return true
      }
      setProblem(refused)
      return of.onRefused?.(refused) ?? false
    },
  )
  return {
    isBusy,
    faultAt,
    /** What the server found wrong with the last try. */
    problem,
    overtaken,
    /** What the form goes out from: the thing as it was last seen. */
    base,
    run: (given: Given) => {
      setProblem(undefined)
      return run(given)
    },
  }
}
