import { newId } from '../../lib/ids.ts'
import type { Sku, SkuBook } from '../../catalog/index.ts'
import type { Location, NetworkBook } from '../../network/index.ts'
import type { Queryable, Tx } from '../../platform/db/index.ts'
import { cursorOfSnapshot, saveEvents } from '../../platform/events/index.ts'
import type { Platform } from '../../platform/module.ts'
import { closeTasksOf, raiseTasks } from '../../tasks/index.ts'
import {
  decideAlerts,
  levelFor,
  type AlertRule,
  type OpenAlert,
  type Standing,
  type StockAlertKind,
} from '../domain/alerts.ts'
import { keyOf, type By } from '../domain/ledger.ts'
import { stockAlertCleared, stockAlertRaised } from '../events.ts'
import {
  findReader,
  findSweep,
  insertSweeps,
  listRules,
  lockReader,
  lockSweep,
  moveReader,
  saveSweep,
  type Sweep,
} from '../store/alert-rules.ts'
import {
  clearAlerts,
  insertAlerts,
  listLevels,
  listLevelsAfter,
  listOpenAlerts,
  listTold,
  type NewAlert,
  type Shelf,
  type ShelfLevel,
} from '../store/alerts.ts'
import { readMoved } from '../store/index-feed.ts'
import { supplySubject } from './settle.ts'

/** What looking at stock goes by. */
export type AlertWorld = { platform: Platform; skus: SkuBook; network: NetworkBook }

const MOVEMENTS = 2000
const SHELVES = 2000

/**
 * Looks at what has moved since the last look, behind the fence: never in the transaction that
 * moved it. True if there may be more. What moved is read, and its SKUs and places, before anything
 * is locked: who holds the reader waits for no connection. Movements do not change, so what was
 * read still is so if the reader has not moved.
 */
export async function followMoved(world: AlertWorld, by: By): Promise<boolean> {
  const { db } = world.platform
  const seen = await findReader(db)
  if (seen?.epoch !== db.epoch) return db.transaction((tx) => beginReading(tx, by))
  const { moved, upTo, isAll } = await readMoved(db, seen, MOVEMENTS)
  // Most looks find nothing new, and then nothing is written or locked.
  if (moved.length === 0) return false
  const shelves = moved.flatMap(({ skuId, locations }) =>
    locations.map((locationId) => ({ skuId, locationId })),
  )
  const known = await knownOf(world, shelves)
  return db.transaction(async (tx) => {
    const first = await cursorOfSnapshot(tx, tx.epoch)
    const cursor = await lockReader(tx, first)
    if (!cursor) return false
    if (cursor.tx !== seen.tx || cursor.id !== seen.id || cursor.epoch !== seen.epoch) return true
    const rules = await listRules(tx)
    if (!rules.some(({ archived, kind }) => !archived && kind !== 'overdue_feed')) {
      await moveReader(tx, first)
      return false
    }
    await look(tx, world, { rules, levels: await listLevels(tx, shelves), known }, by)
    await moveReader(tx, upTo)
    return !isAll
  })
}

/**
 * Reads on from here. Where the books were loaded into another server, what they missed is found by
 * a look at all.
 */
async function beginReading(tx: Tx, by: By): Promise<boolean> {
  const first = await cursorOfSnapshot(tx, tx.epoch)
  const cursor = await lockReader(tx, first)
  if (!cursor || cursor.epoch === tx.epoch) return cursor !== undefined
  await moveReader(tx, first)
  await sweepAll(tx, await listRules(tx), by)
  return true
}

