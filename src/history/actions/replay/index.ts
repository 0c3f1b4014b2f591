import { nextFactAt } from '../../../fulfilment/index.ts'
import { fillIndex } from '../../../inventory/index.ts'
import type { OrdersWorld } from '../../../orders/index.ts'
import type { Database } from '../../../platform/db/index.ts'
import { sql } from '../../../platform/db/sql.ts'
import { findProgress, listEntries, saveProgress, type Entry, type Progress } from '../../store.ts'
import { HistoryError } from '../read.ts'
import { playHour, type ReplayWorld, type Timed } from './hour.ts'
import { atOnce, watch } from './tx.ts'

const HOUR_MS = 3_600_000
const READ_AT_ONCE = 500

/** How far the replay has come. */
export type At = { playedTo: Temporal.Instant; hours: number; entries: number }

/**
 * Plays the script of the database from where it stands, hour by simulated hour, each in one
 * transaction, until it has ended and nothing is waiting, or until `to`. Hours in which nothing
 * happens and nothing is due are left out. Refuses a database that holds anything but an import.
 */
export async function playScript(
  world: OrdersWorld,
  { to, onHour }: { to: Temporal.PlainDate | undefined; onHour: (at: At) => void },
): Promise<void> {
  const { db } = world.platform
  const progress = await findImport(world)
  const end = to?.toZonedDateTime(progress.timeZone).epochMilliseconds ?? Infinity
  await fillIndex(db, world.index)
  const quiet = { ...world.platform.wake, committed: () => undefined }
  const playing: ReplayWorld = {
    ...world,
    index: watch(world.index),
    platform: { ...world.platform, wake: quiet },
  }
  const entries = openEntries(db, progress.playedNo)
  const state = { ...progress }
  for (;;) {
    const from = await nextHour(db, entries, state.playedTo)
    if (from === undefined || from + HOUR_MS > end) return
    const some = await entries.take(from + HOUR_MS)
    await playOne(playing, state, { from, entries: some })
    onHour({ playedTo: state.playedTo!, hours: state.spent['hours']!, entries: state.playedNo })
  }
}

/** The import of this database; refuses one that holds none, or more than that. */
export async function findImport(world: OrdersWorld): Promise<Progress> {
  const progress = await findProgress(world.platform.db)
  if (!progress) {
    throw new HistoryError(
      'This database holds no import. Bring one in first: ' +
        '`npm run tutti -- import olist <folder>`.',
    )
  }
  const { channelById } = await world.network.current()
  if (channelById.size > 1 || !channelById.has(progress.channelId)) {
    throw new HistoryError(
      'This database holds more than an import: it has other channels. A replay has a fast ' +
        'clock, so it is played only where nobody else works.',
    )
  }
  return progress
}

/** One hour in one transaction, with how far it has come: all of it or nothing. */
async function playOne(
  world: ReplayWorld,
  state: Progress,
  { from, entries }: { from: number; entries: readonly Entry[] },
): Promise<void> {
  const { db, clock } = world.platform
  const now = Temporal.Instant.fromEpochMilliseconds(from + HOUR_MS)
  const by = { actor: 'history', now, nowMs: clock.nowMs() }
  const spent = { ...state.spent }
  const add = (step: string, amount: number) => (spent[step] = (spent[step] ?? 0) + amount)
  const timed: Timed = async (step, work) => {
    const began = performance.now()
    const result = await work()
    add(step, Math.round((performance.now() - began) * 1000) / 1000)
    return result
  }
  add('hours', 1)
  const playedNo = entries.at(-1)?.no ?? state.playedNo
  const began = performance.now()
  await db.transaction(
    async (tx) => {
      // Whoever is killed plays the last hours again, so no commit needs to wait for the disk.
      tx.leave(tx.query(sql`set local synchronous_commit = off`))
      await playHour(atOnce(tx), world, { channelId: state.channelId, entries }, by, timed)
      await saveProgress(tx, { playedNo, playedTo: now, spent })
    },
    { timeoutMs: 0 },
  )
  add('all', performance.now() - began)
  Object.assign(state, { playedNo, playedTo: now, spent })
}

/** The start of the next hour in which something happens or is due. */
async function nextHour(
  db: Database,
  entries: Entries,
  playedTo: Temporal.Instant | null,
): Promise<number | undefined> {
  const soonest = playedTo?.epochMilliseconds ?? -Infinity
  const next = await entries.peek()
  const starts = next ? [hourOf(next.at.epochMilliseconds)] : []
  // Where the next entry is in the very next hour, what else is due then does not matter.
  if (starts[0] === undefined || starts[0] > soonest) {
    const due = await nextFactAt(db)
    if (due) starts.push(Math.ceil(due.epochMilliseconds / HOUR_MS) * HOUR_MS - HOUR_MS)
  }
  return starts.length === 0 ? undefined : Math.max(soonest, Math.min(...starts))
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS
}

type Entries = {
  peek(): Promise<Entry | undefined>
  /** All that happen before a time. */
  take(beforeMs: number): Promise<Entry[]>
}

/** The script after an entry, read some at a time. */
function openEntries(db: Database, after: number): Entries {
  let last = after
  let buffer: Entry[] = []
  let place = 0
  async function peek(): Promise<Entry | undefined> {
    if (place === buffer.length) {
      buffer = await listEntries(db, { after: last, limit: READ_AT_ONCE })
      place = 0
      last = buffer.at(-1)?.no ?? last
    }
    return buffer[place]
  }
  return {
    peek,
    async take(beforeMs) {
      const taken: Entry[] = []
      for (let next = await peek(); next; next = await peek()) {
        if (next.at.epochMilliseconds >= beforeMs) break
        taken.push(next)
        place += 1
      }
      return taken
    },
  }
}
