import { madeMs } from '../../../lib/ids.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { Database, Queryable, Tx } from '../../../platform/db/index.ts'
import { secondsBehind } from '../../../platform/events/subscriber.ts'
import { decideRouting } from '../../domain/decide.ts'
import { ruleSetOf, type RuleSet } from '../../domain/rules/set.ts'
import {
  addOrder,
  decideLooked,
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
import {
  keepChanges,
  listRunning,
  listSums,
  lockRunning,
  saveCounts,
  saveSums,
  type Shadow,
} from '../../store/shadows.ts'
import { endNow, READER } from './start.ts'

/** Reads orders as they were decided on when they were placed, and how others would have. */
export type ReadPlaced = (
  db: Queryable,
  orders: readonly PlacedIn[],
  others: DecideOthers,
) => Promise<OrderDecided[]>

/** What is read, by whom: told by orders, which stand above. */
export const FOLLOWED = { name: READER, type: 'order.placed' }

/** Who ends one, where nobody asks. */
const ACTOR = 'shadows'
/** Orders are read when their transactions are over: so long after its end that is so of all. */
const GRACE = { seconds: 10 }

/** One that runs, with what it looks at of these orders. */
type Following = {
  shadow: Shadow
  rules: RuleSet | undefined
  looked: ReadonlySet<string>
  /** Of those that it does not look at, why. */
  missed: ReadonlyMap<string, Miss>
}

/**
 * Has all shadows that run decide on orders that were placed, and counts what comes out. In the
 * transaction of who reads the log: so each order is counted once.
 */
export async function followOrders(
  tx: Tx,
  { clock, readPlaced }: { clock: Clock; readPlaced: ReadPlaced },
  orders: readonly PlacedIn[],
): Promise<void> {
  const orderIds = orders.map(({ id }) => id)
  const all = (await lockRunning(tx)).map((shadow) => lookAt(shadow, orderIds))
  const wanted = orders.filter(({ id }) => all.some(({ looked }) => looked.has(id)))
  const decideOthers: DecideOthers = (id, { group, plan, network, stock }) =>
    all.map(({ looked, rules }) => {
      return looked.has(id) ? decideRouting(group, { ...plan, rules }, network, stock) : undefined
    })
  const decided = wanted.length === 0 ? [] : await readPlaced(tx, wanted, decideOthers)
  const byId = new Map(decided.map((one) => [one.order.id, one]))
  const by = { actor: ACTOR, now: clock.now(), nowMs: clock.nowMs() }
  for (const [index, following] of all.entries()) {
    const counted = await count(tx, following, { index, orderIds, byId })
    const { compared, ordersMost } = counted
    if (ordersMost !== null && compared >= ordersMost) await endNow(tx, counted, 'orders', by)
  }
}

/** Which of the orders it looks at; it sees none from before its start or after its end. */
function lookAt(shadow: Shadow, orderIds: readonly string[]): Following {
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
  const rules = shadow.rules.length > 0 ? ruleSetOf(shadow.version ?? 0, shadow.rules) : undefined
  return { shadow, rules, looked, missed }
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
    const miss = missed.get(id) ?? (looked.has(id) ? missOf(of.byId.get(id)) : undefined)
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
function missOf(found: OrderDecided | undefined): Miss | undefined {
  if (!found) return 'undecided'
  return typeof found.decided === 'string' ? found.decided : undefined
}

function bothOf(decided: readonly GroupDecided[], index: number) {
  return decided.map(({ group, live, others }) => ({ group, live, shadow: others[index]! }))
}

/**
 * Whether there is anything to follow. Those whose time is over end here, once all that was placed
 * by then is read.
 */
export async function endDue(db: Database, clock: Clock): Promise<boolean> {
  const latest = clock.now().subtract(GRACE)
  const isDue = ({ until }: Pick<Shadow, 'until'>) => {
    return until !== null && Temporal.Instant.compare(until, latest) <= 0
  }
  const running = await listRunning(db)
  if (!running.some(isDue)) return running.length > 0
  if ((await secondsBehind(db, FOLLOWED)) > 0) return true
  return db.transaction(async (tx) => {
    const by = { actor: ACTOR, now: clock.now(), nowMs: clock.nowMs() }
    const all = await lockRunning(tx)
    for (const shadow of all.filter(isDue)) await endNow(tx, shadow, 'until', by)
    return all.some((shadow) => !isDue(shadow))
  })
}
