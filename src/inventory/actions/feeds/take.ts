import { setTimeout } from 'node:timers/promises'
import { newId } from '../../../lib/ids.ts'
import { refuse } from '../../../lib/refusal.ts'
import { seesLocation } from '../../../lib/scope.ts'
import type { Tx } from '../../../platform/db/index.ts'
import { saveEvents } from '../../../platform/events/index.ts'
import { closeTasksOf, raiseTasks } from '../../../tasks/index.ts'
import {
  addGood,
  addNamed,
  decideRest,
  decideWhole,
  type FeedRow,
  type Tally,
} from '../../domain/feed.ts'
import { hidesRows, type BadLine, type FeedLine } from '../../domain/feed-file.ts'
import { aheadOf } from '../../../lib/told.ts'
import { stockFeedFinished } from '../../events.ts'
import { lastFullOf, saveFed } from '../../store/feed-watches.ts'
import {
  addCounts,
  finishFeed,
  insertFeed,
  insertPlaces,
  insertRefusals,
  sourceId,
  type Counts,
  type Feed,
  type FeedRefusal,
} from '../../store/feeds.ts'
import { feedIncomplete, feedSubject, feedSubjectOf, readFreshness } from '../feed-watches.ts'
import { stockContextOf, type StockContext } from '../settle.ts'
import { applyRows, patiently, type FeedSpec } from './apply.ts'
import { resolveLines, type ResolvedLines } from './resolve.ts'
import { asKept, type FeedChunks, type FeedHead, type FeedSender, type FeedWorld } from './world.ts'
import { zeroUnmentioned } from './zero.ts'

/** So many refusals of a feed are kept. */
const REFUSALS_MOST = 1000

/** A feed on its way. */
type Run = {
  head: FeedHead
  sender: FeedSender
  spec: FeedSpec
  /** Where all its rows are, if it says so. */
  locationId: number | undefined
  named: Tally
  refusals: FeedRefusal[]
  good: number
  refused: number
  /** Rows may be hidden in one that could not be read. */
  mayHide: boolean
}

export type TakenFeed = { feed: Feed; refusals: FeedRefusal[] }

/**
 * Takes a feed, some thousand rows in each transaction, so that orders go on being taken beside it.
 * Rows that are not good are refused one by one. A feed that is cut short keeps what was written
 * and sets nothing to zero; sent again, it changes only what is still to change. `answer` writes
 * the answer in the last transaction.
 */
export async function takeFeed(
  world: FeedWorld,
  { head: given, sender }: { head: FeedHead; sender: FeedSender },
  chunks: FeedChunks,
  answer?: (tx: Tx, taken: TakenFeed) => Promise<void>,
): Promise<TakenFeed> {
  const head = asKept(given)
  const run = await open(world, head, sender)
  try {
    await takeChunks(world, run, chunks)
    const isWhole = decideWhole(head, run, run.named)
    if (isWhole) for (const locationId of placesOf(run)) await zeroOthers(world, run, locationId)
    const taken = await finish(world, run, isWhole, answer)
    await readFreshness(world.platform.db, world.index, world.platform.clock.now())
    return taken
  } catch (error) {
    const { db, clock } = world.platform
    // Where even this fails, the watch ends it later; what went wrong first is what is told.
    await db
      .transaction((tx) => finishFeed(tx, run.spec.id, 'stopped', clock.now()))
      .catch(() => undefined)
    throw error
  }
}

