import { newId } from '../../lib/ids.ts'
import type { Tx } from '../../platform/db/index.ts'
import { listAllocations, lockLedger, type By } from '../../inventory/index.ts'
import {
  findOrdersByExternalIds,
  listLines,
  lockHeads,
  releasableOf,
  type LockedHead,
  type OrdersWorld,
} from '../../orders/index.ts'
import { raiseTasks } from '../../tasks/index.ts'
import { decideFact, patienceHours, retryAfterHours, type Parked } from '../domain/fact.ts'
import { insertFacts, lockDueFacts, lockFacts, settleFacts, type Fact } from '../store/facts.ts'
import { listUnderWay } from '../store/parcel.ts'
import { applyCancellations, applyDeliveries, applyShipments, meantBy } from './apply.ts'

/** Something told from outside: it has happened, so it is never refused. */
export type NewFact = Omit<Fact, 'id' | 'tries' | 'toldAt'>

/** What became of a fact: told before (`known`), applied now, or kept until it is legal. */
export type FactOutcome = 'applied' | 'parked' | 'known'

/** Records facts, each once, and applies those that are legal; the others are tried again. */
export async function recordFacts(
  tx: Tx,
  world: OrdersWorld,
  facts: readonly NewFact[],
  by: By,
): Promise<FactOutcome[]> {
  const given = facts.map((fact) => ({ ...fact, id: newId(by.nowMs) }))
  const fresh = await insertFacts(tx, given, by)
  const tried = given
    .filter(({ id }) => fresh.has(id))
    .map((fact) => ({ ...fact, tries: 0, toldAt: by.now }))
  const applied = await tryFacts(tx, world, tried, by)
  return given.map(({ id }) => (applied.has(id) ? 'applied' : fresh.has(id) ? 'parked' : 'known'))
}

/** Tries parked facts that are due; answers how many were applied and whether there may be more. */
export async function retryFacts(
  tx: Tx,
  world: OrdersWorld,
  by: By,
  { limit }: { limit: number },
): Promise<{ applied: number; more: boolean }> {
  const due = await lockDueFacts(tx, by.now, limit)
  const applied = await tryFacts(tx, world, due, by)
  return { applied: applied.size, more: due.length === limit }
}

/** Tries these facts, as far as they are still parked. */
export async function retryFactsOf(
  tx: Tx,
  world: OrdersWorld,
  ids: readonly string[],
  by: By,
): Promise<void> {
  await tryFacts(tx, world, await lockFacts(tx, ids), by)
}

/** Records facts, each once; they are applied a moment later, when nothing can be lost any more. */
export async function tellFacts(
  tx: Tx,
  facts: readonly NewFact[],
  by: By,
): Promise<('recorded' | 'known')[]> {
  const given = facts.map((fact) => ({ ...fact, id: newId(by.nowMs) }))
  const fresh = await insertFacts(tx, given, by)
  return given.map(({ id }) => (fresh.has(id) ? 'recorded' : 'known'))
}

/**
 * Applies what is legal, in the order in which it happened; facts of one order follow each other.
 * Answers the ids of those applied.
 */
async function tryFacts(
  tx: Tx,
  world: OrdersWorld,
  facts: readonly Fact[],
  by: By,
): Promise<Set<string>> {
  if (facts.length === 0) return new Set()
  const orders = await findOrdersByExternalIds(tx, uniqueKeys(facts))
  const orderOf = new Map(orders.map((order) => [keyOf(order), order.id]))
  const heads = await lockHeads(tx, [...orderOf.values()])
  await lockStock(tx, facts, [...orderOf.values()])
  const ordered = facts.toSorted(
    (a, b) => Temporal.Instant.compare(a.occurredAt, b.occurredAt) || (a.id < b.id ? -1 : 1),
  )
  let left = ordered.map((fact) => ({ fact, orderId: orderOf.get(keyOf(fact)) }))
  const settled: Settled[] = []
  while (left.length > 0) {
    // One fact of each order at a time: the next one sees what this one has done.
    const taken = new Set<string>()
    const round = left.filter(({ fact }) => {
      const key = keyOf(fact)
      return !taken.has(key) && taken.add(key)
    })
    left = left.filter((one) => !round.includes(one))
    settled.push(...(await applyRound(tx, world, { round, heads }, by)))
  }
  await settle(tx, settled, by)
  tx.onCommit(world.platform.wake.committed)
  return new Set(settled.filter(isDone).map(({ fact }) => fact.id))
}

/**
 * Locks the stock of all that the facts tell of where they change it in more than one go: rows that
 * are locked go by go are not locked in order.
 */
