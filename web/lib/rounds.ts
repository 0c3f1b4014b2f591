export type Rounds = { add: (ids: readonly string[]) => void; stop: () => void }

/**
 * Gathers ids and hands them on in rounds, each once: the first at once, the next not before
 * `everyMs` have passed and the one before has ended. However much happens, it costs no more.
 */
export function createRounds(
  act: (ids: string[]) => Promise<void>,
  { everyMs, most }: { everyMs: number; most: number },
): Rounds {
  const waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBusy = false
  let isStopped = false
  async function round(): Promise<void> {
    if (isBusy || isStopped || waiting.size === 0) return
    isBusy = true
    const ids = [...waiting].slice(0, most)
    for (const id of ids) waiting.delete(id)
    // What could not be asked is told by the stream, which then asks for everything anew.
    await act(ids).catch(() => undefined)
    timer = setTimeout(() => {
      isBusy = false
      void round()
    }, everyMs)
  }
  return {
    add(ids) {
      for (const id of ids) waiting.add(id)
      void round()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
