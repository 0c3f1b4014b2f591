import { madeMs } from '../../../lib/ids.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database, Queryable, Tx } from '../../../platform/db/index.ts'
import { findCursor, findUnread } from '../../../platform/events/cursor.ts'
import type { Made } from '../../../platform/events/read-ahead.ts'
import type { Log } from '../../../platform/log.ts'
import type { Inputs } from '../../domain/again.ts'
import { decideRouting } from '../../domain/decide.ts'
import { ruleSetOf, type RuleSet } from '../../domain/rules/set.ts'
import {
  addOrder,
  decideLooked,
  decideOnCanary,
  decideOver,
  newSums,
  openSums,
  storedSums,
  type DecideOthers,
  type GroupDecided,
  type Miss,
  type OrderDecided,
  type PlacedIn,
  type Sums,
} from '../../domain/shadow/index.ts'
import type { ChangeRow } from '../../domain/simulation/index.ts'
import { canariesOf, type StoredCanary } from '../../store/canaries.ts'
import {
  keepChanges,
  listRunning,
  listSums,
  lockRunning,
  readRunning,
  saveCounts,
  saveSums,
  type Shadow,
} from '../../store/shadows.ts'
import { endNow, READER } from './start.ts'

/**
 * Reads orders as they were decided on when they were placed, and how others would have; no more of
 * them once `isEnough`, asked after each, says so.
 */
export type ReadPlaced = (
  db: Queryable,
  orders: readonly PlacedIn[],
  others: DecideOthers,
  isEnough?: (orderId: string) => boolean,
) => Promise<OrderDecided[]>

/** What is read, by whom: told by orders, which stand above. */
export const FOLLOWED = { name: READER, type: 'order.placed' }

/** Who ends one, where nobody asks. */
const ACTOR = 'shadows'
/** It decides for so long at a time, and on one order at least. */
const THINK_MS = 300

/** One that runs, with what it looks at of these orders. */
type Following = {
  shadow: Shadow
  looked: ReadonlySet<string>
  /** Of those that it does not look at, why. */
  missed: ReadonlyMap<string, Miss>
}

type FollowWorld = { clock: Clock; log: Log; readPlaced: ReadPlaced }

/**
 * Has all shadows that run decide on orders that were placed: on as many of the first as there is
 * time for. It locks nothing; what comes out is counted in the transaction of who has read the log,
 * so each order is counted once.
 */
export async function followOrders(
  db: Queryable,
  { clock, log, readPlaced }: FollowWorld,
  orders: readonly PlacedIn[],
): Promise<Made> {
  const deadline = performance.now() + THINK_MS
  const ids = orders.map(({ id }) => id)
  const running = await readRunning(db)
  const all = running.map((shadow) => ({ ...lookAt(shadow, ids), decide: deciding(shadow, log) }))
  const wanted = orders.filter(({ id }) => all.some(({ looked }) => looked.has(id)))
  const decideOthers: DecideOthers = (id, inputs) =>
    all.map(({ looked, decide }) => (looked.has(id) ? decide(id, inputs) : undefined))
  const done = new Set<string>()
  let [first, isCut] = [0, false]
  const isEnough = (id: string) => {
    done.add(id)
    while (first < wanted.length && done.has(wanted[first]!.id)) first += 1
    isCut = first > 0 && performance.now() >= deadline
    return isCut
  }
  const decided = wanted.length === 0 ? [] : await readPlaced(db, wanted, decideOthers, isEnough)
  const next = isCut ? wanted[first] : undefined
  const orderIds = next ? ids.slice(0, ids.indexOf(next.id)) : ids
  const of = { running, orderIds, byId: await withoutCanaries(db, decided) }
  return { count: orderIds.length, keep: (tx) => keep(tx, clock, of) }
}

/** How a shadow decides; where it cannot, others do all the same. */
function deciding({ id, version, rules: list }: Shadow, log: Log) {
  let rules: RuleSet | undefined
  return (order: string, { group, plan, network, stock }: Inputs) => {
    try {
      if (list.length > 0) rules ??= ruleSetOf(version ?? 0, list)
      return decideRouting(group, { ...plan, rules }, network, stock)
    } catch (error) {
      log.error({ err: error, shadow: id, order }, 'a shadow could not decide on an order')
      return undefined
    }
  }
}

/** Orders by id; those that a canary decided on are not compared. */
async function withoutCanaries(
  db: Queryable,
  all: readonly OrderDecided[],
): Promise<Map<string, OrderDecided>> {
  const versionsOf = ({ decided }: OrderDecided) =>
    typeof decided === 'string'
      ? []
      : decided.flatMap(({ live }) => live.record.rule?.version ?? [])
  const versions = [...new Set(all.flatMap(versionsOf))]
  const canaries =
    versions.length > 0 ? await canariesOf(db, versions) : new Map<number, StoredCanary>()
  return new Map(
    all.map((one) => {
      const { placedAt, id } = one.order
      const isOn = versionsOf(one).some((version) => {
        const canary = canaries.get(version)
        return canary !== undefined && decideOnCanary(canary, placedAt)
      })
      return [id, isOn ? { ...one, decided: 'canary' as const } : one]
    }),
  )
}

