import type { Network, NetworkBook } from '../../network/index.ts'
import { newId } from '../../lib/ids.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { cursorOfSnapshot, saveEvents } from '../../platform/events/index.ts'
import type { Platform } from '../../platform/module.ts'
import { decideFeedAlerts, type OpenFeedAlert } from '../domain/alerts.ts'
import type { By } from '../domain/ledger.ts'
import { listRules, lockReader } from '../store/alert-rules.ts'
import {
  clearAlerts,
  insertAlerts,
  listLateFeeds,
  listOpenFeedAlerts,
  type NewFeedAlert,
} from '../store/alerts.ts'
import { feedAlertCleared, feedAlertRaised } from '../events.ts'
import { eventsOf } from './alerts.ts'

type World = { platform: Platform; network: NetworkBook }

/**
 * Tells of overdue feeds by the rules about them, and when that is over: as events and among the
 * alerts. The task is raised where it is noticed that a feed is overdue, rule or not. Feeds are
 * few, so all are looked at each time: a rule that is new, changed, begins or ends needs no more.
 */
export async function followFeeds({ platform, network }: World, by: By): Promise<void> {
  const { db } = platform
  const places = await network.current()
  // Most looks find nothing new, and then nothing is written or locked.
  if (isNothing(await differing(db, places, by))) return
  await db.transaction(async (tx) => {
    // One look at a time: two would tell twice.
    await lockReader(tx, await cursorOfSnapshot(tx, tx.epoch), { waits: true })
    await tell(tx, await differing(tx, places, by), by)
    tx.onCommit(platform.wake.committed)
  })
}

type Differing = ReturnType<typeof decideFeedAlerts>

const isNothing = ({ raise, clear }: Differing) => raise.length + clear.length === 0

async function differing(db: Queryable, { locationById }: Network, by: By): Promise<Differing> {
  const rules = (await listRules(db)).filter(({ kind }) => kind === 'overdue_feed')
  if (rules.length === 0) return { raise: [], clear: [] }
  const feeds = (await listLateFeeds(db, by.now)).flatMap((feed) => {
    const location = locationById.get(feed.locationId)
    return location && !location.archived ? [{ ...feed, location }] : []
  })
  return decideFeedAlerts(rules, feeds, await listOpenFeedAlerts(db), by.now)
}

async function tell(tx: Tx, { raise, clear }: Differing, by: By): Promise<void> {
  const raised = raise.map(({ rule, feed }): NewFeedAlert => ({
    id: newId(by.nowMs),
    ruleId: rule.id,
    ruleVersion: rule.version,
    kind: 'overdue_feed',
    sourceId: feed.sourceId,
    source: feed.source,
    locationId: feed.locationId,
    raisesTask: rule.raisesTask,
    level: feed.minutes,
  }))
  const ended = clear.map(({ id }) => id)
  await clearAlerts(tx, ended, by.now)
  await insertAlerts(tx, raised, by.now)
  await saveEvents(tx, feedAlertCleared, eventsOf(clear.map(toldOf), by))
  await saveEvents(tx, feedAlertRaised, eventsOf(raised.map(toldOf), by))
}

function toldOf({ id, ruleId, source, locationId }: OpenFeedAlert) {
  return { id, ruleId, source, locationId }
}
