import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { newKey, Problem } from '../../lib/api.ts'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'

type Key = ReturnType<typeof newKey>

/**
 * Sends commands about one order. The same command is sent with the same key until an answer has
 * come, so that it happens once; whatever was answered, what is shown is asked for again.
 */
export function useWrite(orderId: string) {
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const open = useRef<{ text: string; key: Key }>(undefined)
  async function send<Body, Done>(
    what: string,
    body: Body,
    call: (body: Body, header: Key) => Promise<Done>,
  ): Promise<Done | undefined> {
    const text = `${what} ${JSON.stringify(body)}`
    if (open.current?.text !== text) open.current = { text, key: newKey() }
    setBusy(true)
    setProblem(undefined)
    try {
      const done = await call(body, open.current.key)
      open.current = undefined
      return done
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (error.status > 0) open.current = undefined
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