type Decided = {
  /** Those that decided, in their order. */
  running: readonly Shadow[]
  orderIds: readonly string[]
  byId: ReadonlyMap<string, OrderDecided>
}

/** Counts it for those that still run. */
async function keep(tx: Tx, clock: Clock, { running, orderIds, byId }: Decided): Promise<void> {
  const by = { actor: ACTOR, now: clock.now(), nowMs: clock.nowMs() }
  for (const shadow of await lockRunning(tx)) {
    const index = running.findIndex(({ id }) => id === shadow.id)
    if (index < 0) continue
    const of = { index, orderIds, byId }
    const { compared, ordersMost, changed, id } = await count(tx, lookAt(shadow, orderIds), of)
    if (ordersMost === null || compared < ordersMost) continue
    await endNow(tx, { id, compared, changed }, 'orders', by)
  }
}

/** Which of the orders it looks at; it sees none from before its start or after its end. */
function lookAt(of: Shadow, orderIds: readonly string[]): Following {
  const shadow = { ...of, missed: { ...of.missed } }
  const [from, until] = [madeMs(shadow.id), shadow.until?.epochMilliseconds ?? Infinity]
  const looked = new Set<string>()
  const missed = new Map<string, Miss>()
  for (const id of orderIds) {
    const at = madeMs(id)
    if (at < from || at >= until) continue
    const found = decideLooked(shadow, { id, at })
    Object.assign(shadow, found.next)
    if (found.looked === 'look') looked.add(id)
    else missed.set(id, found.looked)
  }
  return { shadow, looked, missed }
}

/** Counts the orders in their turn, and keeps all of it. */
async function count(
  tx: Tx,
  { shadow, looked, missed }: Following,
  of: {
    index: number
    orderIds: readonly string[]
    byId: ReadonlyMap<string, OrderDecided>
  },
): Promise<Shadow> {
  const stored = await listSums(tx, shadow.id)
  const sums = new Map(stored.map((one) => [one.currency, openSums(one.sums)]))
  const changes = new Map<string, ChangeRow[]>()
  const touched = new Map<string, Sums>()
  for (const id of of.orderIds) {
    if (shadow.compared === (shadow.ordersMost ?? Infinity)) break
    const miss = missed.get(id) ?? (looked.has(id) ? missOf(of.byId.get(id), of.index) : undefined)
    if (!miss && !looked.has(id)) continue
    shadow.placed += 1
    shadow.seenTo = Temporal.Instant.fromEpochMilliseconds(madeMs(id))
    if (miss) {
      shadow.missed[miss] = (shadow.missed[miss] ?? 0) + 1
      continue
    }
    const { order, decided } = of.byId.get(id)!
    const own = sums.get(order.currency) ?? newSums()
    sums.set(order.currency, own)
    touched.set(order.currency, own)
    const change = addOrder(own, order, bothOf(decided as readonly GroupDecided[], of.index))
    shadow.compared += 1
    if (!change) continue
    shadow.changed += 1
    changes.set(order.currency, [...(changes.get(order.currency) ?? []), change])
  }
  await saveCounts(tx, shadow)
  for (const [currency, own] of touched) {
    await saveSums(tx, shadow.id, { currency, sums: storedSums(own) })
    await keepChanges(tx, shadow.id, currency, changes.get(currency) ?? [])
  }
  return shadow
}

/** Of an order that was looked at, why it is not compared. */
function missOf(found: OrderDecided | undefined, index: number): Miss | undefined {
  if (!found) return 'undecided'
  if (typeof found.decided === 'string') return found.decided
  return found.decided.every(({ others }) => others[index]) ? undefined : 'failed'
}

function bothOf(decided: readonly GroupDecided[], index: number) {
  return decided.map(({ others, ...one }) => ({ ...one, shadow: others[index]! }))
}

/** Whether there is anything to follow. Those whose time is over end here. */
export async function endDue(db: Database, clock: Clock): Promise<boolean> {
  const now = clock.now()
  const running = await listRunning(db)
  if (!running.some(({ until }) => decideOver(until, { now, oldest: undefined }))) {
    return running.length > 0
  }
  const oldest = (await findUnread(db, FOLLOWED))?.recordedAt
  const isOver = ({ until }: Pick<Shadow, 'until'>) => decideOver(until, { now, oldest })
  if (!running.some(isOver)) return true
  return db.transaction(async (tx) => {
    const by = { actor: ACTOR, now, nowMs: clock.nowMs() }
    await findCursor(tx, READER, 'lock')
    const all = await lockRunning(tx)
    for (const shadow of all.filter(isOver)) await endNow(tx, shadow, 'until', by)
    return all.some((shadow) => !isOver(shadow))
  })
}