/** Looks at all stock for a rule that is new, was changed, begins or ends; some at a time. */
export async function sweepNext(world: AlertWorld, by: By): Promise<boolean> {
  const { db } = world.platform
  const next = await findSweep(db, by.now)
  if (!next) return false
  const known = await knownOf(world, await listLevelsAfter(db, placeOf(next), SHELVES))
  return db.transaction(async (tx) => {
    const sweep = await lockSweep(tx, by.now)
    if (!sweep) return false
    // Another process is at it: look again later. (Stock that is new is told by its movements.)
    if (sweep.id !== next.id || subjectOf(placeOf(sweep)) !== subjectOf(placeOf(next))) return false
    // One look at a time: two would tell twice, and an old number would end what a new one began.
    await lockReader(tx, await cursorOfSnapshot(tx, tx.epoch), { waits: true })
    const levels = await listLevelsAfter(tx, placeOf(sweep), SHELVES)
    const rules = (await listRules(tx)).filter(({ id }) => id === sweep.ruleId)
    await look(tx, world, { rules, levels, known }, by)
    await saveSweep(tx, sweep.id, levels.length === SHELVES ? levels.at(-1) : undefined)
    return true
  })
}

/**
 * Looks again at stock that is told of, all or of some SKUs: its SKU or place may be archived by
 * now, or no longer what a rule is about, and stock that does not move says nothing of that.
 * Nothing is locked where all is as it was told. Answers in how many pages it was read.
 */
export async function lookAgain(
  world: AlertWorld,
  skuIds: 'all' | readonly number[],
  by: By,
): Promise<number> {
  const { db } = world.platform
  let pages = 0
  let after: Shelf | undefined = { skuId: 0, locationId: 0 }
  while (after) {
    const shelves: Shelf[] = await listTold(db, { skuIds, after, limit: SHELVES })
    pages += 1
    if (shelves.length === 0) break
    const known = await knownOf(world, shelves)
    const read = async (from: Queryable) => {
      return { rules: await listRules(from), levels: await listLevels(from, shelves), known }
    }
    const { raise, clear } = await decide(db, await read(db), by.now)
    if (raise.length + clear.length > 0) {
      await db.transaction(async (tx) => {
        await lockReader(tx, await cursorOfSnapshot(tx, tx.epoch), { waits: true })
        await look(tx, world, await read(tx), by)
      })
    }
    after = shelves.length === SHELVES ? shelves.at(-1) : undefined
  }
  return pages
}

function placeOf({ afterSkuId, afterLocationId }: Sweep): Shelf {
  return { skuId: afterSkuId, locationId: afterLocationId }
}

/**
 * All stock is to be looked at for these rules: now, when they begin, and when they end. Feeds are
 * few, and all looked at each time.
 */
export async function sweepAll(tx: Tx, rules: readonly AlertRule[], by: By): Promise<void> {
  const ofStock = rules.filter(({ kind }) => kind !== 'overdue_feed')
  const sweeps = ofStock.flatMap(({ id: ruleId, validFrom, validUntil }) =>
    [by.now, validFrom, ...(validUntil ? [validUntil] : [])]
      .filter((dueAt, i) => i === 0 || Temporal.Instant.compare(dueAt, by.now) > 0)
      .map((dueAt) => ({ id: newId(by.nowMs), ruleId, dueAt })),
  )
  await insertSweeps(tx, sweeps)
}

type LookedAt = { rules: readonly AlertRule[]; levels: readonly ShelfLevel[]; known: Known }

async function decide(
  db: Queryable,
  { rules, levels, known }: LookedAt,
  now: Temporal.Instant,
): Promise<ReturnType<typeof decideAlerts>> {
  const ids = new Set(rules.map(({ id }) => id))
  const open = (await listOpenAlerts(db, levels)).filter(({ ruleId }) => ids.has(ruleId))
  return decideAlerts(rules, standingOf(known, levels), open, now)
}

async function look(tx: Tx, world: AlertWorld, of: LookedAt, by: By): Promise<void> {
  const { raise, clear } = await decide(tx, of, by.now)
  const raised = raise.map(({ rule, level }): NewAlert => ({
    id: newId(by.nowMs),
    ruleId: rule.id,
    ruleVersion: rule.version,
    kind: rule.kind,
    skuId: level.skuId,
    locationId: level.locationId,
    raisesTask: rule.raisesTask,
    level: levelFor(rule.kind, level),
  }))
  await clearAlerts(
    tx,
    clear.map(({ id }) => id),
    by.now,
  )
  await insertAlerts(tx, raised, by.now)
  await tell(tx, { raised, cleared: clear }, by)
  if (raised.length + clear.length > 0) tx.onCommit(world.platform.wake.committed)
}

