import { everything } from '../../lib/scope.ts'
import type { Database, Queryable, Tx } from '../../platform/db/index.ts'
import { refuseOtherVersion } from '../../platform/outcomes.ts'
import { closeTasksOf, raiseTasks, type NewTask } from '../../tasks/index.ts'
import type { By } from '../domain/ledger.ts'
import { freshnessOf, type FeedWatch } from '../domain/feed-watch.ts'
import type { AvailabilityIndex } from '../index/availability.ts'
import {
  listFeedWatches,
  lockFeedWatch,
  markOverdue,
  saveFeedWatch,
} from '../store/feed-watches.ts'
import {
  forgetMentions,
  forgetRefusals,
  MENTIONED_HOURS,
  REFUSALS_DAYS,
  sourceId,
  stopSilentFeeds,
} from '../store/feeds.ts'

/**
 * The cause of the task of a location whose numbers are older than they should be; it ends by
 * itself when the feed has come.
 */
export const feedOverdue = 'feed_overdue'
/** The cause of the task of a full feed that was too broken to say what is not there. */
export const feedIncomplete = 'feed_incomplete'
/** Their subject, by `feedSubjectOf`. */
export const feedSubject = 'stock_feed'

export function feedSubjectOf(of: { locationId: number; source: string }): string {
  return `${of.locationId}/${of.source}`
}

/**
 * Says how often a location is to be fed by a source, and what is held back while it is not.
 * Refuses another version than the one that was shown, where one was.
 */
export async function watchFeed(
  tx: Tx,
  of: Pick<FeedWatch, 'locationId' | 'source' | 'everyMinutes'> & {
    /** Left out: as it was. */
    bufferPercent?: number
    version?: number
  },
  now: Temporal.Instant,
): Promise<FeedWatch> {
  const { source, version, ...terms } = of
  const place = { locationId: terms.locationId, sourceId: await sourceId(tx, source) }
  const before = await lockFeedWatch(tx, place)
  if (version !== undefined) refuseOtherVersion(version, before?.version ?? 0)
  const { bufferPercent = before?.bufferPercent ?? 0 } = terms
  return saveFeedWatch(tx, { ...terms, ...place, bufferPercent }, now)
}

/** When the numbers of a location were last true; undefined where they are not watched. */
export async function findFed(
  db: Queryable,
  of: { source: string; locationId: number },
): Promise<{ at: Temporal.Instant | null } | undefined> {
  const watches = await listFeedWatches(db, everything)
  const watch = watches.find((one) => feedSubjectOf(one) === feedSubjectOf(of))
  return watch && { at: watch.lastAsOf }
}

const SILENT_MINUTES = 15

/**
 * Looks which feeds are overdue: what this process sells there is held back in part, people are
 * told, and told when it is over. Also forgets what late feeds no longer need, and what feeds were
 * refused long ago.
 */
export async function watchFeeds(
  db: Database,
  { by, index }: { by: By; index: AvailabilityIndex },
): Promise<void> {
  await readFreshness(db, index, by.now)
  await db.transaction(async (tx) => {
    const turned = await markOverdue(tx, by.now)
    const late = turned.filter(({ overdueSince }) => overdueSince !== null)
    const come = turned.filter(({ overdueSince }) => overdueSince === null)
    await raiseTasks(tx, late.map(overdueTask), by)
    const subjects = come.map((watch) => {
      return { subjectKind: feedSubject, subjectId: feedSubjectOf(watch), cause: feedOverdue }
    })
    await closeTasksOf(tx, subjects, by, 'the feed has come')
  })
  await forgetMentions(db, by.now.subtract({ hours: MENTIONED_HOURS }))
  await forgetRefusals(db, by.now.subtract({ hours: REFUSALS_DAYS * 24 }))
  await stopSilentFeeds(db, by.now.subtract({ minutes: SILENT_MINUTES }), by.now)
}

/** Reads how fresh the numbers of each location are; the index holds back by it from then on. */
export async function readFreshness(
  db: Database,
  index: AvailabilityIndex,
  now: Temporal.Instant,
): Promise<void> {
  const freshness = freshnessOf(await listFeedWatches(db, everything), now)
  index.setFreshness(freshness)
}

function overdueTask(watch: Pick<FeedWatch, 'locationId' | 'source'>): NewTask {
  return {
    cause: feedOverdue,
    subjectKind: feedSubject,
    subjectId: feedSubjectOf(watch),
    locationId: watch.locationId,
    summary: `No stock numbers from ${watch.source} for longer than agreed`,
    nextStep: 'See why the feed does not come. Until it does, part of the stock is not sold.',
  }
}
