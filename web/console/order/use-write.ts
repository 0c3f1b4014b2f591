import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { Problem } from '../../lib/api.ts'
import { createOnce, type Key } from '../../lib/once.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'

/**
 * Sends commands about one order. The same command is the same request until an answer has come, so
 * that it happens once; whatever was answered, what is shown is asked for again. The version does
 * not make it another one: where only the answer was lost, the order has a new one by then.
 */
export function useWrite(orderId: string) {
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [once] = useState(createOnce)
  async function send<Body extends { version?: number }, Done>(
    what: string,
    body: Body,
    call: (body: Body, header: Key) => Promise<Done>,
  ): Promise<Done | undefined> {
    const { version: _, ...same } = body
    setBusy(true)
    setProblem(undefined)
    try {
      return await once([orderId, what, same], (key) => call(body, key))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error)
      return undefined
    } finally {
      setBusy(false)
      void queries.invalidateQueries({ queryKey: ['orders', 'one', orderId] })
    }
  }
  return { send, isBusy, problem }
}

/** Tells in the corner what did not work, where no dialog is open that could say it. */
export function useToldProblem(problem: Problem | undefined): void {
  const words = useWords()
  const tell = useTell()
  const onProblem = useEffectEvent((failed: Problem) => {
    tell({ title: words.shell.problem.title, more: saysOf(failed, words), tone: 'critical' })
  })
  useEffect(() => {
    if (problem) onProblem(problem)
  }, [problem])
}
