import type { NetworkBook } from '../../network/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { RateBook } from '../../shipping/index.ts'
import { closeTasksOf, raiseTasks } from '../../tasks/index.ts'
import { isCarried } from '../domain/carried.ts'
import { listPlans } from '../store.ts'

/** The cause of the task of a channel of which no service carries anything; it ends by itself. */
export const notCarried = 'not_carried'
const subjectKind = 'channel'

export type CarriedWorld = { platform: Platform; network: NetworkBook; carriers: RateBook }

/** Asks people to see to channels that route by rate cards, where no service may carry. */
export async function askCarriers(
  { platform, network, carriers }: CarriedWorld,
  now: Temporal.Instant,
): Promise<void> {
  const { db, clock, wake } = platform
  const [{ channelById, poolOf, locationById }, { chosen }, plans] = await Promise.all([
    network.current(),
    carriers.current(),
    listPlans(db),
  ])
  const sendingIn = (channelId: number) =>
    [...poolOf(channelId).keys()].filter((id) => {
      const place = locationById.get(id)
      return place?.ships && !place.archived
    })
  const uncarried = new Set(
    plans.flatMap(({ channelId, tariff: { cards } }) => {
      if (!cards || channelById.get(channelId)!.archived) return []
      return isCarried(chosen(cards), sendingIn(channelId)) ? [] : [channelId]
    }),
  )
  const subjectOf = (channelId: number) => {
    return { subjectKind, subjectId: channelById.get(channelId)!.code, cause: notCarried }
  }
  const tasks = [...uncarried].map((channelId) => {
    const subject = subjectOf(channelId)
    return {
      ...subject,
      summary: `Nothing can be sent for ${subject.subjectId}: no service of its plan carries it`,
      nextStep: 'Give a service a valid rate card and collections, or publish another tariff.',
    }
  })
  const over = plans.filter(({ channelId }) => !uncarried.has(channelId))
  const by = { actor: 'routing', now, nowMs: clock.nowMs() }
  await db.transaction(async (tx) => {
    await raiseTasks(tx, tasks, by)
    await closeTasksOf(
      tx,
      over.map(({ channelId }) => subjectOf(channelId)),
      by,
      'no longer so',
    )
    tx.onCommit(wake.committed)
  })
}
