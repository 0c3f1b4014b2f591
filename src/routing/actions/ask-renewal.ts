import type { NetworkBook } from '../../network/index.ts'
import type { Platform } from '../../platform/module.ts'
import { closeTasksOf, raiseTasks, type NewTask } from '../../tasks/index.ts'
import { decideRenewal } from '../domain/price-gate.ts'
import { listNewestGates } from '../store/price-gate.ts'
import { listPlans } from '../store.ts'
import { proofOf } from './same-plan.ts'

/** The cause of the task of a channel whose prices should be simulated anew; it ends by itself. */
export const pricesUnproven = 'prices_unproven'
const subjectKind = 'channel'

const SUMMARY = {
  never: 'no simulation has had them by the plan as it is',
  failed: 'the newest simulation that counts does not prove that orders cost no more with them',
  old: 'they were simulated last more than 60 days ago',
}

/**
 * Asks people to simulate prices that are on, where the newest simulation is old or has failed
 * since. They stay on: that is for a person to decide.
 */
export async function askRenewal(
  { platform, network }: { platform: Platform; network: NetworkBook },
  now: Temporal.Instant,
): Promise<void> {
  const { db, clock, wake } = platform
  const { channelById } = await network.current()
  const [plans, gates] = [await listPlans(db), await listNewestGates(db)]
  const tasks: NewTask[] = []
  const over: { subjectKind: string; subjectId: string; cause: string }[] = []
  for (const { channelId, lookAhead, ...said } of plans) {
    const { code, archived } = channelById.get(channelId)!
    const subject = { subjectKind, subjectId: code }
    const isOn = lookAhead && !archived
    const proof = isOn && proofOf(gates, { channelId, lookAhead, said })
    const why = proof ? decideRenewal(proof, now) : undefined
    if (!why) over.push({ ...subject, cause: pricesUnproven })
    else tasks.push(taskOf(subject, SUMMARY[why]))
  }
  const by = { actor: 'routing', now, nowMs: clock.nowMs() }
  await db.transaction(async (tx) => {
    await raiseTasks(tx, tasks, by)
    await closeTasksOf(tx, over, by, 'no longer so')
    tx.onCommit(wake.committed)
  })
}

function taskOf(subject: { subjectKind: string; subjectId: string }, why: string): NewTask {
  return {
    ...subject,
    cause: pricesUnproven,
    summary: `Prices of scarce stock are on for ${subject.subjectId}, and ${why}`,
    nextStep: 'Simulate the rules in force with prices over the last weeks, or switch prices off.',
  }
}
