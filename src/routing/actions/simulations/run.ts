import { inSlices } from '../../../lib/slices.ts'
import type { Tx } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/module.ts'
import { dropChanges, saveSimulated } from '../../store/simulation-changes.ts'
import {
  endSimulation,
  findTurn,
  forgetChanges,
  lockTurn,
  saveProgress,
  type Turn,
} from '../../store/simulations.ts'
import { tellState } from './ask.ts'
import { faultOf } from './fault.ts'
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
 * Plays a simulation that was taken, to its end or until it is cancelled or taken by another, and
 * keeps what came out. What goes wrong is kept as well: nobody waits for it in vain. All that it
 * writes it writes as of its turn, so that of two players the later one is heard.
 */
export async function runSimulation(
  platform: Platform,
  world: PlayingWorld,
  turn: Turn,
): Promise<void> {
  try {
    await run(platform, world, turn)
  } catch (error) {
    platform.log.error({ err: error, simulation: turn.id }, 'a simulation failed')
    await failSimulation(platform, turn)
  }
}

async function run(platform: Platform, world: PlayingWorld, turn: Turn): Promise<void> {
  const { db, clock } = platform
  const { id } = turn
  const asked = await findTurn(db, turn)
  if (!asked) return
  let saidAt = -Infinity
  const played = await playAsked(db, world, asked, {
    now: clock.now(),
    tell: (progress) =>
      commit(platform, async (tx) => {
        const isGoingOn = await saveProgress(tx, turn, progress, clock.now())
        if (!isGoingOn || performance.now() - saidAt < SAY_MS) return isGoingOn
        if (progress.result) saidAt = performance.now()
        await tellState(tx, { id, state: 'running' }, byNow(platform))
        return true
      }),
  })
  if (!played) return
  const asOfTurn = (write: (tx: Tx) => Promise<void>) =>
    db.transaction(async (tx) => {
      const isGoingOn = await lockTurn(tx, turn)
      if (isGoingOn) await write(tx)
      return isGoingOn
    })
  if (!(await asOfTurn((tx) => dropChanges(tx, id)))) return
  for (const rows of inSlices(played.changes, CHANGES_AT_ONCE)) {
    if (!(await asOfTurn((tx) => saveSimulated(tx, id, rows)))) return
  }
  await commit(platform, async (tx) => {
    const isGoingOn = await saveProgress(tx, turn, played.progress, clock.now())
    if (!isGoingOn) return
    await keepProof(tx, world.network, { asked, ...played }, clock.now())
    await endSimulation(tx, turn, { state: 'done' }, clock.now())
    await tellState(tx, { id, state: 'done' }, byNow(platform))
  })
  await forgetChanges(db, KEPT)
}

/** It could not be played. False where it was over already. */
export async function failSimulation(platform: Platform, turn: Turn): Promise<boolean> {
  return commit(platform, async (tx) => {
    const end = { state: 'failed' as const, why: faultOf(turn.id) }
    const isGoingOn = await endSimulation(tx, turn, end, platform.clock.now())
    if (isGoingOn) await tellState(tx, { id: turn.id, state: 'failed' }, byNow(platform))
    return isGoingOn
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