async function lockStock(tx: Tx, facts: readonly Fact[], orderIds: string[]): Promise<void> {
  const kinds = new Set(facts.map(({ kind }) => kind).filter((kind) => kind !== 'delivery'))
  const isOneGo =
    kinds.size === 0 || (kinds.size === 1 && facts.length === uniqueKeys(facts).length)
  if (!isOneGo) await lockLedger(tx, await listAllocations(tx, orderIds))
}

/** A fact with the order it tells of; undefined where that is not known. */
export type Told = { fact: Fact; orderId: string | undefined }
type Settled = Told & { why: Parked | 'apply' | 'already' }

async function applyRound(
  tx: Tx,
  world: OrdersWorld,
  { round, heads }: { round: readonly Told[]; heads: Map<string, LockedHead> },
  by: By,
): Promise<Settled[]> {
  const ids = round.flatMap(({ orderId }) => orderId ?? [])
  const [lines, parcels] = await Promise.all([listLines(tx, ids), listUnderWay(tx, ids)])
  const linesOf = Map.groupBy(lines, ({ orderId }) => orderId)
  const underWay = Map.groupBy(parcels, ({ orderId }) => orderId)
  const decided = round.map((told): Settled => {
    const mine = linesOf.get(told.orderId ?? '')
    const sum = (of: (line: (typeof lines)[number]) => number) =>
      (mine ?? []).reduce((total, line) => total + of(line), 0)
    const standing = mine && {
      wanted: sum((line) => line.ordered - line.cancelled),
      allocated: sum((line) => line.allocated - line.expected),
      packed: sum((line) => line.packed),
      fulfilled: sum((line) => line.fulfilled),
      meant: meantBy(told.fact, underWay.get(told.orderId!) ?? []).length,
      underWay: underWay.get(told.orderId!)?.length ?? 0,
    }
    return { ...told, why: decideFact(told.fact.kind, standing) }
  })
  const legal = decided.filter(({ why }) => why === 'apply') as (Settled & { orderId: string })[]
  const of = (kind: Fact['kind']) => legal.filter(({ fact }) => fact.kind === kind)
  const unreleased = new Set(
    lines.filter((line) => releasableOf(line) > 0).map(({ orderId }) => orderId),
  )
  // Of different orders, and deliveries move no stock: they need not wait for each other.
  await Promise.all([
    applyShipments(tx, world, { told: of('shipment'), heads, unreleased }, by),
    applyDeliveries(tx, world, { told: of('delivery'), parcels }, by),
  ])
  await applyCancellations(tx, world, { told: of('cancellation'), heads }, by)
  return decided
}

/** What is so already needs nobody to do it again. */
function isDone({ why }: Pick<Settled, 'why'>): boolean {
  return why === 'apply' || why === 'already'
}

/** Applied, parked until the next try, or given up and handed to a person. */
async function settle(tx: Tx, settled: readonly Settled[], by: By): Promise<void> {
  const rows = settled.map(({ fact, orderId, why }) => {
    const waited = fact.toldAt.until(by.now).total('hours')
    const done = isDone({ why })
    const givenUp = !done && waited >= patienceHours[fact.kind]
    const next = by.now.add({ hours: retryAfterHours(fact.tries) })
    const state = done ? 'applied' : givenUp ? 'given_up' : 'parked'
    return {
      id: fact.id,
      fact,
      state: state as 'applied' | 'given_up' | 'parked',
      why: isDone({ why }) ? null : (why as Parked),
      orderId: orderId ?? null,
      nextTryAt: state === 'parked' ? next : null,
    }
  })
  await settleFacts(tx, rows, by.now)
  const tasks = rows
    .filter(({ state }) => state === 'given_up')
    .map(({ id, fact, orderId, why }) => ({
      cause: 'fact_not_applied',
      subjectKind: 'fact',
      subjectId: id,
      orderId: orderId ?? undefined,
      summary: `The ${fact.kind} of order ${fact.externalId} cannot be recorded: ${told[why!]}`,
      nextStep: 'Find out what really happened, and correct the order by hand.',
    }))
  await raiseTasks(tx, tasks, by)
}

const told: Record<Parked, string> = {
  order_unknown: 'there is no such order',
  waiting_for_stock: 'not all of it has stock',
  not_shipped: 'nothing of it is on its way',
  already_packed: 'it was packed or has left already',
  nothing_left: 'nothing of it is left to send',
}

function keyOf({ channelId, externalId }: { channelId: number; externalId: string }): string {
  return `${channelId} ${externalId}`
}

function uniqueKeys(facts: readonly Fact[]): Fact[] {
  return [...new Map(facts.map((fact) => [keyOf(fact), fact])).values()]
}
