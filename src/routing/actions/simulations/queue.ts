import { startLoop } from '../../../platform/loop.ts'
import type { Platform, Stoppable } from '../../../platform/module.ts'
import {
  renewSimulation,
  returnSimulation,
  takeSimulation,
  type Turn,
} from '../../store/simulations.ts'
import { failSimulation } from './run.ts'

const EVERY_MS = 5000
/** Whoever plays one is heard of so often, also while it reads. */
const BEAT_MS = 30_000
const SILENT_S = 300

/** A simulation that is played beside the thread that serves requests. */
export type Thread = {
  /** When it has ended; undefined where it did by itself, else why not. */
  ended: Promise<string | undefined>
  stop(): Promise<unknown>
}

export type Queue = Stoppable & { wake(): void }

/**
 * Takes simulations that wait, one after the other, each in a thread of its own. A stop gives back
 * the one that is played: whoever comes next begins it anew. A thread whose turn is over, since it
 * was cancelled or another process has taken it, is ended.
 */
export function startSimulations(platform: Platform, play: (turn: Turn) => Thread): Queue {
  const { db, clock, log } = platform
  let playing: Thread | undefined
  let isStopped = false
  const loop = startLoop({
    name: 'simulations',
    everyMs: EVERY_MS,
    log,
    async run() {
      const now = clock.now()
      const silentSince = now.subtract({ seconds: SILENT_S })
      const turn = await takeSimulation(db, { now, silentSince })
      if (turn === undefined) return false
      if (isStopped) {
        await returnSimulation(db, turn)
        return false
      }
      const thread = play(turn)
      playing = thread
      const renew = async () => {
        if (!(await renewSimulation(db, turn, clock.now()))) await thread.stop()
      }
      const beat = setInterval(() => {
        // The next one may get through.
        renew().catch((err: unknown) => log.warn({ err }, 'no beat'))
      }, BEAT_MS)
      const why = await thread.ended
      clearInterval(beat)
      playing = undefined
      if (isStopped) await returnSimulation(db, turn)
      else if (why !== undefined) await failSimulation(platform, turn, why)
      // What the thread said last may have ended with it.
      platform.wake.committed()
      return !isStopped
    },
  })
  return {
    wake: loop.wake,
    async stop() {
      isStopped = true
      await playing?.stop()
      await loop.stop()
    },
  }
}
