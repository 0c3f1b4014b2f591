import { startLoop } from '../../../platform/loop.ts'
import type { Platform, Stoppable } from '../../../platform/module.ts'
import { renewSimulation, returnSimulation, takeSimulation } from '../../store/simulations.ts'
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
 * the one that is played: whoever comes next begins it anew.
 */
export function startSimulations(platform: Platform, play: (id: string) => Thread): Queue {
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
      const id = await takeSimulation(db, { now, silentSince })
      if (id === undefined) return false
      playing = play(id)
      const beat = setInterval(() => {
        // The next one may get through.
        renewSimulation(db, id, clock.now()).catch((err: unknown) => log.warn({ err }, 'no beat'))
      }, BEAT_MS)
      const why = await playing.ended
      clearInterval(beat)
      playing = undefined
      if (isStopped) await returnSimulation(db, id)
      else if (why !== undefined) await failSimulation(platform, id, why)
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
