import type { Log } from './log.ts'

export type Loop = {
  /** Runs soon, without waiting for the interval. */
  wake(): void
  /** No new run starts; resolves when the current one has ended. */
  stop(): Promise<void>
}

/**
 * A background loop: `run` does one bounded piece of work and answers whether there is more. It is
 * called again at once while there is, else after `everyMs` or a `wake`. A failure is logged and
 * tried again later, each time after a longer pause, at most a minute: internal work is selected by
 * state, so nothing is lost by it.
 */
export function startLoop(options: {
  name: string
  /** Asked after each run. */
  everyMs: number | (() => number)
  /** Least pause between two runs, however often it is woken; asked after each run. */
  leastMs?: number | (() => number)
  log: Log
  run: () => Promise<boolean>
}): Loop {
  let stopped = false
  let woken = false
  let failures = 0
  let release: (() => void) | undefined
  let cut: (() => void) | undefined

  function rest(ms: number): Promise<void> {
    if (woken || stopped) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      release = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Not cut short by a wake-up, only by a stop. */
  function pauseAtLeast(ms: number): Promise<void> {
    if (stopped) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      cut = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function turn(): Promise<void> {
    woken = false
    let more = false
    try {
      more = await options.run()
      failures = 0
    } catch (error) {
      failures += 1
      if (!stopped) options.log.error({ loop: options.name, failures, err: error }, 'loop failed')
    }
    if (more) return
    if (options.leastMs !== undefined) await pauseAtLeast(msOf(options.leastMs))
    const everyMs = msOf(options.everyMs)
    await rest(failures === 0 ? everyMs : pauseMs(failures, everyMs))
  }

  const done = (async () => {
    while (!stopped) await turn()
  })()

  return {
    wake() {
      woken = true
      release?.()
    },
    async stop() {
      stopped = true
      cut?.()
      release?.()
      await done
    },
  }
}

function msOf(ms: number | (() => number)): number {
  return typeof ms === 'number' ? ms : ms()
}

function pauseMs(failures: number, everyMs: number): number {
  return Math.min(60_000, Math.max(everyMs, 250 * 2 ** failures))
}