async function open(world: FeedWorld, head: FeedHead, sender: FeedSender): Promise<Run> {
  const { clock } = world.platform
  const now = clock.now()
  const locationId = await checkHead(world, head, sender)
  const id = newId(clock.nowMs())
  const { kind, number, asOf, containsUpTo } = head
  const source = await world.platform.db.transaction(async (tx) => {
    const its = await sourceId(tx, head.source)
    const last = locationId && (await lastFullOf(tx, { sourceId: its, locationId }))
    if (kind === 'full' && last && Temporal.Instant.compare(last, asOf) > 0) {
      refuse('feed_overtaken', { detail: `A full feed of ${last.toString()} is in already` })
    }
    const about = { kind, number, asOf, containsUpTo, locationId: locationId ?? null }
    const from = { receivedAt: now, actor: sender.actor }
    await insertFeed(tx, { id, sourceId: its, ...about, ...from })
    if (locationId !== undefined) await insertPlaces(tx, id, [locationId])
    return its
  })
  const time = { asOf, containsUpTo, now }
  const spec = { id, source: head.source, sourceId: source, number, time }
  const named: Tally = new Map()
  return {
    head,
    sender,
    spec,
    locationId,
    named,
    refusals: [],
    good: 0,
    refused: 0,
    mayHide: false,
  }
}

/** Refuses a feed that is about no time or place; answers the location of all its rows, if any. */
export async function checkHead(
  world: FeedWorld,
  { asOf, containsUpTo, location: named }: FeedHead,
  { scope, system }: FeedSender,
): Promise<number | undefined> {
  const now = world.platform.clock.now()
  for (const [field, at] of Object.entries({ asOf, containsUpTo })) {
    const ahead = aheadOf(now, at, `/${field}`)
    if (ahead) throw ahead
  }
  if (named === undefined) return undefined
  const network = await world.network.current()
  const location = network.locationByCode.get(named)
  if (!location || !seesLocation(scope, location.id)) {
    return refuse('location_unknown', { field: '/location' })
  }
  const elsewhere = network.refuseOthers(location.id, system)
  if (elsewhere) throw elsewhere
  return location.id
}

/**
 * Takes the rows in their order, one chunk in a transaction at a time; while the database writes
 * one, the next is read and understood. Where many others are being answered it rests in between.
 */
async function takeChunks(world: FeedWorld, run: Run, chunks: FeedChunks): Promise<void> {
  let writing: Promise<void> = Promise.resolve()
  try {
    for await (const lines of chunks) {
      const began = performance.now()
      const resolved = await resolveLines(world, run, lines)
      await writing
      const rest = decideRest(performance.now() - began, world.platform.commands.running)
      if (rest > 0) await setTimeout(rest)
      writing = takeLines(world, run, lines, resolved)
      // Its failure is told where it is awaited: before the next chunk, or at the end.
      writing.catch(() => undefined)
    }
  } finally {
    await writing
  }
}

async function takeLines(
  world: FeedWorld,
  run: Run,
  lines: readonly (FeedLine | BadLine)[],
  { rows, refused, named }: ResolvedLines,
): Promise<void> {
  const room = REFUSALS_MOST - run.refusals.length
  const places = new Set([...rows, ...named].map(({ locationId }) => locationId))
  const done = await patiently(world.platform.db, async (tx) => {
    const context = contextOf(world, run)
    const { changed, overtaken } = await applyRows(tx, run.spec, rows, context)
    const late = overtaken.slice(0, room).map((row) => overtakenOf(world, row, lines))
    const told = [...refused, ...late].toSorted((a, b) => a.no - b.no).slice(0, room)
    const counts = { changed, zeroed: 0, refused: refused.length, overtaken: overtaken.length }
    await Promise.all([
      insertRefusals(tx, run.spec.id, told),
      insertPlaces(tx, run.spec.id, places),
      count(tx, run, { rows: lines.length, ...counts }, context.by.now),
    ])
    return told
  })
  run.refusals.push(...done)
  run.good += rows.length
  run.refused += refused.length
  run.mayHide ||= lines.some(hidesRows)
  addGood(run.named, rows)
  addNamed(run.named, named)
}

/** The locations that it says something of, in order. */
function placesOf({ locationId, named }: Run): number[] {
  const good = [...named].filter(([, at]) => at.good > 0).map(([id]) => id)
  return [...new Set(locationId === undefined ? good : [locationId, ...good])].toSorted(
    (a, b) => a - b,
  )
}

