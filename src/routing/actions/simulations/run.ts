import { inSlices } from '../../../lib/slices.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/module.ts'
import { dropChanges, saveSimulated } from '../../store/simulation-changes.ts'
import {
  endSimulation,
  findSimulation,
  forgetChanges,
  saveProgress,
} from '../../store/simulations.ts'
import { tellState } from './ask.ts'
import { playAsked, type PlayingWorld } from './play.ts'
import { keepProof } from './proof.ts'

/** Who tells of it, where nobody asks. */
const ACTOR = 'simulations'
const CHANGES_AT_ONCE = 50
/** Of so many simulations it is known which orders changed. */
const KEPT = 50
/** Who watches hears of new numbers so often at most. */
const SAY_MS = 2000

/**
 * Plays a simulation that was taken, to its end or until it is cancelled, and keeps what came out.
 * What goes wrong is kept as well: nobody waits for it in vain.
 */
export async function runSimulation(
  platform: Platform,
  world: PlayingWorld,
  id: string,
): Promise<void> {
  try {
    await run(platform, world, id)
  } catch (error) {
    platform.log.error({ err: error, simulation: id }, 'a simulation failed')
    await failSimulation(platform, id, (error as Error).message)
  }
}

async function run(platform: Platform, world: PlayingWorld, id: string): Promise<void> {
  const { db, clock } = platform
  const found = await findSimulation(db, id)
  if (found?.state !== 'running') return
  let saidAt = -Infinity
  const played = await playAsked(db, world, found.asked, {
    now: clock.now(),
    tell: (progress) =>
      commit(platform, async (tx) => {
        const isGoingOn = await saveProgress(tx, id, progress, clock.now())
        if (!isGoingOn || performance.now() - saidAt < SAY_MS) return isGoingOn
        if (progress.result) saidAt = performance.now()
        await tellState(tx, { id, state: 'running' }, byNow(platform))
        return true
      }),
  })
  if (!played) return
  await dropChanges(db, id)
  for (const rows of inSlices(played.changes, CHANGES_AT_ONCE)) {
    await db.transaction((tx) => saveSimulated(tx, id, rows))
  }
  await commit(platform, async (tx) => {
    const isGoingOn = await saveProgress(tx, id, played.progress, clock.now())
    if (!isGoingOn) return
    const { asked } = found
    await keepProof(tx, world.network, { asked, progress: played.progress }, clock.now())
    await endSimulation(tx, id, { state: 'done' }, clock.now())
    await tellState(tx, { id, state: 'done' }, byNow(platform))
  })
  await forgetChanges(db, KEPT)
}

/** It could not be played: says why. */
export async function failSimulation(platform: Platform, id: string, why: string): Promise<void> {
  await commit(platform, async (tx) => {
    const now = platform.clock.now()
    const isGoingOn = await endSimulation(tx, id, { state: 'failed', why }, now)
    if (isGoingOn) await tellState(tx, { id, state: 'failed' }, byNow(platform))
  })
}

function byNow({ clock }: Platform) {
  return { actor: ACTOR, now: clock.now(), nowMs: clock.nowMs() }
}

/** What watches hear of it at once. */
function commit<Result>(
  { db, wake }: Platform,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return db.transaction((tx) => {
    tx.onCommit(() => wake.committed())
    return work(tx)
  })
}
