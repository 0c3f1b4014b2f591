import { Worker } from 'node:worker_threads'
import type { About, Answers, AskedAbout, Asking } from './orders/index.ts'
import type { Config } from './platform/config.ts'
import type { ConnectionConfig } from './platform/db/index.ts'
import type { Platform, Stoppable } from './platform/module.ts'

/** What the thread is given at its start, what it is asked, and what it answers. */
export type AskingData = { config: Config; connection: ConnectionConfig }
export type Question = AskedAbout & { no: number; about: About }
export type Answered = { no: number; answer: Answer | undefined }
type Answer = Answers[About]

/** Nobody asked for so long: it ends, and gives back its connections and memory. */
const IDLE_MS = 60_000
/** Who comes when so many wait already is not kept waiting. */
const MOST_WAITING = 3
/** Who asks waits no longer; a thread that is new may take longer until it answers at all. */
const LIMITS = { answerMs: 10_000, startMs: 30_000 }

/**
 * Questions that need seconds of thinking are answered one after the other by a thread with a world
 * of its own, so that requests are served meanwhile. It is made for the first of them. Where it
 * fails, or is silent for too long, nothing is answered; the next question makes another.
 */
export function createAsking(
  { config, connection, log }: Pick<Platform, 'config' | 'connection' | 'log'>,
  limits = LIMITS,
): Asking & Stoppable {
  const waiting = new Map<number, (answer: Answer | undefined) => void>()
  let thread: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let asked = 0
  /** Of the thread that there is. */
  let said = 0

  function open(): Worker {
    const workerData: AskingData = { config, connection }
    const worker = new Worker(new URL('asking-worker.ts', import.meta.url), { workerData })
    said = 0
    const starting = setTimeout(() => end(worker), limits.startMs)
    worker.on('message', ({ no, answer }: Answered) => {
      clearTimeout(starting)
      if (worker === thread) said += 1
      waiting.get(no)?.(answer)
    })
    worker.on('error', (err) => log.error({ err }, 'the thread for long questions failed'))
    worker.once('exit', () => {
      clearTimeout(starting)
      if (thread !== worker) return
      thread = undefined
      for (const answer of waiting.values()) answer(undefined)
    })
    return worker
  }

  function end(worker: Worker): void {
    log.warn('the thread for long questions is silent, and ended')
    void worker.terminate()
  }

  /** One that has answered others since is busy, no more; what it still answers nobody hears. */
  function limitOf(worker: Worker, no: number): NodeJS.Timeout {
    const before = said
    return setTimeout(() => {
      waiting.get(no)?.(undefined)
      if (worker === thread && said > 0 && said === before) end(worker)
    }, limits.answerMs)
  }

  /** It ends by itself, with what it still answers. */
  function rest(): void {
    clearTimeout(idle)
    if (waiting.size > 0) return
    idle = setTimeout(() => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
      thread?.postMessage('end')
      thread = undefined
    }, IDLE_MS)
    idle.unref()
  }

  async function ask<Of extends About>(
    about: Of,
    of: AskedAbout,
  ): Promise<Answers[Of] | undefined> {
    if (waiting.size >= MOST_WAITING) return undefined
    clearTimeout(idle)
    thread ??= open()
    const no = (asked += 1)
    const question: Question = { ...of, no, about }
    const answered = new Promise<Answer | undefined>((resolve) => waiting.set(no, resolve))
    const limit = limitOf(thread, no)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
    thread.postMessage(question)
    const answer = await answered
    clearTimeout(limit)
    waiting.delete(no)
    rest()
    // It answers what it was asked.
    return answer as Answers[Of] | undefined
  }

  return {
    flips: (of) => ask('flips', of),
    regrets: (of) => ask('regrets', of),
    async stop() {
      clearTimeout(idle)
      await thread?.terminate()
    },
  }
}