/** What a full feed does not mention is not there; all of the location has been said with that. */
async function zeroOthers(world: FeedWorld, run: Run, locationId: number): Promise<void> {
  const mentioned = run.named.get(locationId)?.skuIds ?? []
  const feed = { spec: run.spec, locationId, mentioned, context: () => contextOf(world, run) }
  await zeroUnmentioned(world, feed, (tx, zeroed, now) => {
    return count(tx, run, { rows: 0, changed: 0, zeroed, refused: 0, overtaken: 0 }, now)
  })
}

async function count(tx: Tx, run: Run, counts: Counts, now: Temporal.Instant): Promise<void> {
  const isOpen = await addCounts(tx, run.spec.id, counts, now)
  if (!isOpen) refuse('feed_unreadable', { detail: 'The feed paused for too long and was ended' })
}

async function finish(
  world: FeedWorld,
  run: Run,
  isWhole: boolean,
  answer: ((tx: Tx, taken: TakenFeed) => Promise<void>) | undefined,
): Promise<TakenFeed> {
  const context = contextOf(world, run)
  const { by } = context
  const { spec, head } = run
  const isPartial = head.kind === 'full' && !isWhole
  const places = placesOf(run)
  return patiently(world.platform.db, async (tx) => {
    const told = { sourceId: spec.sourceId, asOf: spec.time.asOf, isWhole: false }
    // A broken feed has told nothing: what is held back for its sake stays held back. Of a whole
    // one it was noted place by place.
    const hasTold = head.kind === 'delta' && (run.good > 0 || run.refused === 0)
    await saveFed(tx, told, hasTold ? places : [], by.now)
    if (isPartial)
      await raiseTasks(
        tx,
        places.map((id) => incompleteTask(run, id)),
        by,
      )
    else if (isWhole) {
      const subjects = places.map((locationId) => {
        const subjectId = feedSubjectOf({ locationId, source: head.source })
        return { subjectKind: feedSubject, subjectId, cause: feedIncomplete }
      })
      await closeTasksOf(tx, subjects, by, 'a whole feed has come')
    }
    const feed = await finishFeed(tx, spec.id, isPartial ? 'partial' : 'done', by.now)
    const { source, kind, number, rows, changed, zeroed, refused, overtaken } = feed
    const state = isPartial ? ('partial' as const) : ('done' as const)
    const data = { source, kind, number, rows, changed, zeroed, refused, overtaken, state }
    const event = { id: newId(by.nowMs), subject: feed.id, actor: by.actor, occurredAt: by.now }
    await saveEvents(tx, stockFeedFinished, [{ ...event, data }])
    const taken = { feed, refusals: run.refusals }
    await answer?.(tx, taken)
    tx.onCommit(context.committed)
    return taken
  })
}

function incompleteTask({ head, spec, good, refused }: Run, locationId: number) {
  return {
    cause: feedIncomplete,
    subjectKind: feedSubject,
    subjectId: feedSubjectOf({ locationId, source: head.source }),
    locationId,
    summary: `A full feed of ${head.source} had ${refused} bad rows of ${good + refused}`,
    nextStep: `Nothing was set to zero. See what was refused (feed ${spec.id}) and send it again.`,
  }
}

function contextOf(world: FeedWorld, { sender }: Run): StockContext {
  const { clock } = world.platform
  const by = { actor: sender.actor, now: clock.now(), nowMs: clock.nowMs() }
  return stockContextOf(world, by)
}

function overtakenOf(
  world: FeedWorld,
  { no, skuId }: FeedRow,
  lines: readonly (FeedLine | BadLine)[],
): FeedRefusal {
  const location = lines.find((line) => line.no === no)?.location ?? null
  const sku = world.skus.byId(skuId)?.code ?? null
  const detail = 'A newer feed has spoken of this row'
  return { no, sku, location, code: 'feed_overtaken', detail }
}
