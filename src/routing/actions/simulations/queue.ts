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
/** Whoever plays one is heard of so often, also while it reads; one that is cancelled, at once. */
const BEAT_MS = 30_000
const SILENT_S = 300

/** A simulation that is played beside the thread that serves requests. */
export type Thread = {
  /** When it has ended; undefined where it did by itself, else why not. */
  ended: Promise<string | undefined>
  stop(): Promise<unknown>
}

export type Queue = Stoppable & {
  wake(): void
  /** One was cancelled: what is played of it ends at once, and not when it next tells something. */
  look(): void
}

/**
 * Takes simulations that wait, one after the other, each in a thread of its own. A stop gives back
 * the one that is played: whoever comes next begins it anew. A thread whose turn is over, since it
 * was cancelled or another process has taken it, is ended.
 */
export function startSimulations(platform: Platform, play: (turn: Turn) => Thread): Queue {
  const { db, clock, log } = platform
  let playing: { turn: Turn; thread: Thread } | undefined
  let isStopped = false

  /** Says that it goes on; ends what is played where its turn is over. */
  async function renew(): Promise<void> {
    if (!playing) return
    const { turn, thread } = playing
    if (!(await renewSimulation(db, turn, clock.now()))) await thread.stop()
  }
  const look = () => {
    // The next one may get through.
    renew().catch((err: unknown) => log.warn({ err }, 'no beat'))
  }

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
      playing = { turn, thread }
      const beating = setInterval(look, BEAT_MS)
      const why = await thread.ended
      clearInterval(beating)
      playing = undefined
      if (isStopped) await returnSimulation(db, turn)
      else if (why !== undefined && (await failSimulation(platform, turn))) {
        log.error({ why, simulation: turn.id }, 'a simulation failed')
      }
      // What the thread said last may have ended with it.
      platform.wake.committed()
      return !isStopped
    },
  })
  return {
    wake: loop.wake,
    look,
    async stop() {
      isStopped = true
      await playing?.thread.stop()
      await loop.stop()
    },
  }
}
