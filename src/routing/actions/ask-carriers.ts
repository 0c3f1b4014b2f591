import type { NetworkBook } from '../../network/index.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/module.ts'
import type { RateBook } from '../../shipping/index.ts'
import { closeTasksOf, openTasksOf, raiseTasks } from '../../tasks/index.ts'
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
  const codeOf = (channelId: number) => channelById.get(channelId)!.code
  const wanted = new Set([...uncarried].map(codeOf))
  const asked = await listAsked(db)
  const [missing, over] = [[...wanted.difference(asked)], [...asked.difference(wanted)]]
  if (missing.length + over.length === 0) return
  const subjectOf = (subjectId: string) => ({ subjectKind, subjectId, cause: notCarried })
  const tasks = missing.map((code) => ({
    ...subjectOf(code),
    summary: `Nothing can be sent for ${code}: no service of its plan carries it`,
    nextStep: 'Give a service a valid rate card and collections, or publish another tariff.',
  }))
  const by = { actor: 'routing', now, nowMs: clock.nowMs() }
  await db.transaction(async (tx) => {
    await raiseTasks(tx, tasks, by)
    await closeTasksOf(tx, over.map(subjectOf), by, 'no longer so')
    tx.onCommit(wake.committed)
  })
}

/** Codes of the channels that people are asked about already. */
async function listAsked(db: Queryable): Promise<Set<string>> {
  const open = await db.query<{ subject_id: string }>(openTasksOf(notCarried))
  return new Set(open.map(({ subject_id: code }) => code))
}
