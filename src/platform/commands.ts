import { setTimeout } from 'node:timers/promises'

/**
 * Commands that are being answered in a process at one moment: work that takes long gives way to
 * many of them. Counted where the threads of the process see it too.
 */
export type Commands = {
  running: number
  /** For a thread, which opens it again by `openCommands`. */
  readonly shared: SharedArrayBuffer
}

export function openCommands(
  shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
): Commands {
  const counted = new Int32Array(shared)
  return {
    shared,
    get running() {
      return counted[0]!
    },
    set running(count) {
      counted[0] = count
    },
  }
}

/** From so many on a server is busy. */
export const BUSY = 8
export const isBusy = ({ running }: Pick<Commands, 'running'>): boolean => running >= BUSY

const LOOK_MS = 250

/** Waits while a server is busy, but no longer than so; throws once `signal` ends it. */
export async function untilQuiet(
  commands: Pick<Commands, 'running'>,
  mostMs: number,
  signal?: AbortSignal,
): Promise<void> {
  let waited = 0
  while (isBusy(commands) && waited < mostMs) {
    const wait = Math.min(LOOK_MS, mostMs - waited)
    // One look after the other.
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(wait, undefined, signal && { signal })
    waited += wait
  }
}