/** SKUs and places of some stock. */
type Known = {
  skuById: ReadonlyMap<number, Sku>
  locationById: ReadonlyMap<number, Location>
}

async function knownOf({ skus, network }: AlertWorld, shelves: readonly Shelf[]): Promise<Known> {
  const ids = [...new Set(shelves.map(({ skuId }) => skuId))]
  await skus.loadIds(ids)
  const loaded = ids.flatMap((id) => skus.byId(id) ?? [])
  const skuById = new Map(loaded.map((sku) => [sku.id, sku]))
  const now = await network.current()
  const isKnown = shelves.every(({ locationId }) => now.locationById.has(locationId))
  const { locationById } = isKnown ? now : await network.refresh()
  return { skuById, locationById }
}

function standingOf({ skuById, locationById }: Known, levels: readonly ShelfLevel[]): Standing[] {
  return levels.flatMap((level): Standing[] => {
    const [sku, location] = [skuById.get(level.skuId), locationById.get(level.locationId)]
    // Of what is not counted there is always enough, and nothing to tell.
    if (!sku || !location || sku.kind !== 'stocked') return []
    if (sku.archived || location.archived) return []
    return [{ ...level, sku, location }]
  })
}

/** What the task of an alert says. Stock without cover always has one of its own. */
const TASKS = {
  low: { cause: 'stock_low', summary: 'Stock is low', nextStep: 'Order or move some here.' },
  out: { cause: 'stock_out', summary: 'Nothing is left', nextStep: 'Order or move some here.' },
  over: {
    cause: 'stock_over',
    summary: 'More is there than should be',
    nextStep: 'Move some elsewhere, or check the count.',
  },
  negative: {
    cause: 'stock_negative',
    summary: 'More was sold than was recorded as there',
    nextStep: 'Count what is there.',
  },
  uncovered: undefined,
} as const satisfies Record<StockAlertKind, object | undefined>

async function tell(
  tx: Tx,
  { raised, cleared }: { raised: readonly NewAlert[]; cleared: readonly OpenAlert[] },
  by: By,
): Promise<void> {
  await saveAlertEvents(tx, { raised, cleared }, by)
  const left = await listOpenAlerts(tx, cleared)
  const ended = cleared.flatMap((alert) => {
    const task = TASKS[alert.kind]
    const isLeft = left.some(
      (one) => one.raisesTask && one.kind === alert.kind && subjectOf(one) === subjectOf(alert),
    )
    if (!task || !alert.raisesTask || isLeft) return []
    return [{ subjectKind: supplySubject, subjectId: subjectOf(alert), cause: task.cause }]
  })
  await closeTasksOf(tx, ended, by, 'no longer so')
  const tasks = raised.flatMap((alert) => {
    const task = TASKS[alert.kind]
    if (!task || !alert.raisesTask) return []
    const { locationId } = alert
    return [{ ...task, subjectKind: supplySubject, subjectId: subjectOf(alert), locationId }]
  })
  await raiseTasks(tx, tasks, by)
}

/** Tells other systems what began and what is over. */
async function saveAlertEvents(
  tx: Tx,
  of: Record<'raised' | 'cleared', readonly OpenAlert[]>,
  by: By,
): Promise<void> {
  const told = (alerts: readonly OpenAlert[]) =>
    alerts.map(({ id, ruleId, kind, skuId, locationId }) => {
      return { id, ruleId, kind, skuId, locationId }
    })
  await saveEvents(tx, stockAlertCleared, eventsOf(told(of.cleared), by))
  await saveEvents(tx, stockAlertRaised, eventsOf(told(of.raised), by))
}

/** One event of all of them, if there are any. */
export function eventsOf<Alert>(alerts: readonly Alert[], { actor, now, nowMs }: By) {
  if (alerts.length === 0) return []
  return [
    { id: newId(nowMs), subject: null, actor, occurredAt: now, data: { alerts: [...alerts] } },
  ]
}

function subjectOf({ skuId, locationId }: { skuId: number; locationId: number }): string {
  return keyOf({ skuId, locationId, supplyNo: 0 })
}
