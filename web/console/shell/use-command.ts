import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useState } from 'react'
import { Problem } from '../../lib/api.ts'
import { createOnce, type Key } from '../../lib/once.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useWords } from '../words/index.ts'
import { faultOf, saysOf } from './fault.tsx'

type Command<Given, Result> = {
  run: (given: Given) => Promise<Result | undefined>
  isBusy: boolean
  /** What is wrong with the field at this JSON pointer (`/name`), as the server last said. */
  faultAt: (pointer: string) => string | undefined
}

/**
 * Sends a command: busy meanwhile, a refusal is told in a corner, and what was asked about the
 * things it changes is asked again. Answers undefined where it was refused, so that what was typed
 * can stay. Pressed twice, it is sent once; pressed again where the answer was lost, it is the same
 * request (what of it counts for that, `sameBy` says). A form that shows a refusal at its fields
 * takes it by `onRefused`, which answers true for what it has shown.
 */
export function useCommand<Given, Result>(
  send: (given: Given, header: Key) => Promise<Result>,
  stale: readonly QueryKey[],
  onRefused?: (problem: Problem) => boolean,
  sameBy: (given: Given) => unknown = (given) => given,
): Command<Given, Result> {
  const queries = useQueryClient()
  const tell = useTell()
  const words = useWords()
  const [once] = useState(createOnce)
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<Problem>()
  const run = async (given: Given) => {
    if (isBusy) return undefined
    setBusy(true)
    setFault(undefined)
    try {
      return await once(sameBy(given), (key) => send(given, key))
    } catch (error) {
      if (error instanceof Problem && onRefused?.(error)) return undefined
      const title = words.shell.problem.title
      if (error instanceof Problem) setFault(error)
      tell({ title, more: saysOf(error, words), tone: 'critical' })
      return undefined
    } finally {
      setBusy(false)
      for (const queryKey of stale) void queries.invalidateQueries({ queryKey })
    }
  }
  const faultAt = (pointer: string) => {
    return fault?.problem?.field?.endsWith(pointer) ? faultOf(fault, words) : undefined
  }
  return { run, isBusy, faultAt }
}
